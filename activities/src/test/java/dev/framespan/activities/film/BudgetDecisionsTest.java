package dev.framespan.activities.film;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.store.MemoryStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BudgetDecisionsTest {
    private static final BigDecimal FORTY = new BigDecimal("40");
    private static final BigDecimal SIXTY = new BigDecimal("60");

    private final BudgetDecisions decisions = new BudgetDecisions(new MemoryStore());

    private void decide(BigDecimal usd, BigDecimal storyboardUsd) throws IOException {
        decisions.decide("storm", usd, storyboardUsd, Instant.EPOCH);
    }

    @Test
    void withoutADecisionTheStoryboardCounts() throws IOException {
        assertThat(decisions.of("storm", FORTY)).contains(FORTY);
        assertThat(decisions.of("storm", null)).isEmpty();
    }

    @Test
    void aDecisionCountsAsLongAsTheStoryboardSaysTheSame() throws IOException {
        decide(SIXTY, FORTY);
        assertThat(decisions.of("storm", new BigDecimal("40.00"))).contains(SIXTY);
        assertThat(decisions.of("calm", FORTY)).contains(FORTY);

        assertThat(decisions.of("storm", new BigDecimal("45"))).contains(new BigDecimal("45"));
        assertThat(decisions.of("storm", null)).isEmpty();
        assertThat(decisions.of("storm", FORTY)).contains(SIXTY);
    }

    @Test
    void aStoryboardWithoutABudgetCanBeGivenOne() throws IOException {
        decide(SIXTY, null);
        assertThat(decisions.of("storm", null)).contains(SIXTY);
        assertThat(decisions.of("storm", FORTY)).contains(FORTY);
    }

    @Test
    void theLastDecisionCounts() throws IOException {
        decide(SIXTY, FORTY);
        decide(new BigDecimal("50.5"), FORTY);
        assertThat(decisions.of("storm", FORTY)).contains(new BigDecimal("50.5"));
    }
}

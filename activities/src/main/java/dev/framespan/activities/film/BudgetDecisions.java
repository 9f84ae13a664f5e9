package dev.framespan.activities.film;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What the operator has decided that a film may cost, in place of what its storyboard says. The last decision counts, as long as the
 * storyboard says what it said then: an author who writes another budget means that one.
 */
public final class BudgetDecisions {
    private final Store store;

    public BudgetDecisions(Store store) {
        this.store = store;
    }

    /**
     * @param usd US dollars, what was bought for the film before included
     * @param storyboardUsd what the storyboard says; null where it says nothing
     */
    public void decide(String film, BigDecimal usd, BigDecimal storyboardUsd, Instant now) throws IOException {
        store.replace(key(film), Payloads.json().writeValueAsBytes(new Decision(usd, storyboardUsd, now)));
    }

    /**
     * What a film may cost: as decided, else as its storyboard says.
     *
     * @param storyboardUsd what the storyboard says now; null where it says nothing
     * @return empty for no limit
     */
    public Optional<BigDecimal> of(String film, BigDecimal storyboardUsd) throws IOException {
        return decided(film, storyboardUsd).or(() -> Optional.ofNullable(storyboardUsd));
    }

    /**
     * What was decided in place of what the storyboard says.
     *
     * @param storyboardUsd what the storyboard says now; null where it says nothing
     * @return empty where its own word counts
     */
    public Optional<BigDecimal> decided(String film, BigDecimal storyboardUsd) throws IOException {
        Optional<byte[]> held = store.read(key(film));
        if (held.isEmpty()) {
            return Optional.empty();
        }
        Decision decision = Payloads.json().readValue(held.get(), Decision.class);
        return isSame(decision.storyboardUsd(), storyboardUsd) ? Optional.of(decision.usd()) : Optional.empty();
    }

    private static boolean isSame(BigDecimal one, BigDecimal other) {
        return one == null || other == null ? one == other : one.compareTo(other) == 0;
    }

    /** @param storyboardUsd what the storyboard said; null where it said nothing */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Decision(BigDecimal usd, BigDecimal storyboardUsd, Instant at) {}

    private static String key(String film) {
        return "films/" + film + "/budget.json";
    }
}

package dev.framespan.activities.film;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.store.MemoryStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** What the operator has decided beforehand is counted in the store, whatever becomes of the film's runs. */
class PolicyDecisionTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final MemoryStore store = new MemoryStore();
    private final Decisions decisions = new Decisions(store);
    private final DecisionActivityImpl activity = new DecisionActivityImpl(store, Clock.fixed(NOW, ZoneOffset.UTC));

    private String use(String submission) throws IOException {
        return decisions.use("storm", "gull", submission, NOW.minusSeconds(1)).orElse(null);
    }

    @Test
    void itIsMadeAsOftenAsItSaysOverAllRuns() throws IOException {
        assertThat(activity.rebuyByPolicy("storm", "gull", "one", 2)).isTrue();
        assertThat(use("v1:a#2")).isNotNull();
        assertThat(activity.rebuyByPolicy("storm", "gull", "two", 2)).isTrue();
        assertThat(use("v1:a#3")).isNotNull();

        assertThat(activity.rebuyByPolicy("storm", "gull", "three", 2)).isFalse();
        assertThat(use("v1:a#4")).isNull();
        assertThat(activity.rebuyByPolicy("storm", "rain", "four", 2)).isTrue();
    }

    @Test
    void anAttemptAfterOneThatDiedWritesNoSecond() throws IOException {
        assertThat(decisions.rebuyByPolicy("storm", "gull", NOW, 1)).isTrue();
        assertThat(activity.rebuyByPolicy("storm", "gull", "one", 1)).isTrue();
        assertThat(activity.rebuyByPolicy("storm", "gull", "one", 1)).isTrue();

        assertThat(use("v1:a#2")).isNotNull();
        assertThat(use("v1:a#3")).isNull();
    }

    @Test
    void whatWasDecidedBeforeTheQuestionDoesNotAnswerIt() throws IOException {
        decisions.rebuyByPolicy("storm", "gull", NOW, 2);
        decisions.ask("storm", "gull", "v1:a#2");

        assertThat(activity.rebuyByPolicy("storm", "gull", "one", 2)).isTrue();
        assertThat(use("v1:a#2")).endsWith("0002-policy-gull.json");
        decisions.ask("storm", "gull", "v1:a#3");
        assertThat(activity.rebuyByPolicy("storm", "gull", "two", 2))
                .as("the first is left over, and counted")
                .isFalse();
    }

    @Test
    void anAttemptThatDiedAfterTheQuestionHasAnsweredIt() throws IOException {
        decisions.ask("storm", "gull", "v1:a#2");
        decisions.rebuyByPolicy("storm", "gull", NOW, 1);

        assertThat(activity.rebuyByPolicy("storm", "gull", "one", 1)).isTrue();
        assertThat(use("v1:a#2")).endsWith("0001-policy-gull.json");
    }

    @Test
    void aPersonDecidesAfterAPolicyAndAPolicyAfterAPerson() throws IOException {
        activity.rebuyByPolicy("storm", "gull", "one", 1);
        assertThat(use("v1:a#2")).isNotNull();
        decisions.ask("storm", "gull", "v1:a#3");
        activity.rebuy("storm", "gull", "two");
        assertThat(use("v1:a#3")).endsWith("0002-rebuy-gull.json");

        decisions.ask("storm", "gull", "v1:a#4");
        assertThat(activity.rebuyByPolicy("storm", "gull", "three", 2)).isTrue();
        assertThat(use("v1:a#4")).endsWith("0003-policy-gull.json");
    }

    @Test
    void itIsToldFromAPersonsDecision() throws IOException {
        activity.rebuyByPolicy("storm", "gull", "one", 1);
        assertThat(Decisions.isByPolicy(use("v1:a#2"))).isTrue();
        activity.rebuy("storm", "gull", "two");
        assertThat(Decisions.isByPolicy(use("v1:a#3"))).isFalse();
        assertThat(Decisions.isByPolicy(null)).isFalse();
    }
}

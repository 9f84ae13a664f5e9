package dev.framespan.activities.film;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.store.MemoryStore;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DecisionsTest {
    private static final Instant ASKED = Instant.parse("2026-03-01T10:00:00Z");

    private final Decisions decisions = new Decisions(new MemoryStore());

    @Test
    void aDecisionIsGoodForOneSubmissionHoweverOftenThatIsAskedFor() throws IOException {
        decisions.rebuy("storm", "gull", ASKED.plusSeconds(60));

        assertThat(decisions.open("storm")).containsExactly("gull");
        assertThat(decisions.use("storm", "gull", "v1:x#2", ASKED)).isPresent();
        assertThat(decisions.use("storm", "gull", "v1:x#2", ASKED)).isPresent();
        assertThat(decisions.use("storm", "gull", "v1:x#3", ASKED)).isEmpty();
        assertThat(decisions.open("storm")).isEmpty();
    }

    @Test
    void aShotsVoiceIsBoughtOnceMoreWithoutTheShot() throws IOException {
        decisions.rebuy("storm", "gull.voice", ASKED);

        assertThat(decisions.open("storm")).containsExactly("gull.voice");
        assertThat(decisions.use("storm", "gull", "v1:x#2", ASKED)).isEmpty();
        assertThat(decisions.use("storm", "gull.voice", "v1:y#2", ASKED)).isPresent();
        assertThat(decisions.open("storm")).isEmpty();
    }

    @Test
    void aDecisionIsAboutItsShotOfItsFilmOnly() throws IOException {
        decisions.rebuy("storm", "gull", ASKED);

        assertThat(decisions.use("storm", "gull-2", "v1:x#2", ASKED)).isEmpty();
        assertThat(decisions.use("calm", "gull", "v1:x#2", ASKED)).isEmpty();
    }

    @Test
    void aDecisionAnswersNoQuestionThatCameLater() throws IOException {
        decisions.rebuy("storm", "gull", ASKED);

        assertThat(decisions.use("storm", "gull", "v1:x#2", ASKED.plusSeconds(1)))
                .isEmpty();
    }

    @Test
    void aQuestionOfAClockThatRanAheadIsAnsweredByWhatIsDecidedAfterIt() throws IOException {
        Instant nextDay = ASKED.plusSeconds(86_400);
        decisions.rebuy("storm", "gull", ASKED);
        assertThat(decisions.use("storm", "gull", "v1:x#2", nextDay)).isEmpty();

        decisions.rebuy("storm", "gull", ASKED.plusSeconds(3));

        assertThat(decisions.standing("storm", "gull", "v1:x#2", nextDay)).contains(ASKED.plusSeconds(3));
        assertThat(decisions.use("storm", "gull", "v1:x#2", nextDay)).isPresent();
    }

    @Test
    void aDecisionOfAClockThatRanAheadAnswersNoQuestionThatCameLater() throws IOException {
        decisions.rebuy("storm", "gull", ASKED.plusSeconds(86_400));
        decisions.ask("storm", "gull", "v1:x#2");

        assertThat(decisions.use("storm", "gull", "v1:x#2", ASKED)).isEmpty();
    }

    @Test
    void aDecisionThatNoSubmissionNeededEndsWithTheFilm() throws IOException {
        decisions.rebuy("storm", "gull", ASKED);

        decisions.settle(decisions.made("storm"));
        decisions.settle(decisions.made("storm"));

        assertThat(decisions.open("storm")).isEmpty();
        assertThat(decisions.use("storm", "gull", "v1:x#2", ASKED)).isEmpty();
    }
}

package dev.framespan.activities.film;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.store.DirectoryStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an id is made of, its doubts are decided in a store whose keys are made of little. */
class DecidedIdsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    @TempDir
    private Path folder;

    private DirectoryStore store;
    private Decisions decisions;
    private DecisionActivityImpl activity;

    @BeforeEach
    void open() {
        store = DirectoryStore.open(folder);
        decisions = new Decisions(store);
        activity = new DecisionActivityImpl(store, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Optional<String> use(String id, String submission) throws IOException {
        return decisions.use("storm", id, submission, NOW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip#1", "intro.leave", "Möwe", "lamp", "lamp.voice"})
    void eachDoubtNeedsADecisionOfItsOwn(String id) throws IOException {
        decisions.ask("storm", id, "v1:x#2");
        assertThat(use(id, "v1:x#2")).isEmpty();

        activity.rebuy("storm", id, "one");
        activity.rebuy("storm", id, "one");
        assertThat(decisions.open("storm")).containsExactly(id);
        assertThat(decisions.standing("storm", id, "v1:x#2", NOW)).contains(NOW);
        assertThat(use(id, "v1:x#2")).isPresent();
        assertThat(use(id, "v1:x#2")).isPresent();
        assertThat(decisions.open("storm")).isEmpty();

        assertThat(use(id, "v1:x#3")).isEmpty();
        activity.rebuy("storm", id, "two");
        assertThat(use(id, "v1:x#3")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip#1", "intro.leave", "Möwe", "lamp", "lamp.voice"})
    void aPolicyDecidesAsOftenAsItSays(String id) throws IOException {
        decisions.ask("storm", id, "v1:x#2");
        assertThat(activity.rebuyByPolicy("storm", id, "one", 1)).isTrue();
        assertThat(Decisions.isByPolicy(use(id, "v1:x#2").orElseThrow())).isTrue();

        decisions.ask("storm", id, "v1:x#3");
        assertThat(activity.rebuyByPolicy("storm", id, "two", 1)).isFalse();
        assertThat(use(id, "v1:x#3")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip#1", "intro.leave", "Möwe", "lamp", "lamp.voice"})
    void whatWasDecidedAndNotNeededEndsWithTheFilm(String id) throws IOException {
        decisions.rebuy("storm", id, NOW);

        decisions.settle(decisions.made("storm"));

        assertThat(decisions.open("storm")).isEmpty();
        assertThat(use(id, "v1:x#2")).isEmpty();
    }

    @Test
    void oneIdsDecisionIsNotAnothers() throws IOException {
        decisions.rebuy("storm", "clip#1", NOW);
        String key = decisions.made("storm").get(0);
        String looksLikeIt = key.replaceFirst(".*-rebuy-(.*)\\.json", "$1");

        for (String other : new String[] {"clip-1", "clip#2", "clip.1", looksLikeIt}) {
            assertThat(use(other, "v1:x#2")).as(other).isEmpty();
        }
        decisions.rebuy("storm", looksLikeIt, NOW);
        assertThat(decisions.open("storm")).containsExactlyInAnyOrder("clip#1", looksLikeIt);
    }

    @Test
    void whatEarlierVersionsHaveWrittenIsFound() throws IOException {
        for (String id : new String[] {"lamp", "lamp.voice", "intro.leave", "_under-score"}) {
            byte[] content = ("{\"rebuy\":\"" + id + "\",\"at\":\"" + NOW + "\"}").getBytes();
            store.create("films/storm/decisions/0001-rebuy-" + id + ".json", content);
            store.create("films/storm/questions/" + id + "/v1-x-2", new byte[] {'0'});
            store.create("films/storm/questions/" + id + "/v1-x-3", new byte[] {'1'});

            assertThat(use(id, "v1:x#3")).as(id).isEmpty();
            assertThat(use(id, "v1:x#2")).as(id).contains("films/storm/decisions/0001-rebuy-" + id + ".json");
        }
    }

    @Test
    void anIdLongerThanAFilesNameIsDecidedToo() throws IOException {
        String id = "a".repeat(300);
        decisions.rebuy("storm", id, NOW);

        assertThat(decisions.open("storm")).containsExactly(id);
        assertThat(use(id, "v1:x#2")).isPresent();
    }
}

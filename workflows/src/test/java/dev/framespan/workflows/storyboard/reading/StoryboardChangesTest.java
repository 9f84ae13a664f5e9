package dev.framespan.workflows.storyboard.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.storyboard.Storyboard;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import dev.framespan.workflows.storyboard.checking.FetchedInputs;
import dev.framespan.workflows.storyboard.checking.StoryboardChecker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was said of a shot counts until its storyboard says something else of it. */
class StoryboardChangesTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("storm.yaml");
        say("a gull", "a boat");
    }

    private void say(String gull, String boat) throws IOException {
        Files.writeString(
                file,
                """
                shots:
                  - { id: gull, duration: 3, prompt: "%s" }
                  - { id: boat, duration: 3, prompt: "%s" }
                """
                        .formatted(gull, boat));
    }

    private CheckResult check(StoryboardChanges changes) {
        return StoryboardChecker.check(
                file,
                Catalogue.builtIn(),
                null, // there are no files beside it
                FetchedInputs.NONE,
                changes);
    }

    private StoryboardChanges fixed(String field, String value) {
        return StoryboardChanges.NONE.with(
                "gull", StoryboardChecker.hashes(file).get("gull"), Map.of(field, value));
    }

    @Test
    void itStandsInTheStoryboardsPlaceAndTheRestIsLeftAsItIs() {
        Storyboard said = check(fixed("prompt", "two gulls")).storyboard();

        assertThat(said.shots()).extracting(Storyboard.Shot::prompt).containsExactly("two gulls", "a boat");
        assertThat(said.shots()).extracting(Storyboard.Shot::duration).containsExactly(3, 3);
    }

    @Test
    void moreIsSaidOfTheSameShotBesideWhatWasSaid() {
        StoryboardChanges changes = fixed("prompt", "two gulls")
                .with("gull", StoryboardChecker.hashes(file).get("gull"), Map.of("duration", "5"));

        Storyboard.Shot gull = check(changes).storyboard().shots().get(0);
        assertThat(gull.prompt()).isEqualTo("two gulls");
        assertThat(gull.duration()).isEqualTo(5);
    }

    @Test
    void theAuthorsNextWordAboutTheShotWins() throws IOException {
        StoryboardChanges changes = fixed("prompt", "two gulls");
        say("a gull", "another boat");
        assertThat(check(changes).storyboard().shots().get(0).prompt()).isEqualTo("two gulls");

        say("three gulls", "another boat");
        assertThat(check(changes).storyboard().shots().get(0).prompt()).isEqualTo("three gulls");
    }

    @Test
    void whatIsNotPossibleIsSaidWithTheShotsPlace() {
        CheckResult checked = check(fixed("duration", "77"));

        assertThat(checked.isFaultless()).isFalse();
        assertThat(checked.faults().toString()).contains("shots[0].duration").contains("77 is not possible");
    }
}

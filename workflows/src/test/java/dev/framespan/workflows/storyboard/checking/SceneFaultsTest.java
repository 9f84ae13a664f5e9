package dev.framespan.workflows.storyboard.checking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.storyboard.Storyboard;
import dev.framespan.workflows.storyboard.reading.StoryboardChanges;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SceneFaultsTest {
    private static final String TWO_SCENES =
            "scenes:\n  - id: sea\n    title: The sea\n    shots: [{ id: a, prompt: p },"
                    + " { id: b, prompt: q }]\n  - { id: land, shots: [{ id: c, prompt: r }] }\n";

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "scenes: ▲{} | scenes: a list of scenes is expected, each after a -, not a group of fields",
                "scenes: ▲[] | scenes: a film has 1 to 100 scenes, and here are 0",
                "scenes: [▲a] | scenes[0]: { id: …, shots: […] } is expected, not the text \"a\"",
                "scenes: [▲{ shots: [{ id: a, prompt: p }] }] | scenes[0]: a scene needs an id, by which it is found again in the next render",
                "scenes: [▲{ id: sea }] | scenes[0]: a scene needs shots: a list of at least one",
                "scenes: [{ id: sea, shots: ▲[] }] | scenes[0].shots: a scene has 1 to 50 shots, and here are 0",
                "scenes: [{ id: sea, shots: [▲a] }] | scenes[0].shots[0]: the fields of a shot are expected, not the text \"a\"",
                "scenes: [{ id: sea, shots: [{ id: a, prompt: p, scene: ▲x }] }] | scenes[0].shots[0].scene: this shot stands in a scene already: give that a title, or begin another one under scenes",
                "scenes: [{ id: sea, shots: [{ id: a, prompt: p }] }, { id: ▲sea, shots: [{ id: b, prompt: p }] }] | scenes[1].id: sea is the id of scenes[0] already: scenes need an id each of their own",
                "scenes: [{ id: sea, shots: [{ id: a, prompt: p }] }, { id: land, shots: [{ id: ▲a, prompt: p }] }] | scenes[1].shots[0].id: a is the id of scenes[0].shots[0] already: shots and keyframes need an id each of their own",
            })
    void aFaultOfASceneIsSaidWhereItStands(String field, String message) {
        StoryboardText.in(folder).refuses(field + "\n", message);
    }

    @Test
    void shotsStandInScenesOrAlone() {
        StoryboardText.in(folder)
                .refuses(
                        "shots: [{ id: a, prompt: p }]\nscenes: ▲[{ id: sea, shots: [{ id: b, prompt: p }] }]\n",
                        "scenes: shots stand in their scenes or under shots:, not both: move those of shots: into a scene");
    }

    @Test
    void aSceneThatIsTooLongIsToBecomeTwo() {
        String shots = IntStream.range(0, 51)
                .mapToObj(i -> "{ id: s" + i + ", prompt: p }")
                .collect(Collectors.joining(", "));
        StoryboardText.in(folder)
                .refuses(
                        "scenes: [{ id: sea, shots: ▲[" + shots + "] }]\n",
                        "scenes[0].shots: a scene has 1 to 50 shots, and here are 51: make two scenes of it");
    }

    @Test
    void scenesAreChaptersOfTheirTitlesOrElseTheirIds() throws IOException {
        Storyboard storyboard = checked(StoryboardChanges.NONE).storyboard();

        assertThat(storyboard.scenes()).extracting(Storyboard.Scene::id).containsExactly("sea", "land");
        assertThat(storyboard.scenes().get(0).shots()).containsExactly("a", "b");
        assertThat(storyboard.shots()).extracting(Storyboard.Shot::scene).containsExactly("The sea", null, "land");
    }

    @Test
    void aVoiceIsHeardOverItsScene() {
        StoryboardText.in(folder)
                .faultless("audio: true\n"
                        + TWO_SCENES.replace("prompt: q", "prompt: q, voice: { text: Hello, over: scene }"));
    }

    @Test
    void aShotInASceneCanBeFixed() throws IOException {
        Path path = file();
        String hash = StoryboardChecker.hashes(path).get("b");

        assertThat(checked(StoryboardChanges.NONE.with("b", hash, Map.of("prompt", "calmer")))
                        .storyboard()
                        .shots())
                .extracting(Storyboard.Shot::prompt)
                .containsExactly("p", "calmer", "r");
    }

    @Test
    void theLongExampleHasSixtyShotsInThreeScenes() {
        CheckResult checked = StoryboardChecker.check(
                Path.of("../examples/odyssey.yaml"), StoryboardText.CATALOGUE, FoundInputs.WIDE);

        assertThat(checked.faults()).isEmpty();
        assertThat(checked.warnings()).isEmpty();
        assertThat(checked.storyboard().scenes())
                .extracting(scene -> scene.shots().size())
                .containsExactly(20, 20, 20);
        assertThat(checked.storyboard().shots().stream()
                        .mapToInt(Storyboard.Shot::duration)
                        .sum())
                .isBetween(295, 310);
    }

    private Path file() throws IOException {
        return Files.writeString(folder.resolve("film.yaml"), TWO_SCENES);
    }

    private CheckResult checked(StoryboardChanges changes) throws IOException {
        CheckResult result = StoryboardChecker.check(
                file(), StoryboardText.CATALOGUE, new FoundInputs(StoryboardText.WIDE), FetchedInputs.NONE, changes);
        assertThat(result.faults()).isEmpty();
        return result;
    }
}

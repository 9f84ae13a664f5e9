package dev.framespan.workflows.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.storyboard.InputSource;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import dev.framespan.workflows.storyboard.checking.FoundInputs;
import dev.framespan.workflows.storyboard.checking.StoryboardChecker;
import dev.framespan.workflows.storyboard.checking.StoryboardText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {
    private static final Asset PICTURE = new Asset("a".repeat(64), 7, MediaType.JPG);
    private static final Asset WORDS = new Asset("b".repeat(64), 7, MediaType.TXT);

    private static final Asset SOUND = new Asset("e".repeat(64), 5, MediaType.WAV);

    private static final Asset VIDEO = new Asset("d".repeat(64), 9, MediaType.MP4);

    private final Kept kept = new Kept();

    @TempDir
    Path folder;

    /** Remembers what it was given to keep. */
    private static final class Kept implements PlanAssets {
        private final List<InputSource> pictures = new ArrayList<>();
        private final List<InputSource> videos = new ArrayList<>();
        private final List<InputSource> sounds = new ArrayList<>();
        private final List<String> words = new ArrayList<>();

        @Override
        public Asset picture(InputSource source) {
            pictures.add(source);
            return PICTURE;
        }

        @Override
        public MeasuredVideo video(InputSource source) {
            videos.add(source);
            return new MeasuredVideo(VIDEO, 7_250);
        }

        @Override
        public Asset sound(InputSource source) {
            sounds.add(source);
            return SOUND;
        }

        @Override
        public Asset words(String prompt) {
            words.add(prompt);
            return WORDS;
        }
    }

    @Test
    void aPlanSaysWordForWordWhatIsBought() throws IOException {
        Path harbor = Files.writeString(folder.resolve("harbor.jpg"), "x").toRealPath();
        Plan plan = plan(
                """
                title: The keeper
                resolution: 1080p
                aspect_ratio: 9:16
                fps: 24
                style: soft light
                characters: { keeper: { look: an old man with $1 \\\\ and a coat } }
                keyframes:
                  dawn: { prompt: '{keeper} at dawn', take: 3 }
                  unused: { prompt: nobody }
                  harbor: { image: harbor.jpg }
                shots:
                  - { id: leave, from: dawn, to: harbor, prompt: He walks. , audio: true }
                  - { id: gull, prompt: 'a gull over {keeper}', duration: 4, resolution: 720p }
                  - { id: stay, from: harbor, prompt: he stays, model: kling-v3-omni }
                """);
        assertThat(plan.film()).isEqualTo("film");
        assertThat(plan.title()).isEqualTo("The keeper");
        assertThat(List.of(plan.width(), plan.height())).containsExactly(1080, 1920);
        assertThat(plan.rate()).isEqualTo("24/1");
        String look = "an old man with $1 \\\\ and a coat";
        assertThat(plan.keyframes())
                .containsExactly(
                        Plan.Keyframe.of(
                                "dawn",
                                GenerationRequest.of(
                                                "doubao-seedream-4.5",
                                                Action.GENERATE,
                                                Prompt.of(look + " at dawn, soft light"))
                                        .aspectRatio("9:16")
                                        .resolution("2K")
                                        .take(3)
                                        .build(),
                                List.of()),
                        Plan.Keyframe.of("harbor", PICTURE));
        assertThat(plan.shots())
                .containsExactly(
                        Plan.Shot.of(
                                "leave",
                                "dawn",
                                "harbor",
                                clip(
                                        Action.FIRST_LAST_FRAME,
                                        "He walks. soft light",
                                        null,
                                        "kling-v3",
                                        "1080p",
                                        5,
                                        true)),
                        Plan.Shot.of(
                                "gull",
                                null,
                                null,
                                clip(
                                        Action.GENERATE,
                                        "a gull over " + look + ", soft light",
                                        "9:16",
                                        "kling-v3",
                                        "720p",
                                        4,
                                        false)),
                        Plan.Shot.of(
                                "stay",
                                "harbor",
                                null,
                                clip(
                                        Action.IMAGE2VIDEO,
                                        "he stays, soft light",
                                        null,
                                        "kling-v3-omni",
                                        "1080p",
                                        5,
                                        false)));
        assertThat(kept.pictures).containsExactly(new InputSource.File(harbor));
        assertThat(kept.words).isEmpty();
    }

    private static GenerationRequest clip(
            Action action, String prompt, String ratio, String model, String resolution, int seconds, boolean audio) {
        return GenerationRequest.of(model, action, Prompt.of(prompt))
                .aspectRatio(ratio)
                .resolution(resolution)
                .seconds(seconds)
                .audio(audio)
                .build();
    }

    @Test
    void aLongPromptIsKeptAndReferredTo() throws IOException {
        String longest = "é".repeat(Prompt.LONGEST_INLINE / 2);
        Plan plan = plan("shots:\n  - { id: a, prompt: " + longest + " }\n  - { id: b, prompt: " + longest + "x }\n");
        assertThat(plan.shots().get(0).request().prompt()).isEqualTo(Prompt.of(longest));
        assertThat(plan.shots().get(1).request().prompt()).isEqualTo(Prompt.stored(WORDS));
        assertThat(kept.words).containsExactly(longest + "x");
    }

    @Test
    void aFilmWithoutTitleIsCalledByItsId() throws IOException {
        assertThat(plan("shots: [{ id: a, prompt: p }]").title()).isEqualTo("film");
    }

    @Test
    void aFaultyStoryboardHasNoPlan() {
        CheckResult faulty = StoryboardText.in(folder).check("shots: []");
        assertThatThrownBy(() -> Planner.plan(faulty, StoryboardText.CATALOGUE, kept))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theExampleIsAFilmOfEightShots() throws IOException {
        CheckResult checked = StoryboardChecker.check(
                Path.of("../examples/lighthouse.yaml"), StoryboardText.CATALOGUE, FoundInputs.WIDE);
        assertThat(checked.faults()).isEmpty();
        assertThat(checked.warnings()).isEmpty();
        Plan plan = Planner.plan(checked, StoryboardText.CATALOGUE, kept);
        assertThat(plan.shots()).hasSize(8);
        assertThat(plan.shots())
                .extracting(shot -> shot.request().action())
                .contains(Action.values()[0], Action.IMAGE2VIDEO, Action.FIRST_LAST_FRAME);
        assertThat(checked.estimate().seconds()).isBetween(30, 40);
        assertThat(checked.estimate().total().usd())
                .isLessThanOrEqualTo(checked.storyboard().budgetUsd());
        assertThat(kept.pictures).hasSize(1);
    }

    private Plan plan(String text) throws IOException {
        CheckResult checked = StoryboardText.in(folder).check(text);
        assertThat(checked.faults()).isEmpty();
        return Planner.plan(checked, StoryboardText.CATALOGUE, kept);
    }
}

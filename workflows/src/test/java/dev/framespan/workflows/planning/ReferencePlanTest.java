package dev.framespan.workflows.planning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.FramePosition;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.VideoUse;
import dev.framespan.workflows.generation.InputVideo;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.storyboard.InputSource;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import dev.framespan.workflows.storyboard.checking.FoundInputs;
import dev.framespan.workflows.storyboard.checking.StoryboardChecker;
import dev.framespan.workflows.storyboard.checking.StoryboardText;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan says of references, reference videos and frames of shots. */
class ReferencePlanTest {
    @TempDir
    Path folder;

    /** Keeps a picture, a video and words under the name of what they are. */
    private static final class ByName implements PlanAssets {
        @Override
        public Asset picture(InputSource source) {
            return asset(source, MediaType.JPG);
        }

        @Override
        public MeasuredVideo video(InputSource source) {
            return new MeasuredVideo(asset(source, MediaType.MP4), 7_250);
        }

        @Override
        public Asset sound(InputSource source) {
            return asset(source, MediaType.WAV);
        }

        @Override
        public Asset words(String prompt) {
            return new Asset("b".repeat(64), prompt.length(), MediaType.TXT);
        }

        private static Asset asset(InputSource source, MediaType type) {
            String name = source instanceof InputSource.File file
                    ? file.path().getFileName().toString()
                    : ((InputSource.Url) source).url().toString();
            return new Asset(hash(name.getBytes()), 7, type);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("boat.jpg"), "x");
        Files.writeString(folder.resolve("street.mp4"), "x");
    }

    private Plan plan(String text) throws IOException {
        CheckResult checked = StoryboardText.in(folder).check(text);
        assertThat(checked.faults()).isEmpty();
        return Planner.plan(checked, StoryboardText.CATALOGUE, new ByName());
    }

    private static final String PICTURES =
            """
            model: kling-v3-omni
            style: seen by {keeper}
            characters:
              keeper: { look: an old man, image: face }
              boat: { look: a small boat, image: boat.jpg }
              web: { look: a spider, image: 'https://example.com/web.png' }
              unused: { look: nothing, image: boat.jpg }
            keyframes:
              face: { prompt: a face }
              cabin: { prompt: '{keeper} before a cabin', references: [keeper, boat] }
              end: { frame_of: row, at: 2.50 }
              last: { frame_of: row }
            shots:
              - { id: row, references: [boat, keeper, cabin], prompt: '{keeper} rows {boat} past {cabin} and {web}' }
            """;

    @Test
    void aReferenceIsTheKeyframeWhosePictureItIsAndANumberInThePrompt() throws IOException {
        Plan plan = plan(PICTURES);
        assertThat(plan.keyframes()).extracting(Plan.Keyframe::id).containsExactly("boat", "face", "cabin");
        assertThat(plan.keyframes().get(0).picture().sha256()).isEqualTo(hash("boat.jpg".getBytes()));
        Plan.Keyframe cabin = plan.keyframes().get(2);
        assertThat(cabin.references()).containsExactly("face", "boat");
        assertThat(cabin.request().prompt()).isEqualTo(Prompt.of("an old man before a cabin, seen by an old man"));
        Plan.Shot row = plan.shots().get(0);
        assertThat(row.references()).containsExactly("boat", "face", "cabin");
        assertThat(row.request().action()).isEqualTo(Action.REFERENCE);
        assertThat(row.request().aspectRatio()).isNull();
        assertThat(row.request().prompt())
                .isEqualTo(Prompt.of(
                        "<<<image_2>>> rows <<<image_1>>> past <<<image_3>>> and a spider, seen by <<<image_2>>>"));
    }

    @Test
    void whereAModelReadsNoNumbersAndWhereAPictureDoesNotGoAlongALookStandsThere() throws IOException {
        Plan plan = plan(PICTURES + "  - { id: look, prompt: '{keeper}', model: kling-v3 }\n"
                + "  - { id: start, prompt: '{keeper}', from: face }\n");
        assertThat(plan.shots().get(1).request().prompt()).isEqualTo(Prompt.of("an old man, seen by an old man"));
        assertThat(plan.shots().get(2).request().prompt()).isEqualTo(Prompt.of("an old man, seen by an old man"));
    }

    @Test
    void aFrameIsAKeyframeOfAShotAndOnlyWhereAShotNeedsIt() throws IOException {
        Plan plan = plan(PICTURES + "  - { id: on, prompt: q, from: end }\n");
        assertThat(plan.keyframes())
                .contains(Plan.Keyframe.of("end", new Plan.Frame("row", FramePosition.seconds(new BigDecimal("2.5")))));
        assertThat(plan.keyframes()).extracting(Plan.Keyframe::id).doesNotContain("last");
        assertThat(plan.shots().get(1).from()).isEqualTo("end");
        Plan after = plan(PICTURES + "  - { id: on, prompt: q, from: last }\n");
        assertThat(after.keyframes()).contains(Plan.Keyframe.of("last", new Plan.Frame("row", FramePosition.LAST)));
    }

    @Test
    void aReferenceVideoIsAnotherShotsClipOrOnesOwn() throws IOException {
        Plan plan = plan(PICTURES
                + "  - { id: edit, prompt: q, video: { clip: row, use: base, keep_sound: true } }\n"
                + "  - { id: own, prompt: '{keeper}', references: [boat, keeper], video: { clip: street.mp4 } }\n"
                + "  - { id: net, prompt: q, video: { clip: 'https://example.com/a.mp4' } }\n");
        Plan.Shot edit = plan.shots().get(1);
        assertThat(edit.video()).isEqualTo(new Plan.Video("row", null, null));
        assertThat(edit.request().video()).isEqualTo(InputVideo.of(VideoUse.BASE, true));
        assertThat(edit.request().action()).isEqualTo(Action.REFERENCE_VIDEO);
        Plan.Shot own = plan.shots().get(2);
        assertThat(own.video())
                .isEqualTo(new Plan.Video(null, new Asset(hash("street.mp4".getBytes()), 7, MediaType.MP4), 7_250L));
        assertThat(own.request().video()).isEqualTo(InputVideo.of(VideoUse.FEATURE, false));
        assertThat(own.references()).containsExactly("boat", "face");
        assertThat(own.request().prompt()).isEqualTo(Prompt.of("<<<image_2>>>, seen by <<<image_2>>>"));
        assertThat(plan.shots().get(3).video().video().sha256())
                .isEqualTo(hash("https://example.com/a.mp4".getBytes()));
    }

    @Test
    void aPlanIsReadAsItWasWritten() throws IOException {
        Plan plan = plan(PICTURES + "  - { id: on, prompt: q, from: end }\n"
                + "  - { id: own, prompt: r, video: { clip: street.mp4 } }\n");
        assertThat(Payloads.json().readValue(Payloads.json().writeValueAsBytes(plan), Plan.class))
                .isEqualTo(plan);
    }

    /** The hash was recorded before a plan knew references, videos, frames and joins: a film that was begun then is joined by it. */
    @Test
    void aPlanWithoutTheseIsByteForByteWhatItWasBeforeButForItsJoinsAndLoudness() throws IOException {
        CheckResult checked = StoryboardChecker.check(
                Path.of("../examples/lighthouse.yaml"), StoryboardText.CATALOGUE, FoundInputs.WIDE);
        Plan plan = Planner.plan(checked, StoryboardText.CATALOGUE, new ByName());
        byte[] before = Payloads.json().writeValueAsBytes(plan.ofBefore().orElseThrow());
        assertThat(hash(before)).isEqualTo("4f62f086ceb378e0b3ac31ce8cc03a4661ada18d6772b5cb167b55b2471d71aa");
        ObjectNode now = Payloads.json().valueToTree(plan);
        now.remove(List.of("joins", "sound"));
        assertThat(Payloads.json().writeValueAsBytes(now)).isEqualTo(before);
    }

    @Test
    void theExampleUsesReferencesAReferenceVideoAndAFrame() throws IOException {
        CheckResult checked = StoryboardChecker.check(
                Path.of("../examples/two-winters.yaml"), StoryboardText.CATALOGUE, FoundInputs.WIDE);
        assertThat(checked.faults()).isEmpty();
        assertThat(checked.warnings()).isEmpty();
        Plan plan = Planner.plan(checked, StoryboardText.CATALOGUE, new ByName());
        assertThat(plan.shots())
                .extracting(shot -> shot.request().action())
                .contains(Action.REFERENCE, Action.REFERENCE_VIDEO, Action.IMAGE2VIDEO);
        assertThat(plan.shots())
                .filteredOn(shot -> shot.video() != null)
                .extracting(shot -> shot.request().video().use())
                .containsExactly(VideoUse.BASE, VideoUse.FEATURE);
        assertThat(plan.keyframes())
                .extracting(Plan.Keyframe::frame)
                .contains(new Plan.Frame("sail", FramePosition.LAST));
        assertThat(checked.estimate().total().usd())
                .isLessThanOrEqualTo(checked.storyboard().budgetUsd());
        assertThat(List.of(checked.estimate().seconds())).allMatch(seconds -> seconds >= 30 && seconds <= 60);
    }
}

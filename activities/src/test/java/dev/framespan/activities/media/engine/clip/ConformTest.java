package dev.framespan.activities.media.engine.clip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.media.engine.ClipSpec;
import dev.framespan.activities.media.engine.DecodedFrames;
import dev.framespan.activities.media.engine.Packets;
import dev.framespan.activities.media.engine.WithEngine;
import dev.framespan.activities.media.protocol.FilmSpec;
import dev.framespan.activities.media.protocol.FrameSpan;
import dev.framespan.activities.media.protocol.MixSpec;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.workflows.assembly.FilmTags;
import dev.framespan.workflows.assembly.Fit;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clips that do not fit are made to: the right frame shown at each tick, its shape kept. */
class ConformTest extends WithEngine {
    private static final Format FORMAT = new Format(160, 90, "24/1");

    @TempDir
    private Path folder;

    @Test
    void aClipOfAnotherSizeKeepsItsShapeAndEveryFrame() throws Exception {
        assertThat(numbers(ClipSpec.clip(322, 178, 30), 322.0 / 178)).isEqualTo(range(30));
        assertThat(numbers(ClipSpec.clip(90, 160, 30), 90.0 / 160)).isEqualTo(range(30));
        assertThat(numbers(ClipSpec.clip(320, 90, 30), 320.0 / 90)).isEqualTo(range(30));
    }

    @Test
    void aFasterClipLeavesOutFramesEvenly() throws Exception {
        List<Integer> wanted = new ArrayList<>();
        for (int source = 0; source < 60; source++) {
            for (long tick = Math.round(source * 0.8); tick < Math.round((source + 1) * 0.8); tick++) {
                wanted.add(source);
            }
        }

        assertThat(wanted).hasSize(48);
        assertThat(numbers(ClipSpec.clip(160, 90, 60).at(30, 1), 16.0 / 9)).isEqualTo(wanted);
    }

    @Test
    void aSlowerClipRepeatsFramesEvenly() throws Exception {
        List<Integer> wanted = IntStream.range(0, 48).mapToObj(tick -> tick / 2).toList();

        assertThat(numbers(ClipSpec.clip(160, 90, 24).at(12, 1), 16.0 / 9)).isEqualTo(wanted);
    }

    @Test
    void aVariableRateBecomesConstantByWhatWasShownWhen() throws Exception {
        // A second at 24 frames, then one at 12.
        ClipSpec recipe = ClipSpec.clip(160, 90, 36).timed(i -> i < 24 ? i * 3750 : 90_000 + (i - 24) * 7500);
        List<Integer> wanted = new ArrayList<>(range(24));
        IntStream.range(24, 36).forEach(frame -> wanted.addAll(List.of(frame, frame)));

        assertThat(numbers(recipe, 16.0 / 9)).isEqualTo(wanted);
    }

    @Test
    void otherCodecsAreTaken() throws Exception {
        ClipSpec recipe =
                ClipSpec.clip(160, 90, 30).by("libx265", "x265-params", "log-level=none", "preset", "ultrafast");

        assertThat(numbers(recipe, 16.0 / 9)).isEqualTo(range(30));
    }

    @Test
    void conformedClipsOfOneFormatHaveOneSetOfParameters() throws Exception {
        Set<String> signatures = new HashSet<>();
        signatures.add(conform(ClipSpec.clip(322, 178, 30)).facts().signature());
        signatures.add(conform(ClipSpec.clip(90, 160, 7).at(25, 1)).facts().signature());
        signatures.add(conform(ClipSpec.clip(640, 360, 50).at(50, 1).sounding())
                .facts()
                .signature());

        assertThat(signatures).hasSize(1).doesNotContain("");
    }

    @Test
    void conformedAndOriginalClipsMakeOneFilm() throws Exception {
        List<FrameSpan> spans = new ArrayList<>();
        List<MixSpec.ClipPart> sounds = new ArrayList<>();
        List<String> packets = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int size = i % 3 == 1 ? 2 : 1;
            ClipSpec recipe = ClipSpec.clip(160 * size, 90 * size, 24).startingAt(i * 24);
            Made made = size == 1 ? decoded(recipe.sounding()) : conform(recipe.sounding());
            spans.add(new FrameSpan(made.file(), 0, 24));
            sounds.add(new MixSpec.ClipPart(made.file(), 0, i * 48_000L, 48_000, 0, 0, 0));
            packets.addAll(Packets.hashes(made.file()));
        }

        Path film = folder.resolve("film.mp4");
        Path sound = folder.resolve("sound.mp4");
        engine.mix(new MixSpec(576_000, sounds, List.of(), 0, null), sound, null, ProgressListener.NONE);
        MediaFacts facts = engine.assemble(
                new FilmSpec(spans, FORMAT, sound, List.of(), FilmTags.NONE, false), film, ProgressListener.NONE);

        assertThat(facts.frames()).isEqualTo(288);
        DecodedFrames screening = DecodedFrames.of(film);
        assertThat(screening.numbers()).isEqualTo(range(288));
        assertThat(screening.unevenAt(24)).isEmpty();
        assertThat(Packets.hashes(film)).isEqualTo(packets);
        assertThat(screening.clicks(100, 575_900)).isEmpty();
    }

    private List<Integer> numbers(ClipSpec recipe, double aspect) throws Exception {
        Made made = conform(recipe);
        assertThat(made.facts().width()).isEqualTo(160);
        assertThat(made.facts().height()).isEqualTo(90);
        assertThat(made.facts().rate()).isEqualTo("24/1");
        DecodedFrames screening = DecodedFrames.of(made.file(), aspect);
        assertThat(screening.unevenAt(24)).isEmpty();
        return screening.numbers();
    }

    private record Made(Path file, MediaFacts facts) {}

    private Made conform(ClipSpec recipe) throws IOException {
        Path out = fresh();
        return new Made(
                out,
                engine.conform(recipe.in(fresh()), FORMAT, Fit.PAD, out, fresh(), ProgressListener.NONE)
                        .facts());
    }

    private Made decoded(ClipSpec recipe) throws IOException {
        Path file = recipe.in(fresh());
        return new Made(file, engine.decode(file, MediaType.MP4, ProgressListener.NONE));
    }

    private Path fresh() throws IOException {
        return Files.createTempFile(folder, "clip", ".mp4");
    }

    private static List<Integer> range(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}

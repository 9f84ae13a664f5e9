package dev.framespan.activities.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.media.protocol.ClipsDisagreeException;
import dev.framespan.activities.media.protocol.JoinClip;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clips become a film: every frame and every sample counted. */
class JoinTest extends WithEngine {
    private static final Format FORMAT = new Format(160, 90, "24/1");

    @TempDir
    private Path folder;

    @Test
    void twelveClipsOfOneEncoderAreCopiedPacketByPacket() throws Exception {
        List<JoinClip> pieces = clips(12, 25, false);

        Path film = folder.resolve("film.mp4");
        MediaFacts facts = engine.join(pieces, FORMAT, film, ProgressListener.NONE);

        assertThat(facts.frames()).isEqualTo(300);
        assertThat(facts.sound()).isFalse();
        DecodedFrames screening = DecodedFrames.of(film);
        assertThat(screening.numbers()).isEqualTo(numbers(300));
        assertThat(screening.unevenAt(24)).isEmpty();
        assertThat(screening.left()).isEmpty();
        List<String> packets = new ArrayList<>();
        for (JoinClip piece : pieces) {
            packets.addAll(Packets.hashes(piece.file()));
        }
        assertThat(Packets.hashes(film)).isEqualTo(packets);
    }

    @Test
    void soundRunsThroughTheJoinsWithoutHoleOrClick() throws Exception {
        Path film = folder.resolve("film.mp4");
        MediaFacts facts = engine.join(clips(12, 25, true), FORMAT, film, ProgressListener.NONE);

        assertThat(facts.sound()).isTrue();
        DecodedFrames screening = DecodedFrames.of(film);
        assertThat(screening.numbers()).isEqualTo(numbers(300));
        assertSoundIsAsLongAs(film, 600_000, screening);
        assertThat(screening.clicks(100, 599_900)).isEmpty();
    }

    @Test
    void lengthsThatAreNoWholeSamplesNeverAddUp() throws Exception {
        Format format = new Format(160, 90, "30000/1001");
        List<JoinClip> pieces = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            pieces.add(piece(
                    ClipSpec.clip(160, 90, 7).at(30000, 1001).startingAt(i * 7).sounding()));
        }

        Path film = folder.resolve("film.mp4");
        MediaFacts facts = engine.join(pieces, format, film, ProgressListener.NONE);

        assertThat(facts.rate()).isEqualTo("30000/1001");
        DecodedFrames screening = DecodedFrames.of(film);
        assertThat(screening.numbers()).isEqualTo(numbers(70));
        assertSoundIsAsLongAs(film, 112_112, screening);
        assertThat(screening.clicks(100, 112_000)).isEmpty();
    }

    /** Of 44.1 kHz 12,875.1 samples belong to each clip, of 16 kHz 4,671.3; what follows a whole number of them is missing. */
    @ParameterizedTest
    @ValueSource(ints = {44_100, 16_000})
    void soundOfAnotherRateThatEndsBetweenTwoSamplesLeavesNoHole(int rate) throws Exception {
        Format format = new Format(160, 90, "24000/1001");
        List<JoinClip> pieces = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            double seconds = 7 * 1001 / 24000.0;
            pieces.add(piece(ClipSpec.clip(160, 90, 7)
                    .at(24000, 1001)
                    .startingAt(i * 7)
                    .with(new ClipSpec.Sound(rate, 2, (long) (seconds * rate), i * seconds * rate))));
        }

        Path film = folder.resolve("film.mp4");
        engine.join(pieces, format, film, ProgressListener.NONE);

        DecodedFrames screening = DecodedFrames.of(film);
        assertSoundIsAsLongAs(film, 84_084, screening);
        assertThat(screening.clicks(100, 83_900)).isEmpty();
    }

    @Test
    void aSilentClipAmongOthersGetsSilence() throws Exception {
        List<JoinClip> pieces = List.of(
                piece(ClipSpec.clip(160, 90, 24).sounding()),
                piece(ClipSpec.clip(160, 90, 24).startingAt(24)),
                piece(ClipSpec.clip(160, 90, 24).startingAt(48).sounding()));

        Path film = folder.resolve("film.mp4");
        engine.join(pieces, FORMAT, film, ProgressListener.NONE);

        DecodedFrames screening = DecodedFrames.of(film);
        assertSoundIsAsLongAs(film, 144_000, screening);
        assertThat(screening.clicks(100, 47_000)).isEmpty();
        assertThat(screening.loudest(49_500, 94_500)).isLessThan(0.01f);
        assertThat(screening.clicks(97_500, 143_000)).isEmpty();
    }

    @Test
    void soundLongerOrShorterThanItsPictureIsCutOrPadded() throws Exception {
        List<JoinClip> pieces = List.of(
                piece(ClipSpec.clip(160, 90, 24).with(new ClipSpec.Sound(48_000, 2, 60_000, 0))),
                piece(ClipSpec.clip(160, 90, 24).startingAt(24).with(new ClipSpec.Sound(48_000, 2, 24_000, 48_000))),
                piece(ClipSpec.clip(160, 90, 24).startingAt(48).sounding()));

        Path film = folder.resolve("film.mp4");
        engine.join(pieces, FORMAT, film, ProgressListener.NONE);

        DecodedFrames screening = DecodedFrames.of(film);
        assertSoundIsAsLongAs(film, 144_000, screening);
        assertThat(screening.clicks(100, 70_900)).isEmpty();
        assertThat(screening.loudest(73_500, 94_500)).isLessThan(0.01f);
        assertThat(screening.clicks(97_500, 143_000)).isEmpty();
    }

    @Test
    void monoSoundAtAnotherRateIsHeardOnBothSidesAsLoudAsTheOthers() throws Exception {
        List<JoinClip> pieces = List.of(
                piece(ClipSpec.clip(160, 90, 24).with(new ClipSpec.Sound(44_100, 1, 44_100, 0))),
                piece(ClipSpec.clip(160, 90, 24).startingAt(24).sounding()));

        Path film = folder.resolve("film.mp4");
        engine.join(pieces, FORMAT, film, ProgressListener.NONE);

        DecodedFrames screening = DecodedFrames.of(film);
        assertSoundIsAsLongAs(film, 96_000, screening);
        assertThat(screening.clicks(100, 95_900)).isEmpty();
    }

    @Test
    void clipsEncodedDifferentlyUnderOneNumberAreRefused() throws Exception {
        List<JoinClip> pieces = List.of(
                piece(ClipSpec.clip(160, 90, 24)),
                piece(ClipSpec.clip(160, 90, 24).by("libx264", "preset", "slow")));
        Path film = folder.resolve("film.mp4");

        assertThatThrownBy(() -> engine.join(pieces, FORMAT, film, ProgressListener.NONE))
                .isInstanceOf(ClipsDisagreeException.class)
                .hasMessageContaining("different settings");
        assertThat(film).doesNotExist();
    }

    /** The file says it to the sample; FFmpeg, unlike browsers, plays the last block of AAC to its padded end. */
    private static void assertSoundIsAsLongAs(Path film, int samples, DecodedFrames screening) {
        assertThat(Packets.soundLength(film)).isEqualTo(samples);
        assertThat(screening.left().length).isBetween(samples, samples + 1023);
    }

    private List<JoinClip> clips(int count, int frames, boolean sound) throws Exception {
        List<JoinClip> pieces = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ClipSpec recipe = ClipSpec.clip(160, 90, frames).startingAt(i * frames);
            pieces.add(piece(sound ? recipe.sounding() : recipe));
        }
        return pieces;
    }

    private JoinClip piece(ClipSpec recipe) throws Exception {
        Path file = recipe.in(Files.createTempFile(folder, "clip", ".mp4"));
        MediaFacts facts = engine.decode(file, MediaType.MP4, ProgressListener.NONE);
        return new JoinClip(file, facts.frames(), facts.rate(), facts.sound());
    }

    private static List<Integer> numbers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }
}

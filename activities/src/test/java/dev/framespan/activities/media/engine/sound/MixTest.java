package dev.framespan.activities.media.engine.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.media.engine.ClipSpec;
import dev.framespan.activities.media.engine.DecodedFrames;
import dev.framespan.activities.media.engine.Packets;
import dev.framespan.activities.media.engine.SoundSpec;
import dev.framespan.activities.media.engine.TestClips;
import dev.framespan.activities.media.engine.WithEngine;
import dev.framespan.activities.media.protocol.MixFacts;
import dev.framespan.activities.media.protocol.MixSpec;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.workflows.assembly.SoundCue.Kind;
import dev.framespan.workflows.asset.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sound of a film, heard again after it was encoded. */
class MixTest extends WithEngine {
    private static final int SECOND = 48_000;

    @TempDir
    private Path folder;

    private Path out;

    @Test
    void aSineThatRunsThroughCutsIsLeftAsItIs() throws Exception {
        List<MixSpec.ClipPart> clips = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Path clip = ClipSpec.clip(160, 90, 25).startingAt(i * 25).sounding().in(fresh("mp4"));
            clips.add(new MixSpec.ClipPart(clip, 0, i * 50_000L, 50_000, 0, 0, 0));
        }

        MixFacts facts = mix(new MixSpec(600_000, clips, List.of(), 0, null));

        assertThat(facts.clicks()).isEmpty();
        assertThat(facts.gain()).isZero();
        DecodedFrames heard = heard(600_000);
        assertThat(heard.clicks(100, 599_900)).isEmpty();
    }

    /** Of 44.1 kHz 12,875.1 samples belong to each clip; what follows a whole number of them is missing. */
    @Test
    void soundOfAnotherRateThatEndsBetweenTwoSamplesLeavesNoHole() throws Exception {
        int rate = 44_100;
        double seconds = 7 * 1001 / 24000.0;
        List<MixSpec.ClipPart> clips = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Path clip = ClipSpec.clip(160, 90, 7)
                    .at(24000, 1001)
                    .startingAt(i * 7)
                    .with(new ClipSpec.Sound(rate, 2, (long) (seconds * rate), i * seconds * rate))
                    .in(fresh("mp4"));
            clips.add(new MixSpec.ClipPart(clip, 0, i * 14_014L, 14_014, 0, 0, 0));
        }

        mix(new MixSpec(84_084, clips, List.of(), 0, null));

        assertThat(heard(84_084).clicks(100, 83_900)).isEmpty();
    }

    @Test
    void aCutThatWouldClickIsFadedForFiveMilliseconds() throws Exception {
        Path clip = ClipSpec.clip(160, 90, 48).sounding().in(fresh("mp4"));
        // A quarter of a wave further than the first part's end wants it: 441 Hz has 108.8 samples a wave.
        List<MixSpec.ClipPart> clips = List.of(
                new MixSpec.ClipPart(clip, 0, 0, SECOND, 0, 0, 0),
                new MixSpec.ClipPart(clip, 27, SECOND, SECOND, 0, 0, 0));

        MixFacts facts = mix(new MixSpec(2 * SECOND, clips, List.of(), 0, null));

        assertThat(facts.clicks()).containsExactly((long) SECOND);
        DecodedFrames heard = heard(2 * SECOND);
        assertThat(heard.loudest(SECOND - 20, SECOND + 20)).isLessThan(0.1f);
        assertThat(heard.clicks(100, SECOND - 300)).isEmpty();
        assertThat(heard.left()[SECOND + 300]).isCloseTo(TestClips.sine(327, SECOND), within(0.06f));
    }

    @Test
    void soundOfAClipBeginsToTheSampleWhereItIsWanted() throws Exception {
        Path clip = ClipSpec.clip(160, 90, 48).sounding().in(fresh("mp4"));

        mix(new MixSpec(
                SECOND, List.of(new MixSpec.ClipPart(clip, 12_345, 0, SECOND, 0, 0, -6.0206)), List.of(), 0, null));

        DecodedFrames heard = heard(SECOND);
        for (int i = 200; i < SECOND - 200; i += 7) {
            assertThat(heard.left()[i]).isCloseTo(TestClips.sine(12_345 + i, SECOND) / 2, within(0.03f));
        }
    }

    @Test
    void aCrossfadeKeepsThePowerOfUnrelatedSounds() throws Exception {
        Path one = cue(4 * SECOND, noise(1, 0.2));
        Path other = cue(4 * SECOND, noise(2, 0.2));

        mix(new MixSpec(
                6 * SECOND,
                List.of(),
                List.of(
                        effect(one, 0, 4 * SECOND, 0, 2 * SECOND),
                        effect(other, 2 * SECOND, 4 * SECOND, 2 * SECOND, 0)),
                0,
                null));

        DecodedFrames heard = heard(6 * SECOND);
        double before = rms(heard, SECOND, 2 * SECOND);
        for (int from = 2 * SECOND; from < 4 * SECOND; from += SECOND / 4) {
            assertThat(20 * Math.log10(rms(heard, from, from + SECOND / 4) / before))
                    .isBetween(-0.5, 0.5);
        }
    }

    @Test
    void musicIsLoopedWithoutASeamAndCutWithoutAClick() throws Exception {
        // One second holds 441 whole waves.
        Path music = cue(SECOND, i -> TestClips.sine(i, SECOND));

        MixFacts facts = mix(new MixSpec(
                6 * SECOND,
                List.of(),
                List.of(new MixSpec.CuePart(
                        Kind.MUSIC, music, MediaType.WAV, SECOND / 2, 4 * SECOND + 30, 0, 0, 0, true)),
                0,
                null));

        assertThat(facts.clicks()).isEmpty();
        DecodedFrames heard = heard(6 * SECOND);
        assertThat(heard.loudest(0, SECOND / 2 - 1100)).isLessThan(0.001f);
        for (int i = SECOND / 2 + 200; i < 9 * SECOND / 2 - 300; i++) {
            assertThat(heard.left()[i]).isCloseTo(TestClips.sine(i - SECOND / 2, SECOND), within(0.06f));
        }
        assertThat(heard.loudest(9 * SECOND / 2 + 20, 9 * SECOND / 2 + 40)).isLessThan(0.06f);
        assertThat(heard.loudest(9 * SECOND / 2 + 1200, 6 * SECOND)).isLessThan(0.001f);
    }

    @Test
    void musicAndClipsStepBackBeforeAVoiceAndStayBackOverAPause() throws Exception {
        Path clip = ClipSpec.clip(160, 90, 240).sounding().in(fresh("mp4"));
        // Speaks from 3 s to 4 s and from 4.5 s to 6 s, high above the clip's pitch.
        LongToDoubleFunction speech =
                i -> i < SECOND || i >= 1.5 * SECOND ? 0.005 * Math.sin(2 * Math.PI * 6000 * i / SECOND) : 0;
        Path voice = cue(3 * SECOND, speech);
        MixSpec.CuePart cue =
                new MixSpec.CuePart(Kind.VOICE, voice, MediaType.WAV, 3 * SECOND, 3 * SECOND, 0, 0, 0, false);
        Path stems = Files.createDirectory(folder.resolve("stems"));

        out = fresh("mp4");
        MixSpec spec = new MixSpec(
                10 * SECOND, List.of(new MixSpec.ClipPart(clip, 0, 0, 10 * SECOND, 0, 0, 0)), List.of(cue), 12, null);
        engine.mix(spec, out, stems, ProgressListener.NONE);

        DecodedFrames clips = DecodedFrames.of(stems.resolve("effects.wav"));
        assertThat(loudness(clips, 1.0, 2.9)).isCloseTo(loudness(clips, 8, 9), within(0.1));
        double usual = loudness(clips, 1, 2);
        assertThat(loudness(clips, 3.0, 4.0)).isCloseTo(usual - 12, within(0.2));
        assertThat(loudness(clips, 4.0, 4.5)).isCloseTo(usual - 12, within(0.2));
        assertThat(loudness(clips, 4.5, 6.0)).isCloseTo(usual - 12, within(0.2));
        assertThat(loudness(clips, 6.45, 7.0)).isCloseTo(usual, within(0.2));
        assertThat(loudness(clips, 2.95, 2.97)).isBetween(usual - 11, usual - 4);
        // So quiet a voice is brought to its loudness as far as would not raise noise alone.
        DecodedFrames dialogue = DecodedFrames.of(stems.resolve("dialogue.wav"));
        assertThat(loudness(dialogue, 3.1, 3.9)).isCloseTo(-49 + 20, within(0.2));
    }

    @Test
    void stemsAddUpToTheMix() throws Exception {
        Path clip = ClipSpec.clip(160, 90, 48).sounding().in(fresh("mp4"));
        Path music = cue(SECOND, i -> 0.1 * Math.sin(2 * Math.PI * 1000 * i / SECOND));
        Path voice = cue(SECOND, i -> 0.1 * Math.sin(2 * Math.PI * 300 * i / SECOND));
        Path stems = Files.createDirectory(folder.resolve("stems"));
        out = fresh("mp4");
        engine.mix(
                new MixSpec(
                        2 * SECOND,
                        List.of(new MixSpec.ClipPart(clip, 0, 0, 2 * SECOND, 0, 0, -6)),
                        List.of(
                                new MixSpec.CuePart(Kind.MUSIC, music, MediaType.WAV, 0, 2 * SECOND, 0, 0, 0, true),
                                new MixSpec.CuePart(
                                        Kind.VOICE, voice, MediaType.WAV, SECOND / 2, SECOND, 0, 0, 0, false)),
                        6,
                        null),
                out,
                stems,
                ProgressListener.NONE);

        DecodedFrames whole = heard(2 * SECOND);
        float[] sum = new float[2 * SECOND];
        for (String name : List.of("dialogue.wav", "music.wav", "effects.wav")) {
            float[] stem = DecodedFrames.of(stems.resolve(name)).left();
            assertThat(stem).hasSize(2 * SECOND);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += stem[i];
            }
        }
        double difference = 0;
        double power = 0;
        for (int i = 2000; i < sum.length - 2000; i++) {
            difference += Math.pow(sum[i] - whole.left()[i], 2);
            power += sum[i] * sum[i];
        }
        assertThat(10 * Math.log10(power / difference)).isGreaterThan(30);
    }

    @Test
    void theFilmIsBroughtToItsLoudnessAndPeaksStayBelowTheLimit() throws Exception {
        Random random = new Random(7);
        // Bursts, as hard as they come, over a quiet ground.
        Path effect = cue(
                20 * SECOND,
                i -> i % 24_000 < 60 ? 0.9 * Math.signum(Math.sin(i * 0.8)) : 0.05 * random.nextGaussian());

        MixFacts facts =
                mix(new MixSpec(20 * SECOND, List.of(), List.of(effect(effect, 0, 20 * SECOND, 0, 0)), 0, -14.0));

        assertThat(facts.gain()).isGreaterThan(3);
        assertThat(facts.truePeak()).isLessThanOrEqualTo(-1.0);
        assertThat(facts.loudness()).isCloseTo(-14, within(1.0));
        assertThat(facts.momentary()).hasSize(20);
        try (Loudness again = new Loudness(true)) {
            DecodedFrames heard = heard(20 * SECOND);
            again.add(heard.left(), heard.right(), 0, 20 * SECOND);
            again.finish();
            assertThat(again.truePeak()).isLessThanOrEqualTo(-1.0).isCloseTo(facts.truePeak(), within(0.1));
            assertThat(again.integrated()).isCloseTo(facts.loudness(), within(0.05));
        }
    }

    @Test
    void aFilmWithoutHardPeaksMeetsItsLoudnessExactly() throws Exception {
        Path clip = ClipSpec.clip(160, 90, 240).sounding().in(fresh("mp4"));

        MixFacts facts = mix(new MixSpec(
                10 * SECOND, List.of(new MixSpec.ClipPart(clip, 0, 0, 10 * SECOND, 0, 0, 0)), List.of(), 0, -23.0));

        assertThat(facts.loudness()).isCloseTo(-23, within(0.1));
        assertThat(facts.momentary()).hasSize(10).allMatch(now -> Math.abs(now + 23) < 0.5);
    }

    @Test
    void silenceStaysSilence() throws Exception {
        MixFacts facts = mix(new MixSpec(SECOND + 17, List.of(), List.of(), 9, -14.0));

        assertThat(facts.loudness()).isEqualTo(-70);
        assertThat(facts.gain()).isZero();
        assertThat(heard(SECOND + 17).loudest(0, SECOND)).isZero();
    }

    @Test
    void aSoundThatIsNoneIsNamedAndNothingIsLeftBehind() throws Exception {
        Path broken = Files.writeString(fresh("mp3"), "#EXTM3U\nhttp://127.0.0.1:9/\n");
        Path stems = Files.createDirectory(folder.resolve("stems"));
        out = folder.resolve("mix.mp4");
        MixSpec spec = new MixSpec(
                SECOND,
                List.of(),
                List.of(new MixSpec.CuePart(Kind.EFFECT, broken, MediaType.MP3, 0, SECOND, 0, 0, 0, false)),
                0,
                null);

        assertThatThrownBy(() -> engine.mix(spec, out, stems, ProgressListener.NONE))
                .isInstanceOf(UnusableMediaException.class)
                .hasMessageContaining(broken.getFileName().toString())
                .hasMessageNotContaining(folder.toString());
        assertThat(out).doesNotExist();
        assertThat(stems).isEmptyDirectory();
        assertThat(folder.resolve("mix.mp4.pcm")).doesNotExist();
    }

    private MixFacts mix(MixSpec spec) throws IOException {
        out = fresh("mp4");
        MixFacts facts = engine.mix(spec, out, null, ProgressListener.NONE);
        assertThat(out.resolveSibling(out.getFileName() + ".pcm")).doesNotExist();
        return facts;
    }

    private DecodedFrames heard(int samples) throws Exception {
        assertThat(Packets.soundOnlyLength(out)).isEqualTo(samples);
        DecodedFrames heard = DecodedFrames.of(out);
        assertThat(heard.left().length).isBetween(samples, samples + 1023);
        return heard;
    }

    private Path cue(long samples, LongToDoubleFunction wave) throws IOException {
        return SoundSpec.wav(samples, wave).in(fresh("wav"));
    }

    private static MixSpec.CuePart effect(Path file, long start, long length, long fadeIn, long fadeOut) {
        return new MixSpec.CuePart(Kind.EFFECT, file, MediaType.WAV, start, length, fadeIn, fadeOut, 0, false);
    }

    private static LongToDoubleFunction noise(long seed, double level) {
        Random random = new Random(seed);
        return i -> level * (2 * random.nextDouble() - 1);
    }

    private static double rms(DecodedFrames sound, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += sound.left()[i] * sound.left()[i];
        }
        return Math.sqrt(sum / (to - from));
    }

    /** In dB, between two times in seconds. */
    private static double loudness(DecodedFrames sound, double from, double to) {
        return 20 * Math.log10(rms(sound, (int) (from * SECOND), (int) (to * SECOND)));
    }

    private static Offset<Float> within(float offset) {
        return Offset.offset(offset);
    }

    private static Offset<Double> within(double offset) {
        return Offset.offset(offset);
    }

    private Path fresh(String extension) throws IOException {
        return Files.createTempFile(folder, "file", "." + extension);
    }
}

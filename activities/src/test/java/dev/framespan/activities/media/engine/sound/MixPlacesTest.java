package dev.framespan.activities.media.engine.sound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.media.engine.ClipSpec;
import dev.framespan.activities.media.engine.DecodedFrames;
import dev.framespan.activities.media.engine.Packets;
import dev.framespan.activities.media.engine.TestClips;
import dev.framespan.activities.media.engine.WithEngine;
import dev.framespan.activities.media.protocol.MixFacts;
import dev.framespan.activities.media.protocol.MixSpec;
import dev.framespan.activities.media.protocol.ProgressListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random films of one endless sine: every clip's sound stands in its place to the sample, and no cut is heard. */
class MixPlacesTest extends WithEngine {
    private static final int[][] RATES = {{24, 1}, {25, 1}, {30, 1}, {24_000, 1001}, {30_000, 1001}, {60, 1}};

    /** At the edge of what a clip holds, AAC and resampling blur, in samples. */
    private static final int BLUR = 1_300;

    /** What the sine moves over two samples at its steepest: it does not jump by more than one. */
    private static final double STEEPEST = 2 * TestClips.LOUDNESS * 2 * Math.PI * TestClips.PITCH / 48_000;

    private enum Source {
        STEREO,
        MONO,
        OTHER_RATE,
        LATE,
        NONE
    }

    /** @param from the first sample of the film in which the clip's sine is heard */
    private record Placed(Source source, long start, long end, long from) {}

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everySoundStandsInItsPlaceAndNoCutIsHeard(long seed) throws Exception {
        Random random = new Random(seed);
        int[] rate = RATES[random.nextInt(RATES.length)];
        List<Placed> places = new ArrayList<>();
        List<MixSpec.ClipPart> clips = new ArrayList<>();
        long frame = 0;
        for (int i = 0; i < 6; i++) {
            int frames = 8 + random.nextInt(25);
            int trimmed = random.nextInt(5);
            long start = samples(frame, rate);
            long end = samples(frame + frames, rate);
            Source source = Source.values()[random.nextInt(Source.values().length)];
            long delay = source == Source.LATE ? 2_000 + random.nextInt(1_000) : 0;
            if (source != Source.NONE) {
                long from = samples(trimmed, rate);
                Path file = clip(source, rate, frames + trimmed, start - from, delay);
                clips.add(new MixSpec.ClipPart(file, from, start, end - start, 0, 0, 0));
                places.add(new Placed(source, start, end, Math.max(start, start - from + delay)));
            } else {
                places.add(new Placed(source, start, end, end));
            }
            frame += frames;
        }
        long length = samples(frame, rate);

        Path out = fresh();
        MixFacts facts = engine.mix(new MixSpec(length, clips, List.of(), 0, null), out, null, ProgressListener.NONE);

        assertThat(Packets.soundOnlyLength(out)).isEqualTo(length);
        assertHeard(places, facts, DecodedFrames.of(out));
    }

    private static void assertHeard(List<Placed> places, MixFacts facts, DecodedFrames heard) {
        for (int i = 0; i < places.size(); i++) {
            Placed place = places.get(i);
            boolean goesOn = i + 1 < places.size() && continuous(place, places.get(i + 1));
            boolean wentOn = i > 0 && continuous(places.get(i - 1), place);
            int from = (int) place.from() + (wentOn ? 0 : BLUR);
            int to = (int) place.end() - (goesOn ? 0 : BLUR);
            assertThat(heard.clicks(from, to)).as("%s of %s", place, places).isEmpty();
            if (place.from() - place.start() > 2 * BLUR) {
                assertThat(heard.loudest((int) place.start() + BLUR, (int) place.from() - BLUR))
                        .as("silence of %s", place)
                        .isLessThan(0.02f);
            }
            if (goesOn) {
                assertThat(facts.clicks()).doesNotContain(place.end());
                for (int at = (int) place.end() - 50; at < place.end() + 50; at++) {
                    assertThat(Math.abs(heard.left()[at] - heard.left()[at - 1]))
                            .isLessThan((float) STEEPEST);
                }
            }
        }
    }

    private static boolean continuous(Placed before, Placed after) {
        return before.source() != Source.NONE && after.source() != Source.NONE && after.from() == after.start();
    }

    private Path clip(Source source, int[] rate, int frames, long first, long delay) throws IOException {
        int soundRate = source == Source.OTHER_RATE ? 44_100 : 48_000;
        int channels = source == Source.STEREO || source == Source.LATE ? 2 : 1;
        long length = samples(frames, rate) * soundRate / 48_000 + 1;
        return ClipSpec.clip(160, 90, frames)
                .at(rate[0], rate[1])
                .with(new ClipSpec.Sound(
                        soundRate, channels, length, (double) (first + delay) * soundRate / 48_000, delay))
                .in(fresh());
    }

    private static long samples(long frames, int[] rate) {
        return Math.round((double) frames * 48_000 * rate[1] / rate[0]);
    }

    private Path fresh() throws IOException {
        return Files.createTempFile(folder, "file", ".mp4");
    }
}

package dev.framespan.activities.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.engine.ClipSpec;
import dev.framespan.activities.media.engine.DecodedFrames;
import dev.framespan.workflows.assembly.AssembledFilm;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.FrameRange;
import dev.framespan.workflows.assembly.RenderMode;
import dev.framespan.workflows.asset.FrameRate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Films of clips by many encoders: whatever they are made of, every frame is there once, and the sound with it. */
class RandomFilmsTest {
    private static final int[][] RATES = {{24_000, 1001}, {24, 1}, {25, 1}, {30_000, 1001}, {30, 1}, {50, 1}, {60, 1}};

    @TempDir
    private static Path folder;

    private static MediaEngine engine;

    @BeforeAll
    static void open() {
        engine = new MediaEngine(2);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void everyFrameIsThereOnceAndTheSoundWithIt(long seed) throws Exception {
        assertWhole(seed);
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(longs = {3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22})
    void manyMore(long seed) throws Exception {
        assertWhole(seed);
    }

    /** Clips that follow each other without a gap, each trimmed or whole, whose boundary frames are there twice or once. */
    private static void assertWhole(long seed) throws Exception {
        Random random = new Random(seed);
        int[] rate = RATES[random.nextInt(RATES.length)];
        TestFilms films =
                new TestFilms(folder.resolve("store" + seed), new Format(160, 90, rate[0] + "/" + rate[1]), engine);
        boolean everySound = random.nextBoolean();
        List<Cut> cuts = new ArrayList<>();
        int number = 0;
        // One of them changes its rate, or lies on its side, and is conformed for that.
        int odd = random.nextInt(3);
        boolean lies = random.nextBoolean();
        for (int i = 0; i < 3 + random.nextInt(3); i++) {
            int frames = (i == odd ? 12 : 6) + random.nextInt(20);
            boolean repeats = i > 0 && random.nextBoolean();
            int skipped = random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 0;
            int more = random.nextInt(4) == 0 ? 1 + random.nextInt(4) : 0;
            // The film goes on with this number; frames before and behind it are trimmed.
            int first = Math.max(0, number - (repeats ? 1 : 0) - skipped);
            int from = number - (repeats ? 1 : 0) - first;
            ClipSpec clip = clip(random, rate, from + frames + more, first, everySound);
            if (i == odd) {
                clip = lies ? clip.lyingOnItsSide() : clip.timed(uneven(random, rate, clip.frames()));
            }
            Cut whole = films.cut("shot" + i, clip);
            FrameRange shown = new FrameRange(from, from + frames);
            boolean trimmed = from > 0 || more > 0;
            cuts.add(trimmed ? whole.with(whole.clip(), whole.facts(), shown) : whole);
            number = first + from + frames;
        }

        AssembledFilm film =
                films.made(TestFilms.settings(RenderMode.SMART, true, null, false), null, cuts.toArray(Cut[]::new));

        String what = "seed " + seed + " at " + rate[0] + "/" + rate[1];
        DecodedFrames screening = films.screened(film);
        assertThat(screening.numbers()).as(what).isEqualTo(TestFilms.numbers(0, number));
        assertThat(screening.unevenAt((double) rate[0] / rate[1])).as(what).isEmpty();
        assertThat(film.conformed()).as(what).contains("shot" + odd).hasSizeLessThan(cuts.size());
        assertThat(films.report(film).shots().get(odd).conformed())
                .as(what)
                .isEqualTo("its packets cannot be copied: "
                        + (lies ? "it is turned by 90 degrees" : "its frames do not follow each other at one rate"));
        if (film.facts().sound()) {
            int samples =
                    (int) FilmMix.samples(number, FrameRate.parse(film.facts().rate()));
            assertThat(screening.left().length).as(what).isBetween(samples, samples + 1_023);
            if (everySound) {
                assertThat(screening.clicks(2_048, samples - 1_100)).as(what).isEmpty();
            }
        }
    }

    private static ClipSpec clip(Random random, int[] rate, int frames, int first, boolean sounds) {
        String order = List.of(
                        "bframes=0:keyint=250",
                        "bframes=2:b-adapt=0:b-pyramid=none:keyint=250",
                        "bframes=3:b-adapt=0:b-pyramid=strict:keyint=6:min-keyint=6:open-gop=0",
                        "bframes=3:b-adapt=0:b-pyramid=normal:keyint=8:min-keyint=8:open-gop=1")
                .get(random.nextInt(4));
        ClipSpec clip = ClipSpec.clip(160, 90, frames)
                .at(rate[0], rate[1])
                .startingAt(first)
                .by("libx264", "preset", "ultrafast", "crf", "20", "x264-params", order + ":scenecut=0");
        return switch (sounds ? random.nextInt(5) : 4 + random.nextInt(2)) {
            case 0, 4 -> clip.sounding();
            case 1 -> clip.with(sine(rate, first, frames, 44_100, 2));
            case 2 -> clip.with(sine(rate, first, frames, 44_100, 1));
            case 3 -> clip.with(sine(rate, first, frames, 48_000, 1));
            default -> clip;
        };
    }

    /**
     * Frames are shown up to a quarter of a frame too early or too late; but the first, and the last ones, from whose packets the length is
     * told: an MP4 says how long a packet lasts by when the next one is decoded.
     */
    private static LongUnaryOperator uneven(Random random, int[] rate, int frames) {
        double ticks = 90_000.0 * rate[1] / rate[0];
        long seed = random.nextLong();
        return i -> Math.round(
                ticks * (i == 0 || i > frames - 6 ? i : i + (new Random(seed + 7919 * i).nextDouble() - 0.5) / 2));
    }

    private static ClipSpec.Sound sine(int[] rate, int first, int frames, int samplesASecond, int channels) {
        double begin = (double) first * rate[1] / rate[0] * samplesASecond;
        return new ClipSpec.Sound(
                samplesASecond, channels, Math.round((double) frames * rate[1] / rate[0] * samplesASecond), begin);
    }
}

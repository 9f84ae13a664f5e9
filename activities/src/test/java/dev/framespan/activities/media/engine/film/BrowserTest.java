package dev.framespan.activities.media.engine.film;

import static dev.framespan.activities.assembly.TestFilms.over;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.framespan.activities.assembly.TestFilms;
import dev.framespan.activities.media.engine.Browser;
import dev.framespan.activities.media.engine.ClipSpec;
import dev.framespan.activities.media.engine.FileServer;
import dev.framespan.activities.media.engine.InstalledFfmpeg;
import dev.framespan.activities.media.engine.WithEngine;
import dev.framespan.workflows.assembly.AssembledFilm;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.assembly.RenderMode;
import dev.framespan.workflows.assembly.Transition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Films are played and sought in by Chromium, as an audience would, and decoded by the FFmpeg program of this machine, an older one. */
class BrowserTest extends WithEngine {
    private static final Format FORMAT = new Format(320, 180, "24/1");

    private static Browser browser;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start().orElse(null);
        if (browser == null && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException("this machine has no chromium with its chromedriver, and CI needs them");
        }
        if (browser == null) {
            abort("NOT TESTED in a browser: this machine has no chromium with its chromedriver");
        }
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void aFilmOfCopiedClipsPlaysAndSeeks() throws Exception {
        TestFilms films = new TestFilms(folder.resolve("store"), FORMAT, engine);
        AssembledFilm film = films.made(
                JoinSettings.EVERY_FRAME,
                null,
                films.cut("one", clip48(0)),
                films.cut("two", clip48(48)),
                films.cut("three", clip48(96)));

        assertThat(film.conformed()).isEmpty();
        assertThat(films.encoded(film)).isZero();
        assertPlays(films.file(film), numbers(0, 144));
    }

    @Test
    void aFilmOfCopiedAndConformedClipsPlaysAndSeeks() throws Exception {
        TestFilms films = new TestFilms(folder.resolve("store"), FORMAT, engine);
        AssembledFilm film = films.made(
                JoinSettings.EVERY_FRAME,
                null,
                films.cut("one", clip48(0)),
                films.cut("odd", ClipSpec.clip(640, 360, 50).at(25, 1).startingAt(48)),
                films.cut("three", clip48(96)));

        assertThat(film.conformed()).containsExactly("odd");
        Path file = films.file(film);
        try (FileServer server = new FileServer(file.getParent())) {
            assertThat(browser.load(
                            server.url(""), server.url(file.getFileName().toString())))
                    .doesNotContainKey("error");
            // The frame before the odd clip, and the first two behind it.
            assertThat(browser.seek(times(List.of(47, 96, 97)))).containsExactly(47, 96, 97);
            assertThat(browser.play()).containsEntry("corrupted", 0L);
        }
    }

    @Test
    void aFilmOfDroppedFramesAndCrossfadesBetweenCopiedClipsPlaysAndSeeks() throws Exception {
        TestFilms films = new TestFilms(folder.resolve("store"), FORMAT, engine);
        Transition fade = Transition.crossfade(0.25);
        AssembledFilm film = films.made(
                JoinSettings.DEFAULT,
                null,
                films.cut("one", TestFilms.often(clip24(0))),
                over(films.cut("two", TestFilms.often(clip24(23))), fade),
                over(films.cut("three", TestFilms.often(clip24(100))), fade),
                films.cut("four", TestFilms.often(clip24(200))));

        assertThat(film.conformed()).isEmpty();
        List<Integer> shown = numbers(0, 41);
        shown.addAll(Collections.nCopies(6, null));
        shown.addAll(numbers(106, 118));
        shown.addAll(Collections.nCopies(6, null));
        shown.addAll(numbers(206, 224));
        assertPlays(films.file(film), shown);
    }

    @Test
    void aFilmWithTailsThatWereEncodedAnewPlaysAndSeeks() throws Exception {
        TestFilms films = new TestFilms(folder.resolve("store"), FORMAT, engine);
        String[] leaning = {
            "preset", "ultrafast", "x264-params", "bframes=3:b-adapt=0:b-pyramid=none:scenecut=0:keyint=250"
        };
        AssembledFilm film = films.made(
                JoinSettings.DEFAULT,
                null,
                films.cut("one", clip24(0).by("libx264", leaning)),
                films.cut("two", clip24(23).by("libx264", leaning)),
                films.cut("three", clip24(46).by("libx264", leaning)));

        assertThat(film.conformed()).isEmpty();
        assertThat(films.encoded(film)).isPositive();
        assertPlays(films.file(film), numbers(0, 70));
    }

    @Test
    void aFilmThatWasConformedWholePlaysAndSeeks() throws Exception {
        TestFilms films = new TestFilms(folder.resolve("store"), FORMAT, engine);
        AssembledFilm film = films.made(
                TestFilms.settings(RenderMode.FULL, true, null, false),
                null,
                films.cut("one", clip24(0)),
                films.cut("two", clip24(23)));

        assertThat(film.conformed()).hasSize(2);
        assertPlays(films.file(film), numbers(0, 47));
    }

    private static ClipSpec clip48(int number) {
        return ClipSpec.clip(320, 180, 48).startingAt(number).sounding();
    }

    private static ClipSpec clip24(int number) {
        return ClipSpec.clip(320, 180, 24).startingAt(number).sounding();
    }

    private static List<Integer> numbers(int from, int to) {
        return new ArrayList<>(IntStream.range(from, to).boxed().toList());
    }

    /** @param shown the number that each frame shows; null where it shows two */
    private void assertPlays(Path film, List<Integer> shown) throws Exception {
        int frames = shown.size();
        assertThat(InstalledFfmpeg.complaints(film)).isEmpty();
        try (FileServer server = new FileServer(film.getParent())) {
            Map<String, Object> loaded =
                    browser.load(server.url(""), server.url(film.getFileName().toString()));
            assertThat(loaded)
                    .doesNotContainKey("error")
                    .containsEntry("width", 320L)
                    .containsEntry("height", 180L);
            assertThat(((Number) loaded.get("seconds")).doubleValue())
                    .isBetween(frames / 24.0 - 0.001, frames / 24.0 + 0.022);
            List<Integer> wanted = new ArrayList<>(List.of(0, frames - 1));
            Random random = new Random(7);
            while (wanted.size() < 10) {
                int frame = random.nextInt(frames);
                if (shown.get(frame) != null) {
                    wanted.add(frame);
                }
            }
            assertThat(browser.seek(times(wanted)))
                    .isEqualTo(wanted.stream().map(shown::get).toList());
            assertThat(browser.play()).containsEntry("corrupted", 0L);
        }
    }

    /** In the middle of each frame. */
    private static List<Double> times(List<Integer> frames) {
        return frames.stream().map(frame -> (frame + 0.5) / 24).toList();
    }
}

package dev.framespan.activities.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.framespan.activities.media.protocol.JoinClip;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.workflows.assembly.Fit;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
        List<JoinClip> pieces = List.of(piece(clip(0)), piece(clip(48)), piece(clip(96)));

        Path film = folder.resolve("film.mp4");
        engine.join(pieces, FORMAT, film, ProgressListener.NONE);

        assertPlays(film, 144);
    }

    @Test
    void aFilmOfCopiedAndConformedClipsPlaysAndSeeks() throws Exception {
        Path odd = folder.resolve("odd.mp4");
        engine.conform(
                ClipSpec.clip(640, 360, 50).at(25, 1).startingAt(48).in(folder.resolve("original.mp4")),
                FORMAT,
                Fit.PAD,
                odd,
                folder.resolve("preview.y4m"),
                ProgressListener.NONE);
        List<JoinClip> pieces = List.of(piece(clip(0)), piece(odd), piece(clip(96)));

        Path film = folder.resolve("film.mp4");
        engine.join(pieces, FORMAT, film, ProgressListener.NONE);

        try (FileServer server = new FileServer(folder)) {
            assertThat(browser.load(server.url(""), server.url("film.mp4"))).doesNotContainKey("error");
            // The frame before the odd clip, and the first two behind it.
            assertThat(browser.seek(times(List.of(47, 96, 97)))).containsExactly(47, 96, 97);
            assertThat(browser.play()).containsEntry("corrupted", 0L);
        }
    }

    private void assertPlays(Path film, int frames) throws Exception {
        assertThat(InstalledFfmpeg.complaints(film)).isEmpty();
        try (FileServer server = new FileServer(folder)) {
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
                wanted.add(random.nextInt(frames));
            }
            assertThat(browser.seek(times(wanted))).isEqualTo(wanted);
            assertThat(browser.play()).containsEntry("corrupted", 0L);
        }
    }

    /** In the middle of each frame. */
    private static List<Double> times(List<Integer> frames) {
        return frames.stream().map(frame -> (frame + 0.5) / 24).toList();
    }

    private Path clip(int number) throws Exception {
        return ClipSpec.clip(320, 180, 48)
                .startingAt(number)
                .sounding()
                .in(Files.createTempFile(folder, "clip", ".mp4"));
    }

    private JoinClip piece(Path file) throws Exception {
        MediaFacts facts = engine.decode(file, MediaType.MP4, ProgressListener.NONE);
        return new JoinClip(file, facts.frames(), facts.rate(), facts.sound());
    }
}

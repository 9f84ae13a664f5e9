package dev.framespan.starter.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.ScriptedProviderServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two films of one store ask for the same clip, which is bought once; one film is cancelled while the task is queued. */
@Tag("long")
class OneFilmIsCancelledIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void theOtherFilmGetsTheClipThatBothWaitFor() throws IOException {
        write("storm", "gull");
        write("calm", "bird");
        Path clip = ClipFiles.clip(folder.resolve("clip.mp4"), new ClipFiles.Recipe(1280, 720, 24, 3, false));
        try (BusyProvider provider = new BusyProvider(clip)) {
            FramespanProgram framespan = new FramespanProgram(folder)
                    .with("KLING_BASE_URL", provider.url())
                    .with("KLING_API_KEY", Refusals.KEY);
            try (Program storm = queued(framespan, "storm", "gull");
                    Program calm = queued(framespan, "calm", "bird")) {
                try (Program cancel = framespan.start("cancel", "storm")) {
                    cancel.assertEnds(0, PATIENCE);
                }
                storm.assertEnds(1, PATIENCE);
                provider.begins();

                calm.assertEnds(0, PATIENCE);
            }
            assertThat(provider.charged.get()).isEqualTo(1);
            assertThat(provider.cancelled.get()).isZero();
        }
        assertThat(folder.resolve("out/calm/film.mp4")).isNotEmptyFile();
    }

    @Test
    void aFilmThatIsCancelledAloneGivesItsTaskBack() throws IOException {
        write("storm", "gull");
        try (BusyProvider provider = new BusyProvider(folder.resolve("none.mp4"))) {
            FramespanProgram framespan = new FramespanProgram(folder)
                    .with("KLING_BASE_URL", provider.url())
                    .with("KLING_API_KEY", Refusals.KEY);
            try (Program storm = queued(framespan, "storm", "gull")) {
                try (Program cancel = framespan.start("cancel", "storm")) {
                    cancel.assertEnds(0, PATIENCE);
                }
                storm.assertEnds(1, PATIENCE);
            }
            assertThat(provider.cancelled.get()).isEqualTo(1);
        }
    }

    private void write(String film, String shot) throws IOException {
        Files.writeString(
                folder.resolve(film + ".yaml"),
                "shots:\n  - { id: " + shot + ", duration: 3, prompt: a gull flies by }\n");
    }

    private static Program queued(FramespanProgram framespan, String film, String shot) {
        Program render = framespan.start("render", film + ".yaml", "--json");
        render.awaitStep(shot, "queued", PATIENCE);
        return render;
    }

    /** A provider with so long a queue that every task waits until it is told to begin. */
    private static final class BusyProvider implements AutoCloseable {
        final AtomicInteger charged = new AtomicInteger();
        final AtomicInteger cancelled = new AtomicInteger();
        private final Path clip;
        private final ScriptedProviderServer provider = new ScriptedProviderServer(this::answer);
        private volatile boolean busy = true;

        BusyProvider(Path clip) {
            this.clip = clip;
        }

        String url() {
            return provider.url();
        }

        void begins() {
            busy = false;
        }

        private void answer(HttpExchange exchange) throws IOException {
            String path = exchange.getRequestURI().getPath();
            if (path.endsWith(".mp4")) {
                ScriptedProviderServer.send(exchange, 200, Files.readAllBytes(clip));
            } else if (path.endsWith("/cancel")) {
                cancelled.incrementAndGet();
                ScriptedProviderServer.send(
                        exchange, 200, "{\"task_id\":\"t-1\",\"status\":\"cancelled\",\"refunded\":true}");
            } else if (exchange.getRequestMethod().equals("POST")) {
                ScriptedProviderServer.send(
                        exchange, 200, "{\"task_id\":\"t-" + charged.incrementAndGet() + "\",\"status\":\"queued\"}");
            } else if (cancelled.get() > 0 || busy) {
                ScriptedProviderServer.send(
                        exchange,
                        200,
                        "{\"status\":\"" + (busy && cancelled.get() == 0 ? "queued" : "cancelled") + "\"}");
            } else {
                long expires = System.currentTimeMillis() / 1000 + 86_400;
                ScriptedProviderServer.send(
                        exchange,
                        200,
                        "{\"status\":\"completed\",\"result\":{\"videos\":[{\"url\":[\"" + url()
                                + "/clip.mp4\"],\"expires_at\":" + expires + "}]}}");
            }
        }

        @Override
        public void close() {
            provider.close();
        }
    }
}

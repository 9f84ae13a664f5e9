package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import dev.framespan.starter.process.Await;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.ScriptedProviderServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider leaves all submissions of a large film without an answer: looks and cancellations of another film go on beside them. */
@Tag("long")
class SlowProviderIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** So many may be on their way at once. */
    private static final int AT_ONCE = 32;
    /** Less than the minute after which a submission is given up, and more than a program takes to start on a busy machine. */
    private static final Duration SOON = Duration.ofSeconds(35);

    @TempDir
    Path folder;

    @Test
    void looksAndCancellationsGoOnWhileSubmissionsHang() throws Exception {
        Files.writeString(folder.resolve("calm.yaml"), "shots:\n" + shot("bird", "a calm bird"));
        Files.writeString(
                folder.resolve("storm.yaml"),
                "shots:\n"
                        + IntStream.range(0, 70)
                                .mapToObj(i -> shot("gull-" + i, "gull number " + i))
                                .collect(Collectors.joining()));
        try (TemporalDevServer temporal = TemporalDevServer.start(folder);
                SlowProvider provider = new SlowProvider();
                Program worker = worker(temporal, provider);
                Program calm = program(temporal, provider, "render", "calm.yaml", "--json")) {
            calm.awaitStep("bird", "queued", PATIENCE);
            try (Program storm = program(temporal, provider, "render", "storm.yaml", "--json")) {
                Await.until("as many hang as may be on their way", PATIENCE, () -> provider.hanging.get() >= AT_ONCE);
                Instant begun = Instant.now();
                int looks = provider.looks.get();

                try (Program cancel = program(temporal, provider, "cancel", "calm")) {
                    Await.until("its cancellation", SOON, () -> provider.cancelled.get() == 1);
                    assertThat(provider.looks.get()).as("looks meanwhile").isGreaterThan(looks);
                    cancel.assertEnds(0, PATIENCE, worker);
                }
                assertThat(Duration.between(begun, Instant.now())).isLessThan(SOON);
                storm.kill();
            }
        }
    }

    private static String shot(String id, String prompt) {
        return "  - { id: " + id + ", duration: 3, prompt: " + prompt + " }\n";
    }

    private Program worker(TemporalDevServer temporal, SlowProvider provider) {
        Program worker = program(temporal, provider, "worker");
        worker.awaitLine(line -> line.contains("worker ready"), PATIENCE);
        return worker;
    }

    private Program program(TemporalDevServer temporal, SlowProvider provider, String... words) {
        String[] all = Arrays.copyOf(words, words.length + 4);
        System.arraycopy(new String[] {"--store", "store", "--temporal", temporal.address()}, 0, all, words.length, 4);
        return new FramespanProgram(folder)
                .with("KLING_BASE_URL", provider.server.url())
                .with("KLING_API_KEY", "test-key")
                .with("KLING_MAX_PARALLEL", "100")
                .with("KLING_REQUESTS_PER_SECOND", "100")
                .start(all);
    }

    /** Takes a few submissions, as many as it needs to be trusted with more, and answers none of those that follow. */
    private static final class SlowProvider implements AutoCloseable {
        private static final int ANSWERED = 12;

        final AtomicInteger hanging = new AtomicInteger();
        final AtomicInteger looks = new AtomicInteger();
        final AtomicInteger cancelled = new AtomicInteger();
        private final AtomicInteger submitted = new AtomicInteger();
        private final CountDownLatch end = new CountDownLatch(1);
        final ScriptedProviderServer server = ScriptedProviderServer.manyAtOnce(this::answer);

        private void answer(HttpExchange exchange) throws IOException {
            String path = exchange.getRequestURI().getPath();
            if (path.endsWith("/cancel")) {
                cancelled.incrementAndGet();
                ScriptedProviderServer.send(
                        exchange, 200, "{\"task_id\":\"t-1\",\"status\":\"cancelled\",\"refunded\":true}");
            } else if (exchange.getRequestMethod().equals("POST")) {
                int number = submitted.incrementAndGet();
                if (number > ANSWERED) {
                    hang();
                    return;
                }
                ScriptedProviderServer.send(exchange, 200, "{\"task_id\":\"t-" + number + "\",\"status\":\"queued\"}");
            } else {
                looks.incrementAndGet();
                ScriptedProviderServer.send(exchange, 200, "{\"status\":\"queued\"}");
            }
        }

        private void hang() {
            hanging.incrementAndGet();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            end.countDown();
            server.close();
        }
    }
}

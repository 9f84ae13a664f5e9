package dev.framespan.activities.provider.contract;

import static dev.framespan.activities.http.ScriptedServer.answers;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.http.ScriptedServer.Line;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.ProviderException.Accepted;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No answer is too large or too slow, and a busy provider is left alone. */
interface LimitsContract extends ProviderUnderTest {
    int CHUNK = 64 * 1024;
    int CHUNKS = 64 * 1024 * 1024 / CHUNK;

    @ParameterizedTest
    @CsvSource({"7,7", "0,0", "'Sun, 01 Mar 2026 10:01:00 GMT',60", "99999999,3600"})
    default void aBusyProviderIsLeftAloneForAsLongAsItAsksAnHourAtMost(String header, long seconds) {
        server().then(answers(429, "", "Retry-After", header));

        assertThat(failure(() -> submit(provider())).retryAfter()).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "Sun, 01 Mar 2026 09:00:00 GMT"})
    default void aBusyProviderThatMakesNoSenseIsLeftToOurOwnBackoff(String header) {
        server().then(answers(429, "", "Retry-After", header));

        assertThat(failure(() -> submit(provider())).retryAfter()).isEmpty();
    }

    @Test
    default void anAnswerWithoutEndIsBrokenOff() {
        AtomicInteger written = new AtomicInteger();
        server().always(endless(written));

        assertThat(failure(() -> submit(provider())).accepted()).isEqualTo(Accepted.UNKNOWN);
        failure(() -> provider().status(TASK));
        failure(() -> provider().cancel(TASK));

        // Each is cut early: what was written beyond the cut is in buffers.
        assertThat(written.get()).isLessThan(CHUNKS);
    }

    private static Line endless(AtomicInteger written) {
        return exchange -> {
            byte[] chunk = "x".repeat(CHUNK).getBytes(US_ASCII);
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("{\"task_id\":\"".getBytes(US_ASCII));
            for (int i = 0; i < CHUNKS; i++) {
                exchange.getResponseBody().write(chunk);
                written.incrementAndGet();
            }
        };
    }

    @Test
    default void anAnswerThatComesTooSlowlyIsGivenUp() {
        Provider hasty = another(server().uri(""), Duration.ofMillis(400));
        Line silent = exchange -> pause(20_000);
        Line drips = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 200; i++) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                pause(100);
            }
        };
        server().then(silent, drips, silent, drips, silent, drips);
        long before = System.nanoTime();

        for (int i = 0; i < 2; i++) {
            ProviderException failure = failure(() -> submit(hasty));
            assertThat(failure.accepted()).isEqualTo(Accepted.UNKNOWN);
            assertThat(failure.status()).isNull();
        }
        for (int i = 0; i < 2; i++) {
            failure(() -> hasty.status(TASK));
            failure(() -> hasty.cancel(TASK));
        }

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
    }

    private static void pause(long millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException over) {
            throw new IOException("the test is over", over);
        }
    }
}

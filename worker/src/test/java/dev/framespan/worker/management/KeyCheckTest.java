package dev.framespan.worker.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.workflows.generation.FailureKind;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether a key is accepted is known from what the provider is asked anyway, and else by a question that buys nothing. */
class KeyCheckTest {
    private final AtomicReference<ProviderException> answer = new AtomicReference<>(failure(FailureKind.LOST, 404));
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));
    private final Meters meters = new Meters();
    private final KeyState key = new KeyState(clock(now::get));
    private final Provider watched = new WatchedProvider(provider(), meters, key);
    private final KeyCheck check = new KeyCheck(watched, "atelier", key);

    @AfterEach
    void close() {
        meters.close();
    }

    @Test
    void aKeyIsAcceptedWhereATaskThatIsNotThereIsNotFound() {
        assertThat(check.trouble()).isEmpty();
        assertThat(asked).hasValue(1);
        assertThat(check.trouble()).isEmpty();
        assertThat(asked).as("it is known for a while").hasValue(1);

        now.updateAndGet(time -> time.plus(KeyState.LATELY).plusSeconds(1));
        assertThat(check.trouble()).isEmpty();
        assertThat(asked).as("and then asked anew").hasValue(2);
    }

    @Test
    void aKeyThatIsRefusedIsNamedByItsVariableAndAcceptedAgainByTheNextAnswer() {
        answer.set(failure(FailureKind.UNAUTHORIZED, 401));

        assertThat(check.trouble()).hasValue("the key is not accepted: ATELIER_API_KEY");

        answer.set(null);
        assertThat(catchThrowable(() -> watched.status("task"))).isNull();
        assertThat(check.trouble()).isEmpty();
    }

    @Test
    void aProviderThatDoesNotAnswerHasNotAcceptedTheKeyLately() {
        answer.set(failure(FailureKind.UNREACHABLE, null));

        assertThat(check.trouble().orElseThrow())
                .isEqualTo("it has not said in the last minutes that it accepts the key: the answer");
    }

    @Test
    void aMomentWithoutAnAnswerIsNoTroubleWhileItsLastOneIsFresh() {
        assertThat(check.trouble()).isEmpty();
        answer.set(failure(FailureKind.UNREACHABLE, null));
        assertThat(catchThrowable(() -> watched.status("task"))).isInstanceOf(ProviderException.class);

        assertThat(check.trouble()).isEmpty();
    }

    @Test
    void callsAreCountedByHowTheyWereAnswered() {
        check.trouble();
        answer.set(failure(FailureKind.RATE_LIMITED, 429));
        catchThrowable(() -> watched.cancel("task"));

        assertThat(meters.scrape())
                .contains(
                        "framespan_provider_request_seconds_count{call=\"status\",outcome=\"not_found\",realm=\"r.example\"} 1")
                .contains(
                        "framespan_provider_request_seconds_count{call=\"cancel\",outcome=\"rate_limited\",realm=\"r.example\"} 1");
    }

    private Provider provider() {
        return (Provider) Proxy.newProxyInstance(
                Provider.class.getClassLoader(), new Class<?>[] {Provider.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("realm")) {
                        return "r.example";
                    }
                    asked.incrementAndGet();
                    if (answer.get() != null) {
                        throw answer.get();
                    }
                    return null;
                });
    }

    private static ProviderException failure(FailureKind kind, Integer status) {
        ProviderException.Builder builder = ProviderException.of(kind, ProviderException.Accepted.NO, "the answer");
        return status == null ? builder.build() : builder.answer(status, null).build();
    }

    private static Clock clock(InstantSource source) {
        return source.withZone(ZoneOffset.UTC);
    }

    /** So long after. */
    @Test
    void whatWasKnownLongAgoIsNotKnown() {
        key.accepted();
        assertThat(key.isAccepted()).isTrue();
        now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
        assertThat(key.isKnown()).isFalse();
        assertThat(key.isAccepted()).isFalse();
        assertThat(key.isRefused()).isFalse();
    }
}

package dev.framespan.activities.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.media.EngineCrashedException;
import dev.framespan.activities.media.protocol.ClipsDisagreeException;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.activities.media.protocol.WrongResultException;
import dev.framespan.workflows.generation.FailureKind;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the next try can heal is tried again, a few times; what it cannot is not. */
class TriesTest {
    private int made;

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(new UnusableMediaException("is cut short"), 1, FailureKind.MEDIA, "the clip is cut short"),
                Arguments.of(new ClipsDisagreeException("one is HEVC"), 1, FailureKind.MEDIA, "the clip one is HEVC"),
                Arguments.of(
                        new WrongResultException("the film came out wrong"),
                        1,
                        FailureKind.INTERNAL,
                        "the film came out wrong"),
                Arguments.of(new NullPointerException("x"), 1, FailureKind.INTERNAL, "a fault of Framespan's own"),
                Arguments.of(
                        new IOException("No space left on device"),
                        1,
                        FailureKind.STORE,
                        "the disk of the store is full"),
                Arguments.of(new IOException("Input/output error"), 7, FailureKind.STORE, "input/output error"),
                Arguments.of(
                        new UncheckedIOException(new IOException("Stale file handle")),
                        7,
                        FailureKind.STORE,
                        "stale file handle"),
                Arguments.of(new EngineCrashedException("it ended"), 1, FailureKind.MEDIA, "it ended"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultThatStaysIsTriedSoOftenAndThenNotByTemporalEither(
            Exception fault, int tries, FailureKind kind, String message) {
        assertThatThrownBy(() -> make(Collections.nCopies(9, fault)))
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.isNonRetryable()).isTrue();
                    assertThat(failure.getType()).isEqualTo(kind.name());
                    assertThat(failure.getOriginalMessage()).startsWith(message);
                });
        assertThat(made).isEqualTo(tries);
    }

    @Test
    void aDiskThatFailsForAMomentIsOvercome() {
        assertThat(make(List.of(new IOException("Stale file handle"), new IOException("Input/output error"))))
                .isEqualTo("made");
        assertThat(made).isEqualTo(3);
    }

    @Test
    void whatIsCancelledIsLeftToTemporal() {
        assertThatThrownBy(() -> make(List.of(new CancellationException("the media engine is closed"))))
                .isInstanceOf(CancellationException.class);
        assertThat(made).isEqualTo(1);
    }

    @Test
    void whatFailsInAnInterruptedThreadIsCancelledAndNotTheDisksFault() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> make(List.of(new IOException("closed by interrupt"))))
                    .isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(made).isEqualTo(1);
    }

    /** @param faults of the tries, one after another */
    private String make(List<Exception> faults) {
        return Tries.make(
                "the clip ",
                () -> {
                    made++;
                    if (made > faults.size()) {
                        return "made";
                    }
                    if (faults.get(made - 1) instanceof IOException fault) {
                        throw fault;
                    }
                    throw (RuntimeException) faults.get(made - 1);
                },
                Tries.PAUSES.stream().map(pause -> Duration.ofMillis(1)).toList());
    }
}

package dev.framespan.activities.assembly;

import dev.framespan.activities.heartbeat.Heartbeats;
import dev.framespan.activities.media.EngineCrashedException;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.activities.media.protocol.WrongResultException;
import dev.framespan.activities.store.IoReason;
import dev.framespan.workflows.generation.FailureKind;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tries of an activity that cuts. What may go well the next time, after a fault of the disk, is tried again here, a few times, as the
 * engine tries again after a crash; what would end the same way ends at once. Temporal's own tries are left to workers that die or are stopped.
 */
final class Tries {
    private static final Logger LOG = LoggerFactory.getLogger(Tries.class);

    /** Between tries: a disk that is mounted over a network may be away for minutes. */
    static final List<Duration> PAUSES =
            Stream.of(1, 5, 15, 30, 60, 60).map(Duration::ofSeconds).toList();

    private Tries() {}

    /**
     * Makes a thing.
     *
     * @param subject for the message about media that are no use: "the clip "
     * @throws ApplicationFailure not to be tried again: {@code MEDIA} when the media are at fault, {@code STORE} when the disk is, {@code
     *     INTERNAL} when Framespan is
     */
    static <T> T make(String subject, DerivedAssets.Making<T> making) {
        // A long file is hashed without a word of progress: beats go on beside it.
        try (Heartbeats beats = new Heartbeats(Activity.getExecutionContext())) {
            return make(subject, making, PAUSES);
        }
    }

    static <T> T make(String subject, DerivedAssets.Making<T> making, List<Duration> pauses) {
        for (int failed = 0; ; failed++) {
            try {
                return making.make();
            } catch (CancellationException | TemporalException e) {
                throw e;
            } catch (UnusableMediaException e) {
                throw lasting(subject + e.getMessage(), FailureKind.MEDIA, e);
            } catch (EngineCrashedException e) {
                throw lasting(e.getMessage(), FailureKind.MEDIA, e);
            } catch (IOException e) {
                pauseOrThrow(failed, pauses, ofStore(e));
            } catch (UncheckedIOException e) {
                pauseOrThrow(failed, pauses, ofStore(e.getCause()));
            } catch (WrongResultException e) {
                throw lasting(e.getMessage(), FailureKind.INTERNAL, e);
            } catch (RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw cancelled(e);
                }
                throw lasting("a fault of Framespan's own: " + e, FailureKind.INTERNAL, e);
            }
        }
    }

    private static void pauseOrThrow(int failed, List<Duration> pauses, ApplicationFailure failure) {
        // What an interrupted thread reads or writes fails, too, and is another worker's to make.
        if (Thread.currentThread().isInterrupted()) {
            throw cancelled(failure);
        }
        if (failed >= pauses.size() || IoReason.isFull(failure)) {
            throw failure;
        }
        LOG.warn("try {} failed, trying again: {}", failed + 1, failure.getOriginalMessage());
        try {
            Thread.sleep(pauses.get(failed).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cancelled(failure);
        }
    }

    private static CancellationException cancelled(RuntimeException failure) {
        return (CancellationException) new CancellationException("cutting was cancelled").initCause(failure);
    }

    private static ApplicationFailure ofStore(IOException e) {
        return lasting(IoReason.isFull(e) ? "the disk of the store is full" : IoReason.of(e), FailureKind.STORE, e);
    }

    private static ApplicationFailure lasting(String message, FailureKind kind, Exception cause) {
        return ApplicationFailure.newNonRetryableFailureWithCause(message, kind.name(), cause);
    }
}

package dev.framespan.activities.generation;

import dev.framespan.activities.crash.CrashPoint;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.media.EngineCrashedException;
import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.activities.store.DamagedAssetException;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.Take;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Speech that is in the store, decoded to its end and entered in the ledger as completed. The provider keeps no copy, so that what is no use
 * is not asked for again: the operator decides whether it is bought once more. What is in the store is looked at again by each render.
 */
final class SpokenTake {
    private final Store store;
    private final Ledger ledger;
    private final MediaEngine engine;
    private final Clock clock;

    SpokenTake(Store store, MediaEngine engine, Clock clock) {
        this.store = store;
        this.ledger = new Ledger(store);
        this.engine = engine;
        this.clock = clock;
    }

    /** @throws ApplicationFailure with a stop of kind {@link FailureKind#GONE}, {@link FailureKind#STORE} or {@link FailureKind#MEDIA} */
    Take verify(ProviderTask task, ProgressListener progress) {
        Asset sound = task.delivered();
        try {
            // Where the store could not take it when the answer came; else it is there, and stays as it is.
            ledger.add(
                    task.fingerprint(),
                    task.submission(),
                    new LedgerEntry.Submitted(task.submittedAt(), task.task(), sound));
            CrashPoint.DECODING.passing();
            long samples = engine.checkSound(file(task), sound.type(), progress).samples();
            CrashPoint.DECODED.passing();
            ledger.complete(
                    task.fingerprint(),
                    task.submission(),
                    new LedgerEntry.Completed(clock.instant(), sound, null, samples));
            CrashPoint.COMPLETED.passing();
            return new Take(
                    sound,
                    null,
                    task.fingerprint(),
                    task.submission(),
                    task.task(),
                    task.priceUsd(),
                    task.bought(),
                    samples,
                    null);
        } catch (UnusableMediaException e) {
            throw gone(task, "what was spoken is no use: " + e.getMessage());
        } catch (EngineCrashedException e) {
            throw VerifyActivityImpl.crashed(task, e);
        } catch (IOException e) {
            throw VerifyActivityImpl.failure(task, e);
        }
    }

    /** Only the sound itself can be gone: what else is missing on the disk is missing for a moment, and tried again. */
    private Path file(ProviderTask task) throws IOException {
        try {
            return store.file(task.delivered());
        } catch (NoSuchFileException e) {
            throw gone(task, "what was spoken is no longer in the store");
        } catch (DamagedAssetException e) {
            throw gone(task, "what was spoken is damaged in the store: look at the disk");
        }
    }

    private ApplicationFailure gone(ProviderTask task, String said) {
        try {
            ledger.add(
                    task.fingerprint(),
                    task.submission(),
                    new LedgerEntry.Failed(clock.instant(), FailureKind.GONE, null, said));
        } catch (IOException e) {
            return TaskFailures.unwritten(task, e);
        }
        return TaskFailures.stop(task, FailureKind.GONE, said);
    }
}

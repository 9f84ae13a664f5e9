package dev.framespan.activities.generation;

import dev.framespan.activities.assembly.ClipAnalyses;
import dev.framespan.activities.crash.CrashPoint;
import dev.framespan.activities.identity.ForeignWorkGuard;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.media.EngineCrashedException;
import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.activities.store.DamagedAssetException;
import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.RemedyText;
import dev.framespan.workflows.generation.Take;
import dev.framespan.workflows.generation.VerifyActivity;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;

/** See {@link VerifyActivity}. */
public final class VerifyActivityImpl implements VerifyActivity {
    private final Store store;
    private final Ledger ledger;
    private final MediaEngine engine;
    private final Clock clock;
    private final SpokenTake spoken;
    private final ClipAnalyses analyses;

    public VerifyActivityImpl(Store store, MediaEngine engine, Clock clock) {
        this.store = store;
        this.ledger = new Ledger(store);
        this.engine = engine;
        this.clock = clock;
        this.analyses = new ClipAnalyses(store, engine);
        this.spoken = new SpokenTake(store, engine, clock);
    }

    @Override
    public Take verify(ProviderTask task, Asset original) {
        refuseForeign(task);
        ActivityExecutionContext context = Activity.getExecutionContext();
        if (task.delivered() != null) {
            return spoken.verify(task, context::heartbeat);
        }
        try {
            CrashPoint.DECODING.passing();
            MediaFacts facts = decoded(original, file(task, original), context::heartbeat);
            CrashPoint.DECODED.passing();
            ledger.complete(
                    task.fingerprint(), task.submission(), new LedgerEntry.Completed(clock.instant(), original, facts));
            CrashPoint.COMPLETED.passing();
            return new Take(
                            known(task, original),
                            facts,
                            task.fingerprint(),
                            task.submission(),
                            task.task(),
                            task.priceUsd(),
                            task.bought())
                    .on(machine());
        } catch (UnusableMediaException e) {
            throw task.stop(
                            FailureKind.UNUSABLE,
                            RemedyText.added(
                                    FailureKind.UNUSABLE,
                                    task.id(),
                                    "what the provider delivered as task " + task.task() + " is no use: "
                                            + e.getMessage()))
                    .failure();
        } catch (EngineCrashedException e) {
            throw crashed(task, e);
        } catch (IOException e) {
            throw failure(task, e);
        }
    }

    private String machine() {
        return store.machine().isEmpty() ? null : store.machine();
    }

    /** It would crash it again: nobody is asked for it until somebody has looked. */
    static ApplicationFailure crashed(ProviderTask task, EngineCrashedException e) {
        return task.stop(FailureKind.MEDIA, e.getMessage() + "; what was paid for is kept, render again to try on")
                .failure();
    }

    /** Only what was fetched can be damaged: what else is missing on the disk is missing for a moment, and tried again. */
    private Path file(ProviderTask task, Asset original) throws IOException {
        try {
            return store.file(original);
        } catch (NoSuchFileException | DamagedAssetException e) {
            // The workflow fetches it once more.
            throw task.stop(
                            FailureKind.UNUSABLE,
                            "what the provider delivered as task " + task.task()
                                    + " was damaged in the store before it could be checked; look at the disk, then render"
                                    + " again to fetch it again")
                    .failure();
        }
    }

    /** What is found out of a clip is kept, so that cutting it needs not decode it again. */
    private MediaFacts decoded(Asset original, Path file, ProgressListener progress) throws IOException {
        return original.type().isPicture()
                ? engine.decode(file, original.type(), progress)
                : analyses.of(original, file, progress).facts();
    }

    private Asset known(ProviderTask task, Asset original) throws IOException {
        return ledger.of(task.fingerprint(), task.submission())
                .map(submission -> StoredResults.known(task.still(), submission, original))
                .orElse(original);
    }

    @Override
    public void reject(ProviderTask task, String reason) {
        refuseForeign(task);
        try {
            ledger.add(
                    task.fingerprint(),
                    task.submission(),
                    new LedgerEntry.Failed(clock.instant(), FailureKind.UNUSABLE, null, reason));
        } catch (IOException e) {
            throw failure(task, e);
        }
    }

    private void refuseForeign(ProviderTask task) {
        if (task.identity() != null) {
            ForeignWorkGuard.requireOwn(store.id(), task.identity().store());
        }
    }

    static ApplicationFailure failure(ProviderTask task, IOException e) {
        return IoReason.isFull(e)
                ? task.stop(
                                FailureKind.STORE,
                                "the disk is full; make room in the store's folder, then run the same command again")
                        .failure()
                : ApplicationFailure.newFailureWithCause(IoReason.of(e), "Media", e);
    }
}

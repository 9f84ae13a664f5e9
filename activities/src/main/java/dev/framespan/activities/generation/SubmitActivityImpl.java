package dev.framespan.activities.generation;

import dev.framespan.activities.crash.CrashPoint;
import dev.framespan.activities.heartbeat.CancelCheck;
import dev.framespan.activities.heartbeat.Heartbeats;
import dev.framespan.activities.ledger.LedgerException;
import dev.framespan.activities.store.IoReason;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitActivity;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.generation.WorkIdentity;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;

/** See {@link SubmitActivity}. */
public final class SubmitActivityImpl implements SubmitActivity {
    private final WorkIdentity identity;
    private final PurchaseExecutor executor;

    /** @param identity of this worker */
    public SubmitActivityImpl(WorkIdentity identity, PurchaseExecutor executor) {
        this.identity = identity;
        this.executor = executor;
    }

    @Override
    public SubmitResult submit(Purchase purchase, int waits) {
        if (!identity.accepts(purchase.identity())) {
            return PurchaseExecutor.HANDED_BACK;
        }
        ActivityExecutionContext context = Activity.getExecutionContext();
        GenerationRun generation = new GenerationRun(
                context.getInfo().getWorkflowId(),
                context.getInfo().getWorkflowRunId(),
                () -> CancelCheck.throwIfAsked(context));
        try (Heartbeats beats = new Heartbeats(context)) {
            SubmitResult result = executor.buy(purchase, waits, generation);
            if (result.cause() == SubmitResult.Cause.PERMIT || result.cause() == SubmitResult.Cause.DOUBT) {
                CancelCheck.throwIfAsked(context);
                throw waits(result);
            }
            if (result.task() != null) {
                CrashPoint.SUBMISSION_OVER.passing();
            }
            return result;
        } catch (LedgerException e) {
            throw Stop.of(FailureKind.STORE, purchase, e.getMessage()).failure();
        } catch (IOException e) {
            throw Stop.of(
                            FailureKind.STORE,
                            purchase,
                            "the store cannot be used: " + IoReason.of(e)
                                    + "; mend that, then run the same command again")
                    .failure();
        } catch (ApplicationFailure | ActivityCompletionException failure) {
            throw failure;
        } catch (RuntimeException e) {
            // Made again, it might be made twice where the fault is in what keeps that from happening.
            throw Stop.of(FailureKind.INTERNAL, purchase, "it could not be submitted: " + e)
                    .failure(e);
        }
    }

    private static ApplicationFailure waits(SubmitResult result) {
        return ApplicationFailure.newBuilder()
                .setMessage(result.words())
                .setType(WAITS)
                .setCategory(ApplicationErrorCategory.BENIGN)
                .setNextRetryDelay(result.delay())
                .build();
    }
}

package dev.framespan.activities.account;

import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.ledger.SubmissionHistory;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.account.Permit;
import dev.framespan.workflows.account.PermitActivity;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** See {@link PermitActivity}. */
public final class PermitActivityImpl implements PermitActivity {
    /** Of each look: what is looked after is rare, and shares the account's requests with what is not. */
    private static final int MOST_ASKED = 6;

    /** After the last one it waits five seconds for its turn, and fifteen for the answer. */
    private static final long ASKING = Duration.ofSeconds(90).toNanos();

    private final Store store;
    private final Ledger ledger;
    private final Provider provider;
    private final Predicate<Permit> awaited;
    private final LongSupplier nanos;
    private final TaskLooks looks = new TaskLooks();

    public PermitActivityImpl(Store store, Provider provider, WorkflowClient client) {
        this(store, provider, permit -> isRunning(client, permit), System::nanoTime);
    }

    /**
     * Takes the time and what is awaited from elsewhere.
     *
     * @param awaited whether a generation awaits the permit's task: it gives the permit back, and asks the provider often enough
     */
    PermitActivityImpl(Store store, Provider provider, Predicate<Permit> awaited, LongSupplier nanos) {
        this.store = store;
        this.ledger = new Ledger(store);
        this.provider = provider;
        this.awaited = awaited;
        this.nanos = nanos;
    }

    @Override
    public List<Permit> ended(List<Permit> permits) {
        long start = nanos.getAsLong();
        List<Permit> ended = new ArrayList<>();
        List<Permit> unclaimed = new ArrayList<>();
        List<Permit> tasks = new ArrayList<>();
        for (Permit permit : permits) {
            // The ledger comes first, and for all of them: what it says is known also where the provider hangs.
            Standing standing = standing(permit);
            if (standing == Standing.SETTLED) {
                ended.add(permit);
            } else if (!permit.isUnused() && !permit.isUnclear()) {
                tasks.add(permit);
            } else if (standing == Standing.NEVER_CLAIMED) {
                unclaimed.add(permit);
            }
        }
        for (Permit permit : unclaimed) {
            if (hasTime(start) && !awaited.test(permit)) {
                ended.add(permit);
            }
        }
        int asked = 0;
        for (Permit permit : looks.inTurn(tasks)) {
            if (asked < MOST_ASKED && hasTime(start) && !awaited.test(permit)) {
                asked++;
                if (hasEndedAtProvider(permit.task())) {
                    ended.add(permit);
                }
            }
        }
        return ended;
    }

    private boolean hasTime(long start) {
        return nanos.getAsLong() - start < ASKING && !Thread.currentThread().isInterrupted();
    }

    /** What the ledger says of what a permit is held for. */
    private enum Standing {
        /** It has ended, or was never accepted. */
        SETTLED,
        NEVER_CLAIMED,
        /** Its end is not known here, or it is of another store. */
        OPEN
    }

    private Standing standing(Permit permit) {
        if (!store.id().equals(permit.holder().store())) {
            return Standing.OPEN;
        }
        try {
            List<SubmissionHistory> history = ledger.of(permit.holder().fingerprint());
            if (history.isEmpty()) {
                return Standing.NEVER_CLAIMED;
            }
            LedgerEntry state = history.get(history.size() - 1).state();
            return state instanceof LedgerEntry.Completed
                            || state instanceof LedgerEntry.Failed
                            || state instanceof LedgerEntry.Declined
                    ? Standing.SETTLED
                    : Standing.OPEN;
        } catch (IOException e) {
            return Standing.OPEN;
        }
    }

    private static boolean isRunning(WorkflowClient client, Permit permit) {
        try {
            return client.getWorkflowServiceStubs()
                            .blockingStub()
                            .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                                    .setNamespace(client.getOptions().getNamespace())
                                    .setExecution(WorkflowExecution.newBuilder()
                                            .setWorkflowId(permit.holder().workflow()))
                                    .build())
                            .getWorkflowExecutionInfo()
                            .getStatus()
                    == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
        } catch (StatusRuntimeException e) {
            return e.getStatus().getCode() != Status.Code.NOT_FOUND;
        }
    }

    private boolean hasEndedAtProvider(String task) {
        looks.asks(task);
        try {
            boolean ended = provider.status(task).state().isEnd();
            looks.isKnown(task);
            return ended;
        } catch (ProviderException e) {
            return e.isNotFound() && looks.isGone(task, nanos.getAsLong());
        }
    }
}

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
import java.util.List;

/** See {@link PermitActivity}. */
public final class PermitActivityImpl implements PermitActivity {
    private final Store store;
    private final Ledger ledger;
    private final Provider provider;
    private final WorkflowClient client;

    public PermitActivityImpl(Store store, Provider provider, WorkflowClient client) {
        this.store = store;
        this.ledger = new Ledger(store);
        this.provider = provider;
        this.client = client;
    }

    @Override
    public List<Permit> ended(List<Permit> permits) {
        return permits.stream().filter(this::hasEnded).toList();
    }

    private boolean hasEnded(Permit permit) {
        if (isSettled(permit)) {
            return true;
        }
        // Whoever awaits it gives it back, and asks the provider often enough.
        return permit.task() != null && !isAwaited(permit) && hasEndedAtProvider(permit.task());
    }

    /** By what the ledger says, where it is of this worker's store. */
    private boolean isSettled(Permit permit) {
        if (!store.id().equals(permit.holder().store())) {
            return false;
        }
        try {
            List<SubmissionHistory> history = ledger.of(permit.holder().fingerprint());
            if (history.isEmpty()) {
                return permit.isUnused() && !isAwaited(permit);
            }
            LedgerEntry state = history.get(history.size() - 1).state();
            return state instanceof LedgerEntry.Completed
                    || state instanceof LedgerEntry.Failed
                    || state instanceof LedgerEntry.Declined;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isAwaited(Permit permit) {
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
        try {
            return provider.status(task).state().isEnd();
        } catch (ProviderException e) {
            return e.isNotFound();
        }
    }
}

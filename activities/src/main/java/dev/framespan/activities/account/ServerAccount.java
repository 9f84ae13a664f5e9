package dev.framespan.activities.account;

import dev.framespan.workflows.account.Account;
import dev.framespan.workflows.account.AccountExchange;
import dev.framespan.workflows.account.AccountReply;
import dev.framespan.workflows.account.AccountWorkflow;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowUpdateStage;
import java.io.IOException;
import java.time.Duration;

/** An account's limits in its {@link AccountWorkflow}: they hold over all workers of a namespace. */
public final class ServerAccount implements AccountExchanges {
    /** A worker that dies with the account's task in its hands holds all films up for so long; replaying its history takes a part of that. */
    private static final Duration TASK = Duration.ofSeconds(5);

    private final WorkflowClient client;
    private final Account account;

    public ServerAccount(WorkflowClient client, Account account) {
        this.client = client;
        this.account = account;
    }

    @Override
    public AccountReply exchange(AccountExchange told) throws IOException {
        AccountWorkflow workflow = client.newWorkflowStub(
                AccountWorkflow.class,
                WorkflowOptions.newBuilder()
                        .setWorkflowId(account.workflowId())
                        .setTaskQueue(account.workflowId())
                        .setWorkflowTaskTimeout(TASK)
                        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                        .build());
        try {
            return WorkflowClient.executeUpdateWithStart(
                    workflow::exchange,
                    told,
                    UpdateOptions.<AccountReply>newBuilder()
                            .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                            .build(),
                    new WithStartWorkflowOperation<>(workflow::run, account, null));
        } catch (RuntimeException e) {
            throw new IOException("the account's limits cannot be asked for: " + e.getMessage(), e);
        }
    }

    @Override
    public AccountReply look(String worker) throws IOException {
        try {
            return client.newWorkflowStub(AccountWorkflow.class, account.workflowId())
                    .look(worker, System.currentTimeMillis());
        } catch (RuntimeException e) {
            throw new IOException("the account's limits cannot be asked for: " + e.getMessage(), e);
        }
    }
}

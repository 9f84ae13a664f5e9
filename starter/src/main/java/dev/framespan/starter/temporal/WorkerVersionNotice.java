package dev.framespan.starter.temporal;

import dev.framespan.worker.WorkerSettings;
import java.util.Optional;

/** What the operator of a versioned worker has to know: it gets nothing to do before its version is the current one. */
public final class WorkerVersionNotice {
    private WorkerVersionNotice() {}

    /**
     * One line with the command that makes the version the current one.
     *
     * @return empty where workers are not versioned
     */
    public static Optional<String> of(WorkerSettings settings, TemporalConnection connection) {
        String address =
                connection.client().getWorkflowServiceStubs().getOptions().getTarget();
        return settings.version()
                .map(version -> "this worker is build " + version.getBuildId() + " of the deployment "
                        + version.getDeploymentName()
                        + ", and gets work while that is its current version: temporal worker deployment"
                        + " set-current-version --address " + address + " --deployment-name "
                        + version.getDeploymentName() + " --build-id " + version.getBuildId());
    }
}

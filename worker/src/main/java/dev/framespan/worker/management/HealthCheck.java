package dev.framespan.worker.management;

import java.util.Optional;

/** Whether something that a worker needs is there. */
interface HealthCheck {
    String name();

    /** Looks at it; may take seconds. @return why it is not there, without secrets; empty where it is */
    Optional<String> trouble();
}

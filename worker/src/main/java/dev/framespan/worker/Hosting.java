package dev.framespan.worker;

import dev.framespan.worker.config.HostedQueues;
import dev.framespan.worker.jars.WorkflowJars;

/**
 * What a worker hosts, and where.
 *
 * @param sharesServer whether its Temporal server is one that other workers may use, too; else it is in this process
 * @param queues which kinds of queues it hosts; on a shared server others may host the rest
 * @param workflows of one's own, which it hosts whichever queues those are
 */
public record Hosting(boolean sharesServer, HostedQueues queues, WorkflowJars workflows) {
    /** Everything that a film needs, for the server in this process. */
    public static final Hosting ALONE = new Hosting(false, HostedQueues.ALL, WorkflowJars.NONE);
}

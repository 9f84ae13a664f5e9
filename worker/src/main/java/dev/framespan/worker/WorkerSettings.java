package dev.framespan.worker;

import dev.framespan.activities.notice.NotifyTarget;
import dev.framespan.worker.config.FramespanConfig;
import dev.framespan.worker.config.HostedQueues;
import dev.framespan.worker.jars.WorkflowJars;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.CatalogueException;
import dev.framespan.workflows.studio.StopPolicies;
import dev.framespan.workflows.studio.StopPolicy;
import io.temporal.common.WorkerDeploymentVersion;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a worker works.
 *
 * @param catalogue models, limits and prices
 * @param mediaJobs how many clips are decoded or encoded at once, at least 1
 * @param assembleJobs how many films are cut at once, at least 1
 * @param assetHost where to listen for those who fetch pictures
 * @param assetPort the port for it; empty for the one the store remembers, or any
 * @param publicUrl the address that leads here from outside; empty where none does
 * @param ambiguousWait how long a submission whose answer was lost waits for the provider's call before a person is asked
 * @param policies what becomes of what stops in films that stay open before a person is asked
 * @param notifyTarget where the operator wants to be told when a film waits or ends
 * @param sharesServer whether its Temporal server is one that other workers may use, too; else it is in this process
 * @param version under which it asks such a server for work; empty where workers are not versioned
 * @param queues which kinds of queues it hosts; on such a server others may host the rest
 * @param workflows of one's own, which it hosts whichever queues those are
 * @param inputs the folder in which these workflows find files by their paths; empty where they may read none
 */
public record WorkerSettings(
        Catalogue catalogue,
        int mediaJobs,
        int assembleJobs,
        InetAddress assetHost,
        Optional<Integer> assetPort,
        Optional<URI> publicUrl,
        Duration ambiguousWait,
        StopPolicies policies,
        Optional<NotifyTarget> notifyTarget,
        boolean sharesServer,
        Optional<WorkerDeploymentVersion> version,
        HostedQueues queues,
        WorkflowJars workflows,
        Optional<Path> inputs) {
    public WorkerSettings {
        if (mediaJobs < 1 || assembleJobs < 1) {
            throw new IllegalArgumentException("at least one job at a time, not " + Math.min(mediaJobs, assembleJobs));
        }
    }

    /** @throws CatalogueException when the operator's catalogue cannot be used */
    public static WorkerSettings of(FramespanConfig config) {
        return new WorkerSettings(
                catalogue(config),
                config.mediaJobs().orElse(Runtime.getRuntime().availableProcessors()),
                config.assembleJobs(),
                config.assetHost(),
                config.assetPort().stream().boxed().findFirst(),
                config.publicUrl(),
                config.ambiguousWait(),
                new StopPolicies(StopPolicy.parse(config.onAmbiguous()), StopPolicy.parse(config.onProviderError())),
                config.notifyTo().map(NotifyTarget::of),
                false,
                config.workerVersion().map(WorkerSettings::version),
                HostedQueues.ALL,
                WorkflowJars.NONE,
                config.inputs());
    }

    /** @param named {@code DEPLOYMENT:BUILD} */
    private static WorkerDeploymentVersion version(String named) {
        int colon = named.indexOf(':');
        return new WorkerDeploymentVersion(named.substring(0, colon), named.substring(colon + 1));
    }

    /** The same on a Temporal server that other workers may use, too. @param hosted which kinds of queues it hosts there */
    public WorkerSettings onSharedServer(HostedQueues hosted) {
        return new WorkerSettings(
                catalogue,
                mediaJobs,
                assembleJobs,
                assetHost,
                assetPort,
                publicUrl,
                ambiguousWait,
                policies,
                notifyTarget,
                true,
                version,
                hosted,
                workflows,
                inputs);
    }

    /**
     * The same with workflows of one's own.
     *
     * @param own which it hosts
     * @param files the folder in which they find files by their paths; empty for the one that is configured
     */
    public WorkerSettings with(WorkflowJars own, Optional<Path> files) {
        return new WorkerSettings(
                catalogue,
                mediaJobs,
                assembleJobs,
                assetHost,
                assetPort,
                publicUrl,
                ambiguousWait,
                policies,
                notifyTarget,
                sharesServer,
                version,
                queues,
                own,
                files.or(() -> inputs));
    }

    /**
     * The built-in catalogue with what the operator's adds and overrides.
     *
     * @throws CatalogueException when the operator's cannot be used; each line names the variable
     */
    public static Catalogue catalogue(FramespanConfig config) {
        try {
            return config.catalogue().map(Catalogue::read).orElseGet(Catalogue::builtIn);
        } catch (CatalogueException e) {
            throw new CatalogueException(e.getMessage()
                    .lines()
                    .map(line -> "FRAMESPAN_CATALOGUE: " + line)
                    .collect(Collectors.joining("\n")));
        }
    }
}

package dev.framespan.worker;

import dev.framespan.activities.notice.NotifyTarget;
import dev.framespan.worker.config.FramespanConfig;
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
 * @param version under which it asks a shared server for work; empty where workers are not versioned
 * @param hosting what it hosts, and where
 * @param inputs the folder in which workflows of one's own find files by their paths; empty where they may read none
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
        Optional<WorkerDeploymentVersion> version,
        Hosting hosting,
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
                config.workerVersion().map(WorkerSettings::version),
                Hosting.ALONE,
                config.inputs());
    }

    /** @param named {@code DEPLOYMENT:BUILD} */
    private static WorkerDeploymentVersion version(String named) {
        int colon = named.indexOf(':');
        return new WorkerDeploymentVersion(named.substring(0, colon), named.substring(colon + 1));
    }

    /**
     * The same for a worker that hosts something else.
     *
     * @param other what it hosts, and where
     * @param files the folder in which workflows of one's own find files by their paths; empty for the one that is configured
     */
    public WorkerSettings with(Hosting other, Optional<Path> files) {
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
                version,
                other,
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

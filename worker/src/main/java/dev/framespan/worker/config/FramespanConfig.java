package dev.framespan.worker.config;

import dev.framespan.activities.notice.NotifyTarget;
import dev.framespan.stores.StoreAddress;
import dev.framespan.workflows.catalogue.Defaults;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.hibernate.validator.constraints.Range;
import org.hibernate.validator.constraints.time.DurationMin;

/**
 * Where things are kept and how much is done at once. Environment variables: {@code FRAMESPAN_STORE} and so on. The message of a
 * constraint says what the variable takes.
 */
@ConfigMapping(prefix = "framespan")
public interface FramespanConfig {
    /** Where the store is. */
    Optional<@WithConverter(StoreAddressText.class) StoreAddress> store();

    /** The bucket of a store that machines share, as {@code s3://bucket/prefix}. */
    Optional<
                    @Pattern(
                            regexp = "s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[A-Za-z0-9._/-]*)?",
                            message = "a bucket and a prefix in it, such as s3://films/framespan")
                    String>
            bucket();

    /** This machine's folder for copies of what is in that bucket. */
    Optional<Path> cache();

    /** How many gigabytes of copies it keeps. */
    @WithDefault("20")
    @Range(min = 1, max = 100_000, message = "a whole number of gigabytes from 1 on")
    int cacheGb();

    /** Where this system's pictures can be fetched from outside, when the provider is not on this machine. */
    Optional<
                    @WebAddress(
                            message = "an address such as https://film.example.org: nothing before the host, nothing"
                                    + " after the path")
                    URI>
            publicUrl();

    /**
     * How long a submission whose answer was lost waits for the provider's call, which names its task, before a person is asked. Where the provider
     * cannot call, it is asked at once.
     */
    @WithDefault("15m")
    @WithConverter(DurationWithUnit.class)
    @DurationMin(message = "a time with its unit, such as 30s, 15m or PT2H")
    Duration ambiguousWait();

    /**
     * What becomes of a submission whose answer was lost, in films that stay open: bought once more, it may be paid for twice.
     */
    @WithDefault("ask")
    @Pattern(
            regexp = "(ask|skip|(rebuy|[1-9] rebuys?)(, then (ask|skip))?)",
            message = "ask, skip, rebuy, or such as 1 rebuy, then skip")
    String onAmbiguous();

    /** What becomes of what failed at the provider twice by its own fault, in films that stay open. */
    @WithDefault("ask")
    @Pattern(
            regexp = "(ask|skip|(rebuy|[1-9] rebuys?)(, then (ask|skip))?)",
            message = "ask, skip, rebuy, or such as 2 rebuys, then skip")
    String onProviderError();

    /** Who is told when a film that stays open waits for an answer, and when it has ended: a program, which reads JSON, or an address, which gets it. */
    Optional<@NotifyAddress(message = NotifyTarget.FORM + ", which is there and can be run") String> notifyTo();

    /** The port on which the provider fetches this store's pictures; the one remembered, or any, where it is not set. */
    @Range(min = 1, max = 65_535, message = "a port from 1 to 65535")
    OptionalInt assetPort();

    /** The address to listen on for the provider: loopback, unless something outside this machine forwards to it. */
    @WithDefault("127.0.0.1")
    @LocalAddress(message = "an address of this machine such as 127.0.0.1, or 0.0.0.0 for all of them")
    InetAddress assetHost();

    /** A file with models, limits and prices that are added to the built-in ones, or override them. */
    Optional<Path> catalogue();

    /**
     * The providers that are paid, by their names, parted by commas. The first one keeps the books: its realm is that of films, in which budgets and
     * days are counted.
     */
    @WithDefault(Defaults.PROVIDER)
    @Pattern(
            regexp = "[a-z][a-z0-9-]{0,31}(\\s*,\\s*[a-z][a-z0-9-]{0,31})*",
            message = "names of providers, parted by commas, such as kling,atelier")
    String providers();

    /** A folder with jars of providers that do not come with Framespan. */
    Optional<Path> providerJars();

    /** A folder with jars of workflows that a {@code framespan worker} hosts, and that {@code framespan run} starts. */
    Optional<Path> workflows();

    /** The folder in which these workflows find files by their paths; they read none where it is not set. */
    Optional<Path> inputs();

    /** The kinds of task queues that a {@code framespan worker} hosts; all where it is not set. */
    Optional<@Pattern(regexp = HostedQueues.PATTERN, message = HostedQueues.TAKES) String> queues();

    /** How many clips are decoded or encoded at once; as many as there are cores where it is not set. */
    @Min(value = 1, message = "a whole number from 1 on; without it, one a core")
    OptionalInt mediaJobs();

    /** How many films are cut at once; each uses all that {@link #mediaJobs} allows. */
    @WithDefault("1")
    @Min(value = 1, message = "a whole number from 1 on, such as 2")
    int assembleJobs();

    /** The port on which a {@code framespan worker} says how it is and what it does; none where it is not set. */
    @Range(min = 1, max = 65_535, message = "a port from 1 to 65535")
    OptionalInt managementPort();

    /** The address to listen on for that: loopback, unless a network that is trusted is meant. */
    @WithDefault("127.0.0.1")
    @LocalAddress(message = "an address of this machine such as 127.0.0.1, or 0.0.0.0 for all of them")
    InetAddress managementHost();

    /** How a {@code framespan worker} logs: lines for people, or one JSON object a line. */
    @WithDefault("text")
    @Pattern(regexp = "text|json", message = "text or json")
    String logFormat();

    /** Under which version of which deployment a worker asks a Temporal server for work; under none where it is not set. */
    Optional<
                    @Pattern(
                            regexp = "[A-Za-z0-9][A-Za-z0-9_-]{0,99}:[A-Za-z0-9][A-Za-z0-9._+-]{0,99}",
                            message = "the name of a deployment and that of a build, such as framespan:1.4.0")
                    String>
            workerVersion();
}

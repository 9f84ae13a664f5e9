package dev.framespan.worker;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Where things are kept and how much is done at once. Environment variables: {@code FRAMESPAN_STORE} and so on. */
@ConfigMapping(prefix = "framespan")
public interface FramespanConfig {
    /** The store's folder. */
    Optional<Path> store();

    /** Where this system's pictures can be fetched from outside, when the provider is not on this machine. */
    Optional<URI> publicUrl();

    /** The port on which the provider fetches this store's pictures; the one remembered, or any, where it is not set. */
    OptionalInt assetPort();

    /** The address to listen on for the provider: loopback, unless something outside this machine forwards to it. */
    @WithDefault("127.0.0.1")
    String assetHost();

    /** A file with models, limits and prices in place of the built-in one. */
    Optional<Path> catalogue();

    /** How many clips are decoded or encoded at once; as many as there are cores where it is not set. */
    OptionalInt mediaJobs();
}

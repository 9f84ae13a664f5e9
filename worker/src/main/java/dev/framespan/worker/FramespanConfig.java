package dev.framespan.worker;

import io.smallrye.config.ConfigMapping;
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

    /** A file with models, limits and prices in place of the built-in one. */
    Optional<Path> catalogue();

    /** How many clips are decoded or encoded at once; as many as there are cores where it is not set. */
    OptionalInt mediaJobs();
}

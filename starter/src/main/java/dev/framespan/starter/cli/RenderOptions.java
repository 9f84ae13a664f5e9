package dev.framespan.starter.cli;

import dev.framespan.starter.temporal.TemporalServer;
import dev.framespan.stores.StoreAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The options of {@code framespan render} and {@code framespan run}.
 *
 * @param file the storyboard; of a run, its input, null where it has none
 * @param store as named by an option or the environment
 * @param decodeAll whether the finished film is decoded whole, to prove it
 * @param priority films of a higher one get the account's permits first
 * @param speed of the built-in simulator
 * @param run what is said of a workflow of one's own; null where a storyboard is rendered
 */
record RenderOptions(
        Path file,
        Optional<Path> out,
        Optional<StoreAddress> store,
        TemporalServer server,
        boolean yes,
        List<String> rebuy,
        boolean detach,
        boolean decodeAll,
        int priority,
        double speed,
        boolean quiet,
        boolean json,
        boolean debug,
        RunOptions run) {
    /** Whether the film is made by a worker in this process: not where workers elsewhere do, or are to go on without it. */
    boolean hostsWorker() {
        return server instanceof TemporalServer.Embedded || server instanceof TemporalServer.Local && !detach;
    }
}

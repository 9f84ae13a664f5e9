package dev.framespan.starter.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What every command takes. */
final class CommonOptions {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    @Option(names = "--debug", description = "Show more of what happens inside, with stack traces.")
    private boolean debug;

    boolean debug() {
        return debug;
    }

    /** Which store a command works on. */
    static final class Store {
        @Option(
                names = "--store",
                paramLabel = "DIR",
                description =
                        "The folder in which everything made and bought is kept; else FRAMESPAN_STORE says so, else"
                                + " it is .framespan beside the storyboard that is named, or the nearest one from here"
                                + " upwards, or the only one a folder below.")
        private Path store;

        Optional<Path> named(Optional<Path> environment) {
            return Optional.ofNullable(store).or(() -> environment);
        }
    }

    /** Which Temporal server a command speaks to. */
    static final class Temporal {
        @Option(
                names = "--temporal",
                paramLabel = "embedded|HOST:PORT",
                description =
                        "The Temporal server; else TEMPORAL_ADDRESS or a profile in temporal.toml names it, else it"
                                + " is embedded in this process.")
        private String temporal;

        String named() {
            return temporal;
        }
    }
}

package dev.framespan.starter.cli;

import dev.framespan.stores.StoreAddress;
import dev.framespan.worker.config.FramespanConfig;
import dev.framespan.worker.jars.WorkflowJars;
import dev.framespan.worker.jars.WorkflowJarsException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
                paramLabel = "DIR|URL",
                converter = StoreAddressConverter.class,
                description =
                        "Where everything made and bought is kept: a folder, or postgresql://USER@HOST/DATABASE for a store that"
                                + " machines share; else FRAMESPAN_STORE says so, else it is .framespan beside the storyboard that is named, or the nearest one from here"
                                + " upwards, or the only one a folder below.")
        private StoreAddress store;

        Optional<StoreAddress> named(Optional<StoreAddress> environment) {
            return Optional.ofNullable(store).or(() -> environment);
        }
    }

    /** Which Temporal server a command speaks to. */
    static final class Temporal {
        @Option(
                names = "--temporal",
                paramLabel = "embedded|local|HOST:PORT",
                description =
                        "The Temporal server; else TEMPORAL_ADDRESS or a profile in temporal.toml names it, else it"
                                + " is the one inside the render itself, as with the word embedded. local is your own on"
                                + " this machine, which is started where it does not run: see framespan temporal.")
        private String temporal;

        String named() {
            return temporal;
        }
    }

    /** How a finished film is proven. */
    static final class Proof {
        @Option(
                names = "--verify",
                paramLabel = "joins|full",
                description =
                        "What of the finished film is decoded to prove it: frames around joins (joins), beside the"
                                + " hash of every packet, or all of it (full).")
        private Verify verify = Verify.joins;

        boolean decodesAll() {
            return verify == Verify.full;
        }
    }

    /** Which workflows of one's own are there. */
    static final class Workflows {
        /** Where copies are that need not outlive a command. */
        static final Path SCRATCH = Path.of(System.getProperty("java.io.tmpdir"));

        @Option(
                names = "--workflows",
                paramLabel = "DIR",
                description =
                        "A folder with jars of workflows of your own, each a jar or a folder of jars; else FRAMESPAN_WORKFLOWS"
                                + " names it.")
        private Path workflows;

        /**
         * Loads them; none where no folder is named.
         *
         * @param scratch the folder of their copies
         * @throws WorkflowJarsException when one of them is not to be hosted
         */
        WorkflowJars load(FramespanConfig config, Path scratch) {
            return Optional.ofNullable(workflows)
                    .or(config::workflows)
                    .map(folder -> WorkflowJars.load(folder, scratch))
                    .orElse(WorkflowJars.NONE);
        }

        Optional<Path> named() {
            return Optional.ofNullable(workflows);
        }
    }

    /** How fast the built-in simulator is, should it play the provider. */
    static final class Speed {
        private static final double HIGHEST = 10_000;

        @Spec(Spec.Target.MIXEE)
        private CommandSpec command;

        private double speed;

        @Option(
                names = "--speed",
                paramLabel = "X",
                defaultValue = "20",
                description = "How many times faster than the provider the built-in simulator is (${DEFAULT-VALUE}).")
        void set(String text) {
            try {
                speed = Double.parseDouble(text);
            } catch (NumberFormatException e) {
                speed = 0;
            }
            if (!(speed > 0 && speed <= HIGHEST)) {
                throw new ParameterException(
                        command.commandLine(), "--speed takes a number above 0, up to 10000, such as 20; not " + text);
            }
        }

        double speed() {
            return speed;
        }
    }
}

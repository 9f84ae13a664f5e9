package dev.framespan.simulator;

import dev.framespan.simulator.fault.InjectedFault;
import dev.framespan.simulator.fault.InjectedFaults;
import dev.framespan.simulator.http.Simulation;
import dev.framespan.simulator.task.AtomicFolder;
import dev.framespan.simulator.task.SimulatorSettings;
import dev.framespan.simulator.text.SafeLine;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The program: reads its command line, starts the simulation, and says where it listens. */
@Command(
        name = "simulator",
        mixinStandardHelpOptions = true,
        versionProvider = Simulator.Version.class,
        sortOptions = false,
        description = "A stand-in for the provider's API that behaves like it, misbehaves on demand, "
                + "and returns real stills and clips.",
        footer = {
            "",
            "A prompt that contains [refuse] is refused at once, [blocked] fails in the end by the content",
            "policy, [broken] by the provider's fault.",
            "Behind the API: GET /admin/ledger, /admin/health; POST /admin/tasks/ID/cancel; GET, POST",
            "/admin/settings; GET, POST, DELETE /admin/faults.",
            "Exit codes: 1 failed, 2 usage or port taken, 3 the state is in use."
        })
public final class Simulator implements Callable<Integer> {
    private static final int LAST_PORT = 65_535;

    @Option(
            names = "--port",
            paramLabel = "P",
            description = "Port; 0 or absent takes the one used before on this state, or else a free one.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Address to listen on; another than ${DEFAULT-VALUE} only makes sense in a container.")
    private String host;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            defaultValue = ".framespan-simulator",
            description = "Folder of tasks and files; created if absent (${DEFAULT-VALUE}).")
    private Path state;

    @Option(
            names = "--speed",
            paramLabel = "X",
            description = "How many times faster than the provider (1: stills in 1-30 s, clips in 1-3 minutes).")
    private Double speed;

    @Option(
            names = "--task-seconds",
            paramLabel = "SECONDS",
            description = "How long each task takes, whatever the speed; 0: drawn for each (0).")
    private Double taskSeconds;

    @Option(names = "--parallel", paramLabel = "N", description = "Unfinished tasks above which it answers 429 (20).")
    private Integer parallel;

    @Option(names = "--balance", paramLabel = "USD", description = "What the account was filled with (1000000).")
    private BigDecimal balance;

    @Option(names = "--link-ttl", paramLabel = "SECONDS", description = "How long a link to a result lives (86400).")
    private Long linkSeconds;

    @Option(
            names = "--key",
            paramLabel = "K",
            defaultValue = "",
            description = "The only key that is accepted; absent accepts any.")
    private String key;

    @Option(
            names = "--fault",
            paramLabel = "SPEC",
            description = "A fault as JSON, such as "
                    + "'{\"on\":\"submit\",\"times\":1,\"do\":\"drop_after_accept\"}'. Repeatable.")
    private List<String> faults = List.of();

    @Option(names = "--faults", paramLabel = "FILE", description = "A file with a JSON list of faults.")
    private Path faultFile;

    @Option(
            names = "--until-stdin-closes",
            description = "End as soon as standard input does: with the parent process, whatever ends it.")
    private boolean untilStdinCloses;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Names the version that the jar's manifest carries. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Simulator.class.getPackage().getImplementationVersion();
            return new String[] {"framespan simulator " + (version == null ? "(built from sources)" : version)};
        }
    }

    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        System.exit(line().execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (untilStdinCloses) {
            watchStdin();
        }
        if (port < 0 || port > LAST_PORT) {
            return say(2, "--port " + port + " is not possible; it takes 0 to " + LAST_PORT);
        }
        if (Files.exists(state) && !Files.isDirectory(state)) {
            return say(2, state + " is a file, and a folder is needed; name another folder with --state");
        }
        try {
            Simulation.Start start = new Simulation.Start(state, host, port, key, this::settings, faults());
            Simulation simulation = new Simulation(start);
            System.out.println("simulator listening on " + simulation.baseUrl());
            System.out.flush();
            new CountDownLatch(1).await();
            return 0;
        } catch (Simulation.StateInUse inUse) {
            return say(3, inUse.getMessage());
        } catch (Simulation.PortTaken taken) {
            return say(2, taken.getMessage());
        } catch (IllegalArgumentException wrong) {
            return say(2, wrong.getMessage());
        } catch (IOException | java.io.UncheckedIOException failed) {
            return say(1, "cannot work in " + state + ": " + failed);
        }
    }

    private SimulatorSettings settings(SimulatorSettings remembered) {
        return new SimulatorSettings(
                speed == null ? remembered.speed() : speed,
                parallel == null ? remembered.parallel() : parallel,
                balance == null ? remembered.balanceUsd() : balance,
                linkSeconds == null ? remembered.linkSeconds() : linkSeconds,
                taskSeconds == null ? remembered.taskSeconds() : taskSeconds);
    }

    private List<InjectedFault> faults() throws IOException {
        List<InjectedFault> all = new ArrayList<>();
        if (faultFile != null) {
            all.addAll(InjectedFaults.parse(AtomicFolder.JSON.readTree(Files.readAllBytes(faultFile))));
        }
        for (String fault : faults) {
            try {
                all.addAll(InjectedFaults.parse(AtomicFolder.JSON.readTree(fault)));
            } catch (com.fasterxml.jackson.core.JsonProcessingException malformed) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "--fault is no JSON: " + malformed.getOriginalMessage());
            }
        }
        return all;
    }

    private static CommandLine line() {
        CommandLine line = new CommandLine(new Simulator());
        line.setCommandName(System.getProperty("simulator.command", line.getCommandName()));
        line.setUsageHelpWidth(100);
        line.setParameterExceptionHandler((e, words) -> say(2, e.getMessage() + "; see --help"));
        line.setExecutionExceptionHandler((e, command, parsed) ->
                e instanceof CommandLine.ParameterException ? say(2, e.getMessage()) : say(1, e.toString()));
        return line;
    }

    private static int say(int exitCode, String sentence) {
        System.err.println("simulator: " + SafeLine.of(sentence));
        return exitCode;
    }

    /** Halts rather than exits: no hook may keep an orphan alive. */
    private static void watchStdin() {
        Thread watcher = new Thread(
                () -> {
                    try {
                        byte[] ignored = new byte[1024];
                        while (System.in.read(ignored) >= 0) {
                            continue;
                        }
                    } catch (IOException closed) {
                        // the same as its end
                    }
                    Runtime.getRuntime().halt(0);
                },
                "stdin");
        watcher.setDaemon(true);
        watcher.start();
    }
}

package dev.framespan.simulator.http;

import dev.framespan.simulator.catalogue.ProviderCatalogue;
import dev.framespan.simulator.fault.InjectedFault;
import dev.framespan.simulator.fault.InjectedFaults;
import dev.framespan.simulator.input.Callbacks;
import dev.framespan.simulator.input.TaskProcessor;
import dev.framespan.simulator.order.OrderReader;
import dev.framespan.simulator.result.Links;
import dev.framespan.simulator.result.Results;
import dev.framespan.simulator.task.Account;
import dev.framespan.simulator.task.AtomicFolder;
import dev.framespan.simulator.task.SimulatorSettings;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A running stand-in for the provider: one account, its state in one folder, one address. */
public final class Simulation implements AutoCloseable {
    private final FileChannel lock;
    private final TaskProcessor taskProcessor;
    private final Server server;

    /**
     * How to start.
     *
     * @param host address to listen on
     * @param port 0 for the one that the state remembers, or else a free one
     * @param key the only key that is accepted; empty accepts any
     * @param settings changes those that the state remembers
     * @param faults put in force, unless the state already counts the same
     */
    public record Start(
            Path state,
            String host,
            int port,
            String key,
            UnaryOperator<SimulatorSettings> settings,
            List<InjectedFault> faults) {
        public Start {
            faults = List.copyOf(faults);
        }
    }

    /** The state belongs to a simulator that is running. */
    public static final class StateInUse extends Exception {
        StateInUse(Path state) {
            super("another simulator works on " + state + "; stop it, or give this one a --state of its own");
        }
    }

    /** The port belongs to another program. */
    public static final class PortTaken extends Exception {
        PortTaken(int port) {
            super("port " + port + " is taken by another program; stop that one, or choose another with --port");
        }
    }

    public Simulation(Start start) throws IOException, StateInUse, PortTaken {
        AtomicFolder disk = new AtomicFolder(start.state());
        lock = lock(disk);
        try {
            SimulatorSettings settings = start.settings().apply(remembered(disk));
            disk.write("settings.json", settings);
            ProviderCatalogue catalogue = ProviderCatalogue.load();
            OrderReader reader = new OrderReader(catalogue);
            Account account = new Account(disk.within("tasks"), reader, settings, Clock.systemUTC());
            InjectedFaults faults = new InjectedFaults(disk);
            faults.addMissing(start.faults());
            FaultInjector injector = new FaultInjector(faults);
            Links links = new Links(account, disk);
            TaskJson json = new TaskJson(account, links);
            AtomicFolder inputs = disk.within("inputs");
            SpeechCalls speech = new SpeechCalls(
                    account, catalogue, injector, disk.within("speech").folder());
            Results results = new Results(inputs, disk.within("results"));
            server = listen(
                    start,
                    disk,
                    new TaskCalls(account, reader, injector, json, speech, start.key()),
                    new FileCalls(account, links, results, injector),
                    new AdminCalls(account, faults, json, disk));
            taskProcessor = new TaskProcessor(
                    account, inputs, catalogue.limits(), new Callbacks(job -> json.status(job, origin()), faults));
        } catch (IOException | PortTaken | RuntimeException failed) {
            lock.close();
            throw failed;
        }
    }

    /** The address of the API, up to and with {@code /v1}. */
    public String baseUrl() {
        return origin() + "/v1";
    }

    private String origin() {
        return "http://127.0.0.1:" + server.port();
    }

    private static FileChannel lock(AtomicFolder disk) throws IOException, StateInUse {
        FileChannel channel = FileChannel.open(disk.path("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock mine = channel.tryLock();
            if (mine != null) {
                return channel;
            }
        } catch (OverlappingFileLockException here) {
            // held by this very process
        }
        channel.close();
        throw new StateInUse(disk.folder());
    }

    private static SimulatorSettings remembered(AtomicFolder disk) throws IOException {
        return disk.readJson("settings.json")
                .map(json -> AtomicFolder.JSON.convertValue(json, SimulatorSettings.class))
                .orElse(SimulatorSettings.DEFAULT);
    }

    private static Server listen(Start start, AtomicFolder disk, TaskCalls tasks, FileCalls files, AdminCalls admin)
            throws IOException, PortTaken {
        Optional<String> known = disk.readText("port");
        int port = start.port() == 0 && known.isPresent() ? Integer.parseInt(known.get()) : start.port();
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(start.host()), port);
            Server server = new Server(address, tasks, files, admin);
            disk.write("port", String.valueOf(server.port()).getBytes(StandardCharsets.US_ASCII));
            return server;
        } catch (BindException taken) {
            throw new PortTaken(port);
        }
    }

    @Override
    public void close() {
        taskProcessor.close();
        server.close();
        try {
            lock.close();
        } catch (IOException ignored) {
            // the operating system frees the lock with the process
        }
    }
}

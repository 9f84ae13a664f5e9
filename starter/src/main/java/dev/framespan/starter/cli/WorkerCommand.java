package dev.framespan.starter.cli;

import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.account.ProviderChoice;
import dev.framespan.starter.components.CommandChoices;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.follow.ShutdownSignal;
import dev.framespan.starter.store.StoreLocation;
import dev.framespan.starter.temporal.TemporalConnection;
import dev.framespan.starter.temporal.TemporalServer;
import dev.framespan.starter.temporal.WorkerVersionNotice;
import dev.framespan.stores.StoreAddress;
import dev.framespan.worker.FramespanWorker;
import dev.framespan.worker.WorkerSettings;
import dev.framespan.worker.config.FramespanConfig;
import dev.framespan.worker.config.HostedQueues;
import dev.framespan.worker.jars.WorkflowJar;
import dev.framespan.worker.jars.WorkflowJars;
import dev.framespan.worker.management.Management;
import dev.framespan.workflows.catalogue.ListFormat;
import dev.framespan.workflows.terms.PaidProvider;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code framespan worker}. */
@Command(
        name = "worker",
        sortOptions = false,
        description = "Make films for a Temporal server until it is ended. Films are started with framespan render;"
                + " both share the store."
                + " FRAMESPAN_PROVIDERS lists the providers that it pays.")
final class WorkerCommand implements Callable<Integer> {
    private static final Duration LONG = Duration.ofHours(1);
    private static final String JSON = "json";

    private final Console console;

    @Mixin
    private CommonOptions.Store store;

    @Option(
            names = "--temporal",
            paramLabel = "local|HOST:PORT",
            description =
                    "The Temporal server; else TEMPORAL_ADDRESS or a profile in temporal.toml names it. local is your"
                            + " own on this machine, which is started where it does not run: see framespan temporal.")
    private String temporal;

    @Option(
            names = "--queues",
            paramLabel = "QUEUE[,QUEUE…]",
            converter = HostedQueuesConverter.class,
            description =
                    "Host these task queues alone, of films, submit, await, fetch, media and assemble, where other workers"
                            + " host the rest; else FRAMESPAN_QUEUES says so, else all are hosted. For media and assemble no"
                            + " key is needed.")
    private HostedQueues queues;

    @Mixin
    private CommonOptions.Workflows workflows;

    @Option(
            names = "--inputs",
            paramLabel = "DIR",
            description =
                    "The folder in which workflows of your own find files by their paths; else FRAMESPAN_INPUTS names it, else they"
                            + " read none.")
    private Path inputs;

    @Mixin
    private CommonOptions.Speed speed;

    @Mixin
    private CommonOptions common;

    WorkerCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        // Also what is wrong with the configuration is said so.
        if (JSON.equals(System.getenv("FRAMESPAN_LOG_FORMAT"))) {
            console.sayAsJson();
        }
        TemporalServer server = TemporalServer.of(temporal, System.getenv());
        if (!(server instanceof TemporalServer.Shared shared)) {
            throw UserError.refused(
                    "a worker needs a Temporal server that others reach, too: name one with"
                            + " --temporal local, --temporal HOST:PORT or TEMPORAL_ADDRESS. Without one, framespan render does all the work itself");
        }
        return CommandApplication.run(common.debug(), settings -> work(shared, settings));
    }

    /** The built-in simulator is a part of one worker, and what it has made is known to it alone. */
    private static void needOneSimulator(ProviderChoice provider, HostedQueues hosted) {
        if (provider instanceof ProviderChoice.BuiltIn && !hosted.haveAllThatNeedsKeys()) {
            throw UserError.refused(
                    "without KLING_API_KEY the built-in simulator plays the provider, and one worker has it:"
                            + " let that one host films, submit, await and fetch, or set the key; this one hosts the "
                            + hosted.words());
        }
    }

    private static String words(ProviderChoice provider, Settings settings) {
        return provider instanceof ProviderChoice.Paid paid
                ? words(paid.providers())
                : "nothing is bought, the built-in simulator plays the provider" + settings.simulatorNote();
    }

    private static String words(List<PaidProvider> paid) {
        return paid.size() == 1
                ? "provider " + paid.get(0).address()
                : "providers "
                        + ListFormat.and(paid.stream()
                                .map(each -> each.name() + " at " + each.address() + " (" + each.realm() + ")")
                                .toList());
    }

    private int work(TemporalServer.Shared server, Settings settings) {
        if (settings.framespan().logFormat().equals(JSON)) {
            JsonLog.install(common.debug());
        }
        HostedQueues hosted = Optional.ofNullable(queues)
                .or(() -> settings.framespan().queues().map(HostedQueues::parse))
                .orElse(HostedQueues.ALL);
        Optional<ProviderChoice> provider =
                hosted.needKeys() ? Optional.of(CommandApplication.component(ProviderChoice.class)) : Optional.empty();
        provider.ifPresent(choice -> needOneSimulator(choice, hosted));
        Optional<StoreAddress> named = store.named(settings.framespan().store());
        StoreAddress place = StoreLocation.nearest(Path.of(""), named)
                .orElseThrow(() -> UserError.refused("a worker needs the store of the films it is to make: name it with"
                        + " --store, the same as for render"));
        if (place instanceof StoreAddress.Folder folder && !Files.exists(folder.path())) {
            // A worker that is refused for its jars leaves no store behind, in which the copies are that it uses.
            workflows
                    .load(settings.framespan(), CommonOptions.Workflows.SCRATCH)
                    .close();
        }
        Store opened = settings.inStore(named, () -> settings.stores().open(place));
        CommandChoices choices = CommandApplication.component(CommandChoices.class);
        choices.choose(opened, server, speed.speed());
        try (WorkflowJars jars = workflows.load(settings.framespan(), scratch(opened));
                Management management = management(settings.framespan())) {
            choices.choose(jars, Optional.ofNullable(inputs));
            choices.choose(hosted, management);
            return work(server, settings, opened, hosted, jars, provider);
        }
    }

    private static Path scratch(Store store) {
        try {
            return store.scratch();
        } catch (IOException e) {
            throw UserError.unwritable(store.place(), e);
        }
    }

    private static String workflows(WorkflowJars jars) {
        return jars.all().isEmpty()
                ? ""
                : ", workflows of "
                        + ListFormat.and(
                                jars.all().stream().map(WorkflowJar::words).toList());
    }

    /** @return null where none is wanted */
    private static Management management(FramespanConfig config) {
        if (config.managementPort().isEmpty()) {
            return null;
        }
        int port = config.managementPort().getAsInt();
        try {
            return Management.open(new InetSocketAddress(config.managementHost(), port));
        } catch (BindException e) {
            throw UserError.refused(
                    "FRAMESPAN_MANAGEMENT_PORT: the port " + port
                            + " is taken by another program; end that program, or choose another port",
                    e);
        } catch (IOException e) {
            throw UserError.failed("FRAMESPAN_MANAGEMENT_PORT: nothing can be served there: " + IoReason.of(e), e);
        }
    }

    private int work(
            TemporalServer.Shared server,
            Settings settings,
            Store opened,
            HostedQueues hosted,
            WorkflowJars jars,
            Optional<ProviderChoice> provider) {
        server.startIfNeeded(console::say);
        ShutdownSignal interruption = new ShutdownSignal();
        try (FramespanWorker worker = CommandApplication.component(FramespanWorker.class)) {
            console.say("worker ready: Temporal at " + server.address() + ", store " + opened.place() + " ("
                    + opened.id() + ")"
                    + provider.map(choice -> ", realm " + choice.realm() + ", " + words(choice, settings))
                            .orElse("")
                    + worker.assetPort().map(port -> ", asset port " + port).orElse("")
                    + (hosted.areAll() ? "" : ", " + hosted.words() + " alone")
                    + workflows(jars));
            WorkerVersionNotice.of(
                            CommandApplication.component(WorkerSettings.class),
                            CommandApplication.component(TemporalConnection.class))
                    .ifPresent(console::say);
            worker.provePublicAddress(url -> console.say("called at " + url
                    + ": FRAMESPAN_PUBLIC_URL leads here, and the provider is asked to call when a task has ended"));
            while (!interruption.await(LONG)) {
                continue;
            }
            console.say("worker ends; films wait for the next one");
            worker.drain(ids -> console.say("waiting for the provider's answers about " + String.join(", ", ids) + ", "
                    + FramespanWorker.LAST_ANSWER.toSeconds()
                    + " s at most, so that no payment is in doubt; a second signal ends at once"));
            // Operators end workers by TERM, and that is no fault of theirs.
            return interruption.exitCode() == ExitCode.INTERRUPTED.number()
                    ? ExitCode.INTERRUPTED.number()
                    : ExitCode.DONE.number();
        }
    }
}

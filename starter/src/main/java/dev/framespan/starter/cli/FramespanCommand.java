package dev.framespan.starter.cli;

import dev.framespan.activities.store.StoreException;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.temporal.GrpcStatus;
import dev.framespan.worker.jars.WorkflowJarsException;
import dev.framespan.workflows.catalogue.CatalogueException;
import io.grpc.Status;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** The whole command line. */
@Command(
        name = "framespan",
        description = "A storyboard goes in, one finished film comes out.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        sortOptions = false,
        subcommands = {
            RenderCommand.class,
            RunCommand.class,
            CheckCommand.class,
            CutCommand.class,
            StatusCommand.class,
            ListCommand.class,
            ShotsCommand.class,
            HistoryCommand.class,
            FixCommand.class,
            RetakeCommand.class,
            AdoptCommand.class,
            RebuyCommand.class,
            SkipCommand.class,
            ContinueCommand.class,
            PauseCommand.class,
            ResumeCommand.class,
            CancelCommand.class,
            BudgetCommand.class,
            LedgerCommand.class,
            StoreUpkeepCommand.class,
            WorkerCommand.class,
            TemporalCommand.class,
            NewCommand.class,
            SimulateCommand.class,
            CommandLine.HelpCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:failed; what was bought is kept, and the same command goes on",
            "2:usage, configuration, storyboard or timeline refused; nothing was bought",
            "3:some shot waits for you; all others are finished",
            "130:interrupted by Ctrl-C; the same command goes on",
            "143:ended by SIGTERM; the same command goes on (of a worker 0)"
        },
        footer = {"", "First steps: framespan render examples/lighthouse.yaml"})
public final class FramespanCommand implements Runnable {
    @Mixin
    private CommonOptions common;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    private boolean version;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private final Console console;

    FramespanCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "a command is needed, such as: framespan render STORYBOARD");
    }

    /** Does what the words say. */
    public static int execute(Console console, String... arguments) {
        return line(console).execute(arguments);
    }

    static CommandLine line(Console console) {
        CommandLine line = new CommandLine(new FramespanCommand(console), new Factory(console));
        line.setOut(console.help());
        line.getSubcommands().get("simulate").setUnmatchedOptionsArePositionalParams(true);
        line.setUsageHelpAutoWidth(false);
        line.setUsageHelpWidth(100);
        line.setParameterExceptionHandler((e, words) -> misused(console, e));
        line.setExecutionExceptionHandler((e, command, parsed) -> failed(console, e, parsed));
        return line;
    }

    private static int misused(Console console, CommandLine.ParameterException e) {
        console.say(words(e));
        StringWriter suggestions = new StringWriter();
        CommandLine.UnmatchedArgumentException.printSuggestions(e, new PrintWriter(suggestions, true));
        // A slip of the finger is not answered with the one option that spends money.
        suggestions.toString().lines().filter(line -> !line.contains("--rebuy")).forEach(console::tell);
        console.say("see " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return ExitCode.REFUSED.number();
    }

    /** Of an unknown option its name alone: its value may be a secret, and what follows it is no mistake of its own. */
    private static String words(CommandLine.ParameterException e) {
        if (!(e instanceof CommandLine.UnmatchedArgumentException unmatched)) {
            return e.getMessage();
        }
        String first = unmatched.getUnmatched().get(0);
        if (unmatched.isUnknownOption()) {
            return "there is no option " + first.replaceFirst("(?s)=.*", "");
        }
        return e.getCommandLine().getSubcommands().isEmpty()
                ? first + " is one word too many"
                : "there is no command " + first;
    }

    private static int failed(Console console, Exception e, ParseResult parsed) {
        boolean debug = DebugFlag.isWanted(parsed);
        if (debug) {
            console.trace(e);
        }
        if (e instanceof UserError complaint) {
            console.complain(complaint.getMessage());
            return complaint.exitCode().number();
        }
        if (e instanceof StoreException || e instanceof CatalogueException || e instanceof WorkflowJarsException) {
            e.getMessage().lines().forEach(console::complain);
            boolean isAway = e instanceof StoreException store && store.isAway();
            return (isAway ? ExitCode.FAILED : ExitCode.REFUSED).number();
        }
        if (GrpcStatus.of(e) == Status.Code.UNAVAILABLE) {
            console.complain(
                    "the Temporal server went away in between; when it answers again, run the same command again");
            return ExitCode.FAILED.number();
        }
        console.complain("internal error: " + e + (debug ? "" : "; run again with --debug for what led to it"));
        return ExitCode.FAILED.number();
    }

    /** Hands the console to every command. */
    private record Factory(Console console) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            try {
                return type.getDeclaredConstructor(Console.class).newInstance(console);
            } catch (NoSuchMethodException e) {
                return CommandLine.defaultFactory().create(type);
            }
        }
    }
}

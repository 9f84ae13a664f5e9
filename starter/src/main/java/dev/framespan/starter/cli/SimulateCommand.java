package dev.framespan.starter.cli;

import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.simulator.SimulatorProgram;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code framespan simulate}: the program itself knows its options. */
@Command(
        name = "simulate",
        description = "Start the stand-in for the provider by hand, with its own options: --port, --state, --speed and"
                + " more; see framespan simulate --help.")
final class SimulateCommand implements Callable<Integer> {
    @Parameters(arity = "0..*", paramLabel = "OPTION", description = "Handed on as it is.")
    private List<String> options = new ArrayList<>();

    @Override
    public Integer call() {
        try {
            // It shares this terminal, and Ctrl-C with it. Should this process be killed, its standard input closes.
            List<String> arguments = new ArrayList<>(options);
            boolean asks = arguments.contains("--help") || arguments.contains("-h");
            if (!asks) {
                arguments.add("--until-stdin-closes");
            }
            Process simulator = new ProcessBuilder(SimulatorProgram.installed().command(arguments))
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return simulator.waitFor();
        } catch (IOException e) {
            throw UserError.failed("the simulator does not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED.number();
        }
    }
}

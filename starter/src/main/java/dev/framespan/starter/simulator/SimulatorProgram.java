package dev.framespan.starter.simulator;

import dev.framespan.starter.exit.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The simulator as a program: a jar, run by the Java that runs this. */
public record SimulatorProgram(Path jar) {
    /**
     * The launcher says where everything is; without it, the current directory does.
     *
     * @throws UserError when the simulator, or what it needs beside it, is not there
     */
    public static SimulatorProgram installed() {
        Path home = Path.of(System.getProperty("framespan.home", "."));
        Path jar =
                home.resolve("simulator/target/simulator.jar").toAbsolutePath().normalize();
        if (!Files.isRegularFile(jar)) {
            throw UserError.failed(
                    jar + ": the built-in simulator is not built: start Framespan with its launcher, ./framespan");
        }
        Path libraries = jar.resolveSibling("lib");
        if (!Files.isDirectory(libraries)) {
            throw UserError.failed(
                    libraries + ": the libraries of the built-in simulator are missing: copy this folder, too, or build"
                            + " Framespan again; nothing was started");
        }
        return new SimulatorProgram(jar);
    }

    /** An argument list for a process. */
    public List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Dsimulator.command=framespan simulate",
                "-jar",
                jar.toString()));
        command.addAll(arguments);
        return command;
    }
}

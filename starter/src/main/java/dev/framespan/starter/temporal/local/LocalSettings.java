package dev.framespan.starter.temporal.local;

import dev.framespan.starter.exit.UserError;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the environment says of the local server. A user has one on a machine, for the films of all stores.
 *
 * @param folder of its database, log and record
 * @param program the path of Temporal's own program; empty for the one on the search path
 * @param port on which it listens; empty for the one that it had before, at first any that is free
 * @param searchPath folders of programs, as the system writes them
 */
public record LocalSettings(Path folder, Optional<Path> program, OptionalInt port, String searchPath) {
    static final String PROGRAM = "FRAMESPAN_TEMPORAL_PROGRAM";
    static final String PORT = "FRAMESPAN_TEMPORAL_PORT";

    private static final int LAST_PORT = 65_535;

    /** @throws UserError when the port is none */
    public static LocalSettings of(Map<String, String> environment) {
        return new LocalSettings(
                state(environment).resolve("framespan").resolve("temporal"),
                said(environment, PROGRAM).map(Path::of).map(Path::toAbsolutePath),
                port(said(environment, PORT)),
                environment.getOrDefault("PATH", ""));
    }

    /** Where a user's programs keep what is to be there after a restart, by the XDG Base Directory Specification. */
    private static Path state(Map<String, String> environment) {
        return said(environment, "XDG_STATE_HOME")
                .map(Path::of)
                .filter(Path::isAbsolute)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "state")
                        .toAbsolutePath());
    }

    private static Optional<String> said(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }

    private static OptionalInt port(Optional<String> said) {
        if (said.isEmpty()) {
            return OptionalInt.empty();
        }
        boolean fits = said.get().matches("[1-9][0-9]{0,4}") && Integer.parseInt(said.get()) <= LAST_PORT;
        if (!fits) {
            throw UserError.refused(PORT + " takes a port from 1 to 65535, not " + said.get());
        }
        return OptionalInt.of(Integer.parseInt(said.get()));
    }

    Path database() {
        return folder.resolve("temporal.db");
    }

    Path log() {
        return folder.resolve("temporal.log");
    }

    Path record() {
        return folder.resolve("temporal.json");
    }
}

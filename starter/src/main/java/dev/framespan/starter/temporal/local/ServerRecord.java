package dev.framespan.starter.temporal.local;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The local server that was started last. Its process may have ended since, and another one may have its number.
 *
 * @param pid of its process
 * @param port on which it listens
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ServerRecord(long pid, int port) {
    /** Empty where none was started as yet, or what is written is no record. */
    static Optional<ServerRecord> read(Path file) {
        try {
            return Optional.of(Payloads.json().readValue(Files.readAllBytes(file), ServerRecord.class));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Its process, where that lives and works on this database. */
    Optional<ProcessHandle> process(Path database) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(found -> worksOn(database, found));
    }

    private static boolean worksOn(Path database, ProcessHandle process) {
        return process.info()
                .arguments()
                .filter(words -> List.of(words).contains(database.toString()))
                .isPresent();
    }
}

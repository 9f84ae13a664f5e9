package dev.framespan.activities.ledger;

import dev.framespan.activities.store.LiveProcesses;
import java.io.IOException;
import java.nio.file.Path;

/** Which of the processes that the ledger names are alive. */
public final class Owners implements AutoCloseable {
    private final LiveProcesses processes;

    /** Registers this process. */
    public Owners(Path folder) throws IOException {
        this.processes = new LiveProcesses(folder);
    }

    /** The name of this process in the ledger. */
    public String self() {
        return processes.self();
    }

    /** Whether a process has ended for certain. */
    public boolean isDead(String owner) {
        return processes.isDead(owner);
    }

    @Override
    public void close() throws IOException {
        processes.close();
    }
}

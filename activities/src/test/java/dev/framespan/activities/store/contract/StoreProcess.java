package dev.framespan.activities.store.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.store.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Another process that works on the store, and says a line for each thing that it was promised. */
final class StoreProcess implements AutoCloseable {
    /** How often processes are killed in a long test. */
    static final int KILLS = Integer.getInteger("framespan.kills", 15);

    private final Process process;
    private final BufferedReader said;
    private final List<String> lines = new ArrayList<>();

    private StoreProcess(Process process) {
        this.process = process;
        this.said = process.inputReader(UTF_8);
    }

    static StoreProcess start(Class<?> main, String... arguments) throws IOException {
        return new StoreProcess(ChildJvm.start(main, arguments));
    }

    /** Waits until it has said so many lines more. */
    void hear(int more) throws IOException {
        for (int i = 0; i < more; i++) {
            String line = said.readLine();
            assertThat(line).as("the process goes on").isNotNull();
            lines.add(line);
        }
    }

    /** Kills it wherever it is (SIGKILL). */
    void kill() throws IOException, InterruptedException {
        // The process's own method would close what is yet to be read.
        process.toHandle().destroyForcibly();
        rest();
        process.waitFor();
    }

    /** Waits for its end, which must be a good one. */
    void end() throws IOException, InterruptedException {
        rest();
        assertThat(process.waitFor()).isZero();
    }

    private void rest() throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            lines.add(line);
        }
    }

    /** Everything it has said; a last line that a kill has cut short is said, too. */
    List<String> lines() {
        return lines;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

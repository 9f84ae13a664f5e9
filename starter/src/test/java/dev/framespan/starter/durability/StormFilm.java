package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The film of {@code storm.yaml} on a real Temporal server, and the commands by which its operator answers it. */
final class StormFilm implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(4);

    final TemporalDevServer temporal;
    private final Path folder;

    /** @param storyboard YAML */
    StormFilm(Path folder, String storyboard) throws IOException {
        this.folder = folder;
        write(storyboard);
        this.temporal = TemporalDevServer.start(folder);
    }

    private Path file() {
        return folder.resolve("storm.yaml");
    }

    void write(String storyboard) throws IOException {
        Files.writeString(file(), storyboard);
    }

    void change(String before, String now) throws IOException {
        write(Files.readString(file()).replace(before, now));
    }

    SimulatedProvider provider() throws IOException {
        return new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "60");
    }

    Program worker(SimulatedProvider provider) {
        return ServerSetup.ready(paying(provider).startWorker(temporal.address()));
    }

    Program render(SimulatedProvider provider) {
        return paying(provider).startOn(temporal.address(), "render", "storm.yaml", "--out", "out", "--yes", "--quiet");
    }

    Program command(String... words) {
        return new FramespanProgram(folder).startOn(temporal.address(), words);
    }

    void refused(String reason, String... words) {
        try (Program command = command(words)) {
            command.assertEnds(2, PATIENCE);
            assertThat(command.err()).anyMatch(line -> line.contains(reason));
        }
    }

    /** What a command prints. @param besides programs that tell more where it does not end so */
    static List<String> says(int exit, Program command, Program... besides) {
        try (command) {
            command.assertEnds(exit, PATIENCE, besides);
            return command.out();
        }
    }

    private FramespanProgram paying(SimulatedProvider provider) {
        return new FramespanProgram(folder)
                .with("KLING_BASE_URL", provider.url())
                .with("KLING_API_KEY", "test-key");
    }

    @Override
    public void close() {
        temporal.close();
    }
}

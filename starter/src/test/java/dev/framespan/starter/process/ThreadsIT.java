package dev.framespan.starter.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A film holds no more threads for having more shots. */
@Tag("long")
class ThreadsIT {
    private static final int SHOTS = 100;
    /** Of Temporal's server and worker, both in the process, and of everything else: a thread or more for each shot would be 250. */
    private static final int MOST = 200;

    private static final int SAMPLES = 40;

    @TempDir
    Path folder;

    @Test
    void aFilmOfAHundredShotsIsMadeWithABoundedNumberOfThreads() throws IOException, InterruptedException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "threads are counted in /proc alone");
        String shots = IntStream.rangeClosed(1, SHOTS)
                .mapToObj(number -> "  - { id: s" + number + ", duration: 3, prompt: gull " + number + " }\n")
                .collect(Collectors.joining());
        Files.writeString(folder.resolve("film.yaml"), "shots:\n" + shots);

        try (Program render = new FramespanProgram(folder).start("render", "film.yaml", "--speed", "20")) {
            render.awaitLine(line -> line.endsWith(": done"), Duration.ofMinutes(5));
            for (int sample = 0; sample < SAMPLES; sample++) {
                assertThat(render.threads()).as(render.toString()).isLessThan(MOST);
                Thread.sleep(250);
            }
        }
    }
}

package dev.framespan.starter.chaos;

import dev.framespan.activities.crash.CrashPoint;
import dev.framespan.starter.durability.TemporalDevServer;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.SimulatedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A worker dies at a boundary between two effects, on a real server; what came of it is printed as a table. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
abstract class Boundaries {
    private final Map<CrashPoint, CrashedWorkerFilm.Outcome> outcomes =
            Collections.synchronizedMap(new EnumMap<>(CrashPoint.class));

    private Path folder;
    private TemporalDevServer temporal;
    private SimulatedProvider provider;

    @BeforeAll
    void open(@TempDir Path temporary) throws IOException {
        folder = temporary;
        temporal = TemporalDevServer.start(folder);
        provider = new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "60");
    }

    @AfterAll
    void close() {
        System.out.printf("%-16s %8s  %s%n", "worker dead at", "payments", "film of five purchases");
        outcomes.forEach((point, outcome) ->
                System.out.printf("%-16s %8d  %s%n", point.word(), outcome.paid(), outcome.words()));
        if (provider != null) {
            provider.close();
        }
        if (temporal != null) {
            temporal.close();
        }
    }

    final void dieAt(CrashPoint point) throws IOException {
        Path own = Files.createDirectory(folder.resolve(point.word()));
        outcomes.put(point, new CrashedWorkerFilm(own, temporal, provider, point).make());
    }
}

package dev.framespan.activities.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveProcessesTest {
    @TempDir
    Path folder;

    @Test
    void manyMayComeAndGoAtOneMoment() throws Exception {
        List<Callable<Void>> comers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            comers.add(() -> {
                for (int times = 0; times < 150; times++) {
                    new LiveProcesses(folder).close();
                }
                return null;
            });
        }
        ExecutorService threads = Executors.newFixedThreadPool(comers.size());
        try {
            for (Future<Void> comer : threads.invokeAll(comers)) {
                comer.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}

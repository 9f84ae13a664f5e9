package dev.framespan.activities.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
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

    @Test
    void aProcessIsAliveUntilItIsKilled() throws Exception {
        try (LiveProcesses here = new LiveProcesses(folder)) {
            Process other = ChildJvm.start(Sleeper.class, folder.toString());
            String name;
            try (BufferedReader said = new BufferedReader(new InputStreamReader(other.getInputStream(), UTF_8))) {
                name = said.readLine();
                assertThat(here.isDead(name)).isFalse();
                assertThat(here.isDead(name))
                        .as("looking does not take the lock away")
                        .isFalse();
                other.destroyForcibly().waitFor();
            }
            assertThat(here.isDead(name)).isTrue();
            assertThat(here.isDead(here.self())).isFalse();
        }
    }

    /** Lives until it is killed, or the process that started it ends. */
    static final class Sleeper {
        private Sleeper() {}

        public static void main(String[] arguments) throws IOException {
            try (LiveProcesses processes = new LiveProcesses(Path.of(arguments[0]))) {
                System.out.println(processes.self());
                System.in.read();
            }
        }
    }

    @Test
    void twoRegistrationsOfOneProcessKnowEachOther() throws IOException {
        try (LiveProcesses one = new LiveProcesses(folder)) {
            LiveProcesses two = new LiveProcesses(folder);
            assertThat(one.isDead(two.self())).isFalse();
            assertThat(two.isDead(one.self())).isFalse();

            two.close();

            assertThat(one.isDead(two.self())).isTrue();
            try (LiveProcesses three = new LiveProcesses(folder)) {
                assertThat(three.isDead(one.self())).isFalse();
            }
        }
    }

    @Test
    void aProcessThatNeverWasIsDead() throws IOException {
        try (LiveProcesses here = new LiveProcesses(folder)) {
            assertThat(here.isDead("never-was")).isTrue();
        }
    }
}

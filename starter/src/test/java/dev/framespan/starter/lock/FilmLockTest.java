package dev.framespan.starter.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilmLockTest {
    @TempDir
    Path store;

    @Test
    void oneAtATimeWorksOnAFilm() {
        Optional<FilmLock> first = FilmLock.take(store, "storm");
        assertThat(first).isPresent();
        assertThat(FilmLock.take(store, "storm")).isEmpty();
        Optional<FilmLock> other = FilmLock.take(store, "calm");
        assertThat(other).isPresent();
        other.get().close();
        first.get().close();
        Optional<FilmLock> next = FilmLock.take(store, "storm");
        assertThat(next).isPresent();
        next.get().close();
    }

    @Test
    void askingForItTwiceInOneProcessDoesNotGiveItToAnotherProcess() throws Exception {
        try (FilmLock held = FilmLock.take(store, "storm").orElseThrow()) {
            assertThat(FilmLock.take(store, "storm")).isEmpty();
            assertThat(FilmLock.take(store.resolve("..").resolve(store.getFileName()), "storm"))
                    .isEmpty();
            assertThat(FilmLock.share(store, "storm")).isEmpty();
            assertThat(FilmLock.isShared(store, "storm")).isFalse();
            assertThat(anotherProcess("take")).isEqualTo("empty");
            assertThat(anotherProcess("share")).isEqualTo("empty");
            held.close();
            assertThat(anotherProcess("take")).isEqualTo("had");
        }
        // Closed a second time it takes nothing from the process that came next.
        try (FilmLock next = FilmLock.take(store, "storm").orElseThrow()) {
            assertThat(next).isNotNull();
            assertThat(anotherProcess("take")).isEqualTo("empty");
        }
    }

    @Test
    void followersShareItAndKeepOutAProcessThatWouldWork() throws Exception {
        try (FilmLock one = FilmLock.share(store, "storm").orElseThrow();
                FilmLock other = FilmLock.share(store, "storm").orElseThrow()) {
            assertThat(FilmLock.take(store, "storm")).isEmpty();
            assertThat(anotherProcess("take")).isEqualTo("empty");
            assertThat(anotherProcess("share")).isEqualTo("had");
            assertThat(anotherProcess("isShared")).isEqualTo("true");
            other.close();
            assertThat(anotherProcess("take")).isEqualTo("empty");
            one.close();
            assertThat(anotherProcess("take")).isEqualTo("had");
        }
    }

    @Test
    void lookingWhetherItIsTakenMakesAndTakesNothing() {
        assertThat(FilmLock.isTaken(store, "storm")).isFalse();
        assertThat(store).isEmptyDirectory();
        try (FilmLock held = FilmLock.take(store, "storm").orElseThrow()) {
            assertThat(FilmLock.isTaken(store, "storm")).isTrue();
            held.close();
            assertThat(FilmLock.isTaken(store, "storm")).isFalse();
        }
        try (FilmLock followed = FilmLock.share(store, "storm").orElseThrow()) {
            assertThat(FilmLock.isTaken(store, "storm")).isFalse();
            followed.close();
            assertThat(FilmLock.take(store, "storm")).isPresent();
        }
    }

    @Test
    void anInterruptedThreadTakesAndKeepsIt() throws Exception {
        AtomicReference<FilmLock> lock = new AtomicReference<>();
        Thread worker = new Thread(() -> {
            Thread.currentThread().interrupt();
            lock.set(FilmLock.take(store, "storm").orElseThrow());
            assertThat(FilmLock.take(store, "storm")).isEmpty();
        });
        worker.start();
        worker.join();
        assertThat(lock).doesNotHaveNullValue();
        assertThat(anotherProcess("take")).isEqualTo("empty");
        lock.get().close();
        assertThat(anotherProcess("take")).isEqualTo("had");
    }

    @Test
    void whatAKilledProcessLeavesBehindHindersNoRender() throws Exception {
        for (String how : new String[] {"keep take", "keep share"}) {
            Process killed = start(how);
            assertThat(killed.getInputStream().read()).isEqualTo('h');
            assertThat(FilmLock.take(store, "storm")).isEmpty();
            killed.destroyForcibly().waitFor();
            Optional<FilmLock> lock = FilmLock.take(store, "storm");
            assertThat(lock).as(how).isPresent();
            lock.get().close();
        }
    }

    private String anotherProcess(String how) throws IOException, InterruptedException {
        Process other = start(how);
        String said = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(other.waitFor()).isZero();
        return said;
    }

    private Process start(String how) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        store.toString(),
                        how)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Another process that wants the film. */
    static final class Other {
        private Other() {}

        public static void main(String... arguments) throws IOException {
            Path store = Path.of(arguments[0]);
            String how = arguments[1];
            if (how.equals("isShared")) {
                say(String.valueOf(FilmLock.isShared(store, "storm")));
                return;
            }
            Optional<FilmLock> lock =
                    how.endsWith("share") ? FilmLock.share(store, "storm") : FilmLock.take(store, "storm");
            say(lock.isPresent() ? "had" : "empty");
            if (how.startsWith("keep")) {
                System.in.read();
            }
        }

        private static void say(String word) throws IOException {
            System.out.write(word.getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        }
    }
}

package dev.framespan.activities.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever works on a store alone keeps all others from writing, and whoever writes keeps it from being alone. */
class AloneTest {
    @TempDir
    Path folder;

    private DirectoryStore store;

    @BeforeEach
    void open() {
        store = DirectoryStore.open(folder.resolve("store"));
    }

    @Test
    void oneIsNotAloneWhileAnotherProcessWorksOnTheStoreAndIsWhenThatWasKilled() throws Exception {
        Process writer = ChildJvm.start(Writer.class, store.root().toString());
        try (BufferedReader said = writer.inputReader(UTF_8)) {
            assertThat(said.readLine()).isEqualTo("written");
            assertThat(store.takeAlone()).isEmpty();

            writer.destroyForcibly().waitFor();

            assertThat(store.takeAlone()).isPresent();
            assertThat(store.takeAlone()).as("once").isEmpty();
        }
    }

    @Test
    void nobodyBeginsToWriteWhileOneIsAlone() throws Exception {
        Leases.Lease alone = store.takeAlone().orElseThrow();
        Process late = ChildJvm.start(Writer.class, store.root().toString());
        try (BufferedReader said = late.inputReader(UTF_8)) {
            assertThat(said.readLine())
                    .isEqualTo(
                            "another process works on it alone, such as framespan store gc or copy; try again when that has ended");
            assertThat(store.list("records")).isEmpty();
        }
        assertThat(late.waitFor()).isZero();

        store.leases().giveBack(alone);

        try (BufferedReader said =
                ChildJvm.start(Writer.class, store.root().toString()).inputReader(UTF_8)) {
            assertThat(said.readLine()).isEqualTo("written");
        }
    }

    /** Its deadline has passed by the clock of all others, and still it may go on at any moment. */
    @Tag("long")
    @Test
    void oneThatStandsStillForHoursIsAloneAllTheSame() throws Exception {
        store.takeAlone().orElseThrow();
        Process late = ChildJvm.start(Writer.class, store.root().toString(), "PT5H");
        try (BufferedReader said = late.inputReader(UTF_8)) {
            assertThat(said.readLine()).startsWith("another process works on it alone");
        }
    }

    @Test
    void oneThatWasKilledWhileItWasAloneHindersNobody() throws Exception {
        String another = folder.resolve("another").toString();
        Process alone = ChildJvm.start(Alone.class, another);
        try (BufferedReader said = alone.inputReader(UTF_8)) {
            assertThat(said.readLine()).isEqualTo("alone");
            alone.destroyForcibly().waitFor();
        }

        try (BufferedReader said = ChildJvm.start(Writer.class, another).inputReader(UTF_8)) {
            assertThat(said.readLine()).isEqualTo("written");
        }
    }

    /** Writes a record, and has the store open until it is killed. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) throws IOException {
            Clock clock = arguments.length > 1
                    ? Clock.offset(Clock.systemUTC(), Duration.parse(arguments[1]))
                    : Clock.systemUTC();
            DirectoryStore store = DirectoryStore.open(Path.of(arguments[0]), clock);
            try {
                store.create("records/one", new byte[] {1});
            } catch (Records.BusyException e) {
                System.out.println(e.getMessage());
                return;
            }
            System.out.println("written");
            System.in.read();
        }
    }

    /** Is alone until it is killed. */
    static final class Alone {
        private Alone() {}

        public static void main(String[] arguments) throws IOException {
            DirectoryStore.open(Path.of(arguments[0])).takeAlone().orElseThrow();
            System.out.println("alone");
            System.in.read();
        }
    }
}

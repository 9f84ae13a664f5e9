package dev.framespan.activities.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.store.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnersTest {
    @TempDir
    Path folder;

    @Test
    void aProcessIsAliveUntilItIsKilled() throws Exception {
        try (Owners here = new Owners(folder)) {
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

    /** Lives until it is killed, or whoever started it ends. */
    static final class Sleeper {
        private Sleeper() {}

        public static void main(String[] arguments) throws IOException {
            try (Owners owners = new Owners(Path.of(arguments[0]))) {
                System.out.println(owners.self());
                System.in.read();
            }
        }
    }

    @Test
    void twoOwnersInOneProcessKnowEachOther() throws IOException {
        try (Owners one = new Owners(folder)) {
            Owners two = new Owners(folder);
            assertThat(one.isDead(two.self())).isFalse();
            assertThat(two.isDead(one.self())).isFalse();

            two.close();

            assertThat(one.isDead(two.self())).isTrue();
            try (Owners three = new Owners(folder)) {
                assertThat(three.isDead(one.self())).isFalse();
            }
        }
    }

    @Test
    void whoeverNeverWasIsDead() throws IOException {
        try (Owners here = new Owners(folder)) {
            assertThat(here.isDead("somebody")).isTrue();
        }
    }
}

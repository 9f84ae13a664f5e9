package dev.framespan.stores.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The server is killed in the middle of writes and started again: what was said to be written is there, once. */
@OnPostgresql
class ServerKilledTest {
    private static final int WRITERS = 8;

    private final PostgresqlServer server = PostgresqlServer.here();
    private final String schema = PostgresqlServer.schema();
    private final Map<String, String> made = new ConcurrentHashMap<>();
    private final AtomicInteger added = new AtomicInteger();
    private final AtomicInteger unknown = new AtomicInteger();
    private final Set<String> failed = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Throwable> wrong = new AtomicReference<>();
    private PostgresqlRecords records;
    private volatile boolean over;

    @BeforeEach
    void open() {
        records = PostgresqlRecords.open(server.url(schema));
    }

    @AfterEach
    void close() {
        records.close();
    }

    @Test
    void aServerThatIsKilledOnce() throws Exception {
        kill(1, server::kill);
    }

    @Tag("long")
    @Test
    void aServerThatIsKilledManyTimes() throws Exception {
        kill(12, server::kill);
    }

    /** It takes all other sessions with it, and what the server has not yet written down. */
    @Tag("long")
    @Test
    void aSessionOfTheServerThatIsKilledManyTimes() throws Exception {
        kill(12, server::killASession);
    }

    @FunctionalInterface
    private interface Blow {
        void strike() throws Exception;
    }

    private void kill(int times, Blow blow) throws Exception {
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            Thread writer = new Thread(this::write, "writer");
            writer.start();
            writers.add(writer);
        }
        for (int i = 0; i < times; i++) {
            TimeUnit.MILLISECONDS.sleep(500 + ThreadLocalRandom.current().nextInt(500));
            blow.strike();
            server.up();
        }
        TimeUnit.MILLISECONDS.sleep(300);
        over = true;
        for (Thread writer : writers) {
            writer.join();
        }
        assertThat(wrong.get()).isNull();
        assertThat(made).isNotEmpty();
        for (Map.Entry<String, String> one : made.entrySet()) {
            assertThat(records.read(one.getKey())).contains(one.getValue().getBytes(UTF_8));
        }
        for (String key : records.list("made")) {
            String maker = new String(records.read(key).orElseThrow(), UTF_8);
            assertThat(failed).as("what has failed was not done").doesNotContain(key + " " + maker);
        }
        assertThat(number(records.read("counted"))).isBetween(added.get(), added.get() + unknown.get());
    }

    /** Each key is wanted by all writers. */
    private void write() {
        String self = UUID.randomUUID().toString();
        try {
            for (int i = 0; !over; i++) {
                String key = "made/" + i;
                attempt(
                        () -> {
                            if (records.create(key, self.getBytes(UTF_8)) && made.putIfAbsent(key, self) != null) {
                                throw new AssertionError(key + " has two makers");
                            }
                        },
                        () -> failed.add(key + " " + self));
                attempt(
                        () -> {
                            records.update(
                                    "counted",
                                    held -> Optional.of(
                                            Integer.toString(number(held) + 1).getBytes(UTF_8)));
                            added.incrementAndGet();
                        },
                        () -> {});
            }
        } catch (RuntimeException | Error e) {
            wrong.set(e);
        }
    }

    @FunctionalInterface
    private interface Write {
        void make() throws IOException;
    }

    private void attempt(Write write, Runnable failure) {
        try {
            write.make();
        } catch (IOException e) {
            if (e.getMessage().contains("cannot be found out")) {
                unknown.incrementAndGet();
            } else {
                failure.run();
            }
        }
    }

    private static int number(Optional<byte[]> held) {
        return held.map(content -> Integer.parseInt(new String(content, UTF_8))).orElse(0);
    }
}

package dev.framespan.stores.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** A worker that shuts down interrupts its activities; what one of them has just paid for is written down all the same. */
@OnPostgresql
class InterruptedWritesTest {
    private final String url = PostgresqlServer.here().url(PostgresqlServer.schema());

    @Test
    void aThreadInterruptedBeforeAWriteWritesAndStaysInterrupted() throws IOException {
        Thread.currentThread().interrupt();
        try (PostgresqlRecords records = PostgresqlRecords.open(url)) {
            assertThat(records.create("ledger/one", "paid".getBytes(UTF_8))).isTrue();
            records.update("ledger/one", held -> held);
            assertThat(records.list("ledger")).containsExactly("ledger/one");
        }

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aThreadInterruptedDuringWritesWritesAndStaysInterrupted() throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicBoolean flag = new AtomicBoolean();
        try (PostgresqlRecords records = PostgresqlRecords.open(url)) {
            Thread writer = new Thread(() -> {
                try {
                    for (int i = 0; i < 40; i++) {
                        byte[] content = ("paid " + i).repeat(10_000).getBytes(UTF_8);
                        assertThat(records.create("ledger/" + i, content)).isTrue();
                        records.update("ledger/" + i, held -> Optional.of(held.orElseThrow()));
                        records.replace("films/" + i, content);
                        assertThat(records.read("ledger/" + i)).contains(content);
                    }
                    flag.set(Thread.currentThread().isInterrupted());
                } catch (Throwable e) {
                    failure.set(e);
                }
            });
            writer.start();
            while (writer.isAlive()) {
                writer.interrupt();
                Thread.sleep(1);
            }
        }

        assertThat(failure.get()).isNull();
        assertThat(flag).isTrue();
    }
}

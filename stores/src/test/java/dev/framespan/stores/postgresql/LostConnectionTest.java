package dev.framespan.stores.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.store.Records;
import dev.framespan.stores.TcpProxy;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection is lost after any byte of what is said about a write: it was done once then, or it fails and was not. */
@OnPostgresql
class LostConnectionTest {
    private static final int SOME = 47;
    private static final int LAST = 25;

    private final PostgresqlServer server = PostgresqlServer.here();
    private final String schema = PostgresqlServer.schema();
    private CuttingProxy proxy;
    private PostgresqlRecords records;
    private PostgresqlRecords directly;

    @BeforeEach
    void open() throws IOException {
        proxy = new CuttingProxy(server.port());
        records = PostgresqlRecords.open(PostgresqlServer.url(proxy.port(), schema)
                // Else the same is said with fewer bytes after some times.
                + "&prepareThreshold=0");
        directly = PostgresqlRecords.open(server.url(schema));
    }

    @AfterEach
    void close() throws IOException {
        records.close();
        directly.close();
        proxy.close();
    }

    @ParameterizedTest
    @EnumSource
    void aCreateThatIsCutSomewhereIsDoneOnce(TcpProxy.Side side) throws IOException {
        create(side, SOME);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void aCreateThatIsCutAnywhereIsDoneOnce(TcpProxy.Side side) throws IOException {
        create(side, 1);
    }

    private void create(TcpProxy.Side side, int step) throws IOException {
        cut(side, step, place -> {
            String key = "made/" + place;

            assertThat(records.create(key, content(place))).isTrue();

            assertThat(directly.read(key)).contains(content(place));
            assertThat(directly.create(key, new byte[1])).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource
    void anUpdateThatIsCutSomewhereIsDoneOnce(TcpProxy.Side side) throws IOException {
        update(side, SOME);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void anUpdateThatIsCutAnywhereIsDoneOnce(TcpProxy.Side side) throws IOException {
        update(side, 1);
    }

    private void update(TcpProxy.Side side, int step) throws IOException {
        AtomicInteger count = new AtomicInteger();
        cut(side, step, place -> {
            AtomicInteger calls = new AtomicInteger();

            records.update("counted", held -> {
                calls.incrementAndGet();
                return Optional.of(content(number(held) + 1));
            });

            assertThat(calls).hasValue(1);
            assertThat(number(directly.read("counted"))).isEqualTo(count.incrementAndGet());
        });
    }

    @ParameterizedTest
    @EnumSource
    void aReplacementThatIsCutSomewhereIsDone(TcpProxy.Side side) throws IOException {
        cut(side, SOME, place -> {
            records.replace("films/x", content(place));
            assertThat(directly.read("films/x")).contains(content(place));
        });
    }

    @ParameterizedTest
    @EnumSource
    void aRemovalThatIsCutSomewhereIsDone(TcpProxy.Side side) throws IOException {
        cut(side, SOME, place -> {
            directly.replace("films/x", content(place));
            records.remove("films/x");
            assertThat(directly.read("films/x")).isEmpty();
        });
    }

    /** Cuts after every so many bytes of what a side says, and after each of the last ones, which are about the commit. */
    private void cut(TcpProxy.Side side, int step, Cut cut) throws IOException {
        cut.with(-1);
        long bytes = proxy.bytes(side, () -> cut.with(-2));
        boolean whole = false;
        for (int place = 0; !whole; place = Math.max(place + 1, (int) Math.min(place + step, bytes - LAST))) {
            // On a connection that there is.
            records.read("counted");
            proxy.cut(side, place);
            try {
                cut.with(place);
            } catch (AssertionError | IOException e) {
                throw new AssertionError("cut after " + place + " of " + bytes + " bytes: " + e.getMessage(), e);
            }
            whole = proxy.isWhole();
        }
    }

    @FunctionalInterface
    private interface Cut {
        void with(int place) throws IOException;
    }

    /** Another one may have come between: it would take its work for what this one has read. */
    @Test
    void aChangeThatHasLostItsConnectionChangesNothingWhereAnotherOneCameBetween() throws IOException {
        records.replace("counted", content(1));
        records.replace("taken", content(1));

        assertThatThrownBy(() -> records.update("counted", held -> {
                    proxy.drop();
                    directly.update("counted", other -> Optional.of(content(7)));
                    return Optional.of(content(number(held) + 1));
                }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the connection was lost while counted was changed; nothing was");

        assertThat(number(directly.read("counted"))).isEqualTo(7);
    }

    /** What Ledger takes away while it holds a record must not be taken away when it holds that no more. */
    @Test
    void aChangeThatHasLostItsConnectionTakesNoOtherRecordAway() throws IOException {
        records.replace("counted", content(1));
        records.replace("taken", content(1));

        assertThatThrownBy(() -> records.update("counted", held -> {
                    proxy.drop();
                    records.remove("taken");
                    return Optional.empty();
                }))
                .isInstanceOf(IOException.class);

        assertThat(directly.read("taken")).isPresent();
        assertThat(records.read("taken")).isPresent();
    }

    @Test
    void whatAChangeDoesByItselfIsDoneWithItOrNotAtAll() throws IOException {
        records.replace("taken", content(1));

        assertThatThrownBy(() -> records.update("counted", held -> {
                    records.remove("taken");
                    assertThat(records.read("taken")).isEmpty();
                    assertThat(directly.read("taken")).isPresent();
                    throw new IOException("no");
                }))
                .hasMessage("no");
        assertThat(records.read("taken")).isPresent();

        records.update("counted", held -> {
            records.remove("taken");
            return Optional.empty();
        });
        assertThat(directly.read("taken")).isEmpty();
    }

    @Test
    void moreChangesAtOnceThanThereAreConnectionsGoThrough() throws Exception {
        Thread[] threads = new Thread[30];
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < threads.length; i++) {
            String key = "many/" + i;
            threads[i] = new Thread(() -> {
                try {
                    records.update(key, held -> {
                        records.create(key + "-beside", content(1));
                        return Optional.of(content(1));
                    });
                    done.incrementAndGet();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(done).hasValue(30);
        assertThat(directly.list("many")).hasSize(60);
    }

    @Tag("long")
    @Test
    void aServerThatStaysAwayIsSaidToBeAfterTenSeconds() throws IOException {
        records.replace("films/x", content(1));
        proxy.close();

        assertThatThrownBy(() -> records.create("films/y", content(1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("PostgreSQL does not answer")
                .hasMessageContaining("start it");
        assertThat(directly.read("films/y")).isEmpty();
    }

    @Tag("long")
    @Test
    void aRecordThatAnotherOneHoldsForLongIsBusy() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        records.update("held", held -> {
            Thread other = new Thread(() -> {
                try {
                    directly.update("held", also -> Optional.of(content(calls.incrementAndGet())));
                } catch (Records.BusyException e) {
                    calls.addAndGet(100);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            other.start();
            try {
                other.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Optional.of(content(1));
        });
        assertThat(calls).hasValue(100);
    }

    private static byte[] content(int number) {
        return Integer.toString(number).getBytes(UTF_8);
    }

    private static int number(Optional<byte[]> held) {
        return held.map(content -> Integer.parseInt(new String(content, UTF_8))).orElse(0);
    }
}

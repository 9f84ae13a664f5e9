package dev.framespan.worker.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may stay how long, and who makes room. */
class AssetConnectionsTest {
    private final List<String> ended = new ArrayList<>();
    private long now = 1;
    private final AssetConnections connections = new AssetConnections(() -> now);

    @Test
    void aRequestHasFiveSecondsFromTheConnectionsFirstMoment() {
        arrives("slow");

        passes(Duration.ofSeconds(5));
        assertThat(ended).isEmpty();
        passes(Duration.ofMillis(500));
        assertThat(ended).containsExactly("slow");
        assertThat(connections.open()).isZero();
    }

    @Test
    void aReaderWhoTakesNothingForHalfAMinuteIsClosed() {
        AssetConnections.Connection reader = arrives("reader");
        reader.requestReceived();
        passes(Duration.ofSeconds(29));
        reader.bytesTaken(10_000_000);
        passes(Duration.ofSeconds(29));
        reader.bytesTaken(10_000_000);
        passes(Duration.ofSeconds(30));
        assertThat(ended).isEmpty();

        passes(Duration.ofSeconds(1));
        assertThat(ended).containsExactly("reader");
    }

    @Test
    void aReaderWhoTakesALittleNowAndThenIsClosedAndASlowLineIsNot() {
        AssetConnections.Connection drip = arrives("drip");
        AssetConnections.Connection slow = arrives("slow");
        drip.requestReceived();
        slow.requestReceived();
        for (int second = 0; second < 600; second++) {
            passes(Duration.ofSeconds(1));
            drip.bytesTaken(100);
            slow.bytesTaken(20_000);
        }
        assertThat(ended).containsExactly("drip");
    }

    @Test
    void whoCameFirstWithoutAskingMakesRoom() {
        AssetConnections.Connection reader = arrives("reader");
        reader.requestReceived();
        for (int i = 1; i < AssetConnections.MOST; i++) {
            arrives("half " + i);
            passes(Duration.ofMillis(1));
        }
        reader.bytesTaken(1);
        assertThat(ended).isEmpty();

        arrives("new");
        arrives("newer");

        assertThat(ended).containsExactly("half 1", "half 2");
        assertThat(connections.open()).isEqualTo(AssetConnections.MOST);
    }

    @Test
    void whoHasStoppedReadingMakesRoomBeforeWhoHasJustCome() {
        for (int i = 1; i < AssetConnections.MOST; i++) {
            AssetConnections.Connection reader = arrives("reader " + i);
            reader.requestReceived();
        }
        passes(Duration.ofSeconds(3));
        arrives("new");

        arrives("newer");

        assertThat(ended).hasSize(1).allMatch(name -> name.startsWith("reader"));
    }

    @Test
    void whereAllAreReadingWhoTookSomethingLongestAgoMakesRoom() {
        List<AssetConnections.Connection> readers = new ArrayList<>();
        for (int i = 0; i < AssetConnections.MOST; i++) {
            readers.add(arrives("reader " + i));
            readers.get(i).requestReceived();
        }
        for (AssetConnections.Connection reader : readers) {
            passes(Duration.ofMillis(1));
            reader.bytesTaken(1);
        }
        arrives("new");

        assertThat(ended).containsExactly("reader 0");
    }

    @Test
    void whoHasLeftIsForgotten() {
        arrives("short").closed();

        passes(Duration.ofMinutes(1));

        assertThat(ended).isEmpty();
        assertThat(connections.open()).isZero();
    }

    private AssetConnections.Connection arrives(String name) {
        return connections.opened(() -> ended.add(name));
    }

    private void passes(Duration time) {
        now += time.toNanos();
        connections.sweep();
    }
}

package dev.framespan.activities.media.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be left out of a clip without decoding anything. */
class PacketOrderTest {
    /** One group of pictures, none between others. */
    private static final String PLAIN = "I0 r1 r2 r3 r4";

    /** Two frames between others, on which nothing leans. */
    private static final String BETWEEN = "I0 r3 d1 d2 r6 d4 d5 I7 r8";

    /** A pyramid: 2 leans on 4, 1 and 3 on 2. */
    private static final String PYRAMID = "I0 r4 r2 d1 d3 r8 r6 d5 d7";

    /** The last frame is decoded before others, and nothing leans on it. */
    private static final String EARLY = "I0 r2 d3 d1";

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 7", "7, 7", "8, -1"})
    void theFirstRefreshAtOrAfterAFrame(long frame, long refresh) {
        assertThat(order(BETWEEN).firstRefresh(frame).orElse(-1)).isEqualTo(refresh);
    }

    @ParameterizedTest
    @CsvSource({
        PLAIN + ", 0, 5, true, 5",
        PLAIN + ", 0, 4, true, 4",
        PLAIN + ", 0, 1, true, 1",
        BETWEEN + ", 0, 9, true, 9",
        BETWEEN + ", 0, 8, true, 8",
        BETWEEN + ", 0, 7, true, 7",
        BETWEEN + ", 0, 6, false, 4",
        BETWEEN + ", 0, 5, false, 4",
        BETWEEN + ", 0, 4, true, 4",
        BETWEEN + ", 0, 3, false, 1",
        BETWEEN + ", 7, 8, true, 8",
        PYRAMID + ", 0, 9, true, 9",
        PYRAMID + ", 0, 8, false, 5",
        PYRAMID + ", 0, 5, true, 5",
        PYRAMID + ", 0, 4, false, 1",
        PYRAMID + ", 0, 1, true, 1",
        EARLY + ", 0, 3, true, 3",
        EARLY + ", 0, 2, false, 1"
    })
    void theLastEndAtWhichCopiedFramesCanEnd(String packets, long from, long to, boolean safe, long end) {
        assertThat(order(packets).endsSafely(from, to)).isEqualTo(safe);
        assertThat(order(packets).lastSafeEnd(from, to)).isEqualTo(end);
    }

    @Test
    void eachPacketHasAKind() {
        assertThatThrownBy(() -> new PacketOrder(List.of(0, 1), "I")).hasMessageContaining("2 packets");
    }

    /** @param packets in the order of decoding: kind and place */
    private static PacketOrder order(String packets) {
        List<Integer> places = new ArrayList<>();
        StringBuilder kinds = new StringBuilder();
        Stream.of(packets.split(" ")).forEach(packet -> {
            kinds.append(packet.charAt(0));
            places.add(Integer.parseInt(packet.substring(1)));
        });
        return new PacketOrder(places, kinds.toString());
    }
}

package dev.framespan.activities.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.engine.ClipSpec;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clips that were made to harm, or came to harm: each is refused by its shot's name, soon, and the engine goes on. */
class HostileClipsTest {
    @TempDir
    private Path folder;

    @Test
    @Timeout(90)
    void eachIsRefusedByItsShotsNameAndTheNextFilmIsMade() throws Exception {
        try (MediaEngine engine = new MediaEngine(2)) {
            TestFilms films = new TestFilms(folder.resolve("store"), new Format(160, 90, "24/1"), engine);
            Cut one = films.cut("one", TestFilms.second(0));
            byte[] good = Files.readAllBytes(ClipSpec.clip(160, 90, 48).in(folder.resolve("good.mp4")));
            for (Map.Entry<String, byte[]> hostile : hostile(good).entrySet()) {
                Path file = Files.write(films.store().scratch().resolve("hostile"), hostile.getValue());
                Asset clip = films.store().keep(file, MediaType.MP4);
                Timeline timeline =
                        films.timeline(JoinSettings.EVERY_FRAME, null, one, new Cut("gull", clip, one.facts()));
                long begun = System.nanoTime();
                assertThat(catchThrowable(() -> films.made(timeline)))
                        .as(hostile.getKey())
                        .isInstanceOf(UnusableMediaException.class)
                        .hasMessageStartingWith("shot gull: its clip ")
                        .hasMessageNotContaining(folder.toString());
                assertThat(System.nanoTime() - begun).as(hostile.getKey()).isLessThan(30_000_000_000L);
                assertThat(films.store().scratch()).isEmptyDirectory();
            }
            // One analysis of the good clip is all that is kept.
            assertThat(films.records()).isEqualTo(1);
            assertThat(films.made(JoinSettings.EVERY_FRAME, null, one).facts().frames())
                    .isEqualTo(24);
        }
    }

    private static Map<String, byte[]> hostile(byte[] good) {
        Map<String, byte[]> all = new LinkedHashMap<>();
        all.put("a playlist", text("#EXTM3U\n#EXTINF:5,\nhttp://127.0.0.1:9/a.ts\n"));
        all.put("other people's paths", text("ffconcat version 1.0\nfile /etc/passwd\n"));
        all.put("a drawing", text("<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>"));
        all.put("one byte", new byte[1]);
        all.put("cut short", Arrays.copyOf(good, good.length * 2 / 3));
        all.put("a missing last byte", Arrays.copyOf(good, good.length - 1));
        byte[] flipped = good.clone();
        for (int i = 0; i < 48; i++) {
            flipped[good.length / 2 + i] ^= 0x55;
        }
        all.put("flipped bits", flipped);
        byte[] large = good.clone();
        // A sequence parameter set of the baseline profile: 3,750 by 3,750 blocks of 16 by 16 pixels.
        String size = "00000000000" + Integer.toBinaryString(3750);
        String bits = "1" + "1" + "011" + "010" + "0" + size + size + "11001";
        int set = place(large, "avcC") + 12;
        Arrays.fill(large, set + 4, set + ByteBuffer.wrap(large).getShort(set - 2), (byte) 0);
        large[set + 1] = 66;
        for (int i = 0; i < bits.length(); i++) {
            large[set + 4 + i / 8] |= (byte) (bits.charAt(i) - '0' << 7 - i % 8);
        }
        all.put("60,000 by 60,000 pixels", large);
        byte[] bomb = good.clone();
        // One group of two thousand million frames of one byte.
        ByteBuffer.wrap(bomb).putInt(place(bomb, "stsz") + 8, 1).putInt(place(bomb, "stsz") + 12, Integer.MAX_VALUE);
        ByteBuffer.wrap(bomb).putInt(place(bomb, "stsc") + 16, Integer.MAX_VALUE);
        ByteBuffer.wrap(bomb).putInt(place(bomb, "stts") + 12, Integer.MAX_VALUE);
        all.put("a bomb of an index", bomb);
        return all;
    }

    /** Of a box's name. */
    private static int place(byte[] file, String box) {
        int place = new String(file, StandardCharsets.ISO_8859_1).indexOf(box);
        assertThat(place).as(box).isPositive();
        return place;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package dev.framespan.activities.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.engine.ClipSpec;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.FilmSound;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.assembly.SoundCue;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
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
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                MediaEngine engine = new MediaEngine(2)) {
            TestFilms films = new TestFilms(folder.resolve("store"), new Format(160, 90, "24/1"), engine);
            Cut one = films.cut("one", TestFilms.second(0));
            byte[] good = Files.readAllBytes(ClipSpec.clip(160, 90, 48).in(folder.resolve("good.mp4")));
            for (Map.Entry<String, byte[]> hostile :
                    hostile(good, listener.getLocalPort()).entrySet()) {
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
            listener.setSoTimeout(1);
            assertThatThrownBy(listener::accept).as("no request was made").isInstanceOf(SocketTimeoutException.class);
            // One analysis of the good clip is all that is kept.
            assertThat(films.records()).isEqualTo(1);
            assertThat(films.made(JoinSettings.EVERY_FRAME, null, one).facts().frames())
                    .isEqualTo(24);
        }
    }

    @Test
    @Timeout(90)
    void musicAndVoicesMadeToHarmAreRefusedByTheirNames() throws Exception {
        try (MediaEngine engine = new MediaEngine(1)) {
            TestFilms films = new TestFilms(folder.resolve("store"), new Format(160, 90, "24/1"), engine);
            Cut one = films.cut("one", TestFilms.second(0));
            byte[] clip = Files.readAllBytes(films.store().file(one.clip()));
            Map<MediaType, byte[]> sounds = new LinkedHashMap<>();
            sounds.put(MediaType.WAV, new byte[1]);
            sounds.put(MediaType.MP3, text("#EXTM3U\n#EXTINF:5,\nfile:///etc/passwd\n"));
            sounds.put(MediaType.FLAC, joined(text("fLaC"), text("ffconcat version 1.0\nfile /etc/passwd\n")));
            sounds.put(MediaType.OGG, joined(text("OggS"), text("<svg xmlns='http://www.w3.org/2000/svg'/>")));
            sounds.put(MediaType.M4A, Arrays.copyOf(clip, clip.length / 2));
            for (SoundCue.Kind kind : new SoundCue.Kind[] {SoundCue.Kind.MUSIC, SoundCue.Kind.VOICE}) {
                for (Map.Entry<MediaType, byte[]> sound : sounds.entrySet()) {
                    Path file = Files.write(films.store().scratch().resolve("hostile"), sound.getValue());
                    Asset asset = films.store().keep(file, sound.getKey());
                    SoundCue cue = new SoundCue(kind, "the song", asset, "one", "one", 0, null, 0, 0, 0, false);
                    FilmSound heard = new FilmSound(0, false, List.of(cue), 0, null, false);
                    assertThat(catchThrowable(() -> films.made(JoinSettings.EVERY_FRAME, heard, one)))
                            .as("%s as %s", kind, sound.getKey())
                            .isInstanceOf(UnusableMediaException.class)
                            .hasMessageStartingWith("the song ")
                            .hasMessageNotContaining(folder.toString());
                    assertThat(films.store().scratch()).isEmptyDirectory();
                }
            }
            assertThat(films.made(JoinSettings.EVERY_FRAME, null, one).facts().frames())
                    .isEqualTo(24);
        }
    }

    private static Map<String, byte[]> hostile(byte[] good, int port) {
        String url = "http://127.0.0.1:" + port + "/a.ts";
        Map<String, byte[]> texts = new LinkedHashMap<>();
        texts.put("a playlist (HLS)", text("#EXTM3U\n#EXTINF:5,\n" + url + "\n#EXTINF:5,\nfile:///etc/passwd\n"));
        texts.put("a playlist (DASH)", text("<?xml version='1.0'?><MPD><BaseURL>" + url + "</BaseURL></MPD>"));
        texts.put(
                "other people's paths",
                text("ffconcat version 1.0\nfile /etc/passwd\nfile ../../plans/plan.json\nfile " + url + "\n"));
        texts.put("a drawing", text("<svg xmlns='http://www.w3.org/2000/svg'><image href='" + url + "'/></svg>"));
        Map<String, byte[]> all = new LinkedHashMap<>(texts);
        // By its first bytes an MP4, so that FFmpeg gets to see it.
        texts.forEach((what, bytes) ->
                all.put(what + " behind the head of a clip", joined(text("\0\0\0\24ftypisom\0\0\2\0isom"), bytes)));
        all.put(
                "a playlist within a clip",
                joined(Arrays.copyOf(good, good.length / 2), texts.get("a playlist (HLS)")));
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
        byte[] claim = good.clone();
        // A table of five hundred million sizes, in a file of a few thousand bytes.
        ByteBuffer.wrap(claim).putInt(place(claim, "stsz") + 8, 0).putInt(place(claim, "stsz") + 12, 500_000_000);
        all.put("an index that claims more than there is", claim);
        return all;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
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

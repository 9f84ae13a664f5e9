package dev.framespan.activities.media.engine.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.media.engine.ClipSpec;
import dev.framespan.activities.media.engine.SoundSpec;
import dev.framespan.activities.media.engine.WithEngine;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.SoundFacts;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.workflows.asset.MediaType;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which sound files are let in, and what is refused with a word that an author understands. */
class SoundCheckTest extends WithEngine {
    private static final MediaType[] SOUNDS = {
        MediaType.WAV, MediaType.MP3, MediaType.FLAC, MediaType.OGG, MediaType.M4A
    };

    @TempDir
    private static Path folder;

    @ParameterizedTest
    @CsvSource({
        "wav,  pcm_s16le,  WAV,  44100, 2, 0",
        "wav,  pcm_f32le,  WAV,  48000, 1, 0",
        "flac, flac,       FLAC, 96000, 2, 0",
        "mp3,  libmp3lame, MP3,  44100, 2, 0",
        "mp3,  libmp3lame, MP3,  24000, 1, 0",
        "ogg,  libopus,    OGG,  48000, 2, 0",
        "ogg,  vorbis,     OGG,  44100, 2, 1024",
        "ogg,  flac,       OGG,  48000, 2, 0",
        "ipod, aac,        M4A,  44100, 2, 1024",
        "ipod, alac,       M4A,  48000, 2, 0",
    })
    void aGoodFileIsDescribed(String container, String encoder, MediaType type, int rate, int channels, long slack)
            throws IOException {
        Path file = SoundSpec.sine(container, encoder, rate, channels, rate * 2L + 100)
                .in(fresh());

        SoundFacts facts = engine.checkSound(file, type, ProgressListener.NONE);

        assertThat(facts.channels()).isEqualTo(channels);
        assertThat(facts.sampleRate()).isEqualTo(rate);
        assertThat(facts.codec()).isEqualTo(encoder.replace("lib", "").replace("lame", ""));
        long exact = Math.round((rate * 2L + 100) * 48_000.0 / rate);
        assertThat(facts.samples()).isBetween(exact, exact + slack * 48_000 / rate + 1);
    }

    @Test
    void theSoundOfAClipIsASoundAsWell() throws IOException {
        Path clip = ClipSpec.clip(160, 90, 24).sounding().in(fresh());

        assertThat(engine.checkSound(clip, MediaType.M4A, ProgressListener.NONE).seconds())
                .isBetween(0.98, 1.03);
    }

    @Test
    void aClipWithoutSoundIsNoSound() throws IOException {
        byte[] clip = Files.readAllBytes(ClipSpec.clip(160, 90, 24).in(fresh()));

        assertRefused(clip, MediaType.M4A, "holds no sound");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "#EXTM3U\\n#EXTINF:5,\\nhttp://127.0.0.1:9/a.mp3\\n | playlist (HLS)",
                "ffconcat version 1.0\\nfile /etc/passwd\\n | list of other files",
                "<!doctype html><title>403 Forbidden</title> | web page",
                "{\"error\": \"expired\"} | JSON",
                "no sound at all | something else",
            })
    void whatIsNoSoundIsRefusedByName(String content, String words) throws IOException {
        for (MediaType type : SOUNDS) {
            assertRefused(content.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8), type, words);
        }
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        for (MediaType type : SOUNDS) {
            assertRefused(new byte[0], type, "empty");
        }
    }

    @Test
    void aPlaylistBehindATagIsRefused() throws IOException {
        byte[] text = "ID3\4\0\0\0\0\0\0#EXTM3U\n#EXTINF:5,\nhttp://127.0.0.1:9/a.mp3\n"
                .repeat(200)
                .getBytes(StandardCharsets.ISO_8859_1);

        assertRefused(text, MediaType.MP3, "");
    }

    @ParameterizedTest
    @EnumSource(
            value = MediaType.class,
            names = {"WAV", "FLAC", "OGG", "M4A", "MP3"})
    void aFileCutShortIsFound(MediaType type) throws IOException {
        byte[] good = good(type);
        for (int percent : new int[] {1, 30, 70, 90}) {
            assertRefused(Arrays.copyOf(good, good.length * percent / 100), type, "");
        }
        if (type != MediaType.MP3) {
            assertRefused(Arrays.copyOf(good, good.length - 3), type, "");
        }
    }

    @Test
    void aFileCutBetweenTwoPagesIsFound() throws IOException {
        byte[] good = good(MediaType.OGG);
        int last = new String(good, StandardCharsets.ISO_8859_1).lastIndexOf("OggS");

        assertRefused(Arrays.copyOf(good, last), MediaType.OGG, "cut short");
    }

    @ParameterizedTest
    @EnumSource(
            value = MediaType.class,
            names = {"FLAC", "OGG", "MP3"})
    void damageIsFound(MediaType type) throws IOException {
        byte[] damaged = good(type);
        for (int i = 0; i < 3000; i++) {
            damaged[damaged.length / 2 + i] ^= 0x55;
        }

        assertRefused(damaged, type, "");
    }

    @Test
    void tagsAndHalfAFrameAtTheEndOfAnMp3AreNotMinded() throws IOException {
        byte[] good = Files.readAllBytes(SoundSpec.sine("mp3", "libmp3lame", 44_100, 2, 100_000)
                .in(fresh(), "write_xing", "0", "id3v2_version", "0"));
        byte[] tag = ("TAG" + " ".repeat(125)).getBytes(StandardCharsets.US_ASCII);
        byte[] ape = ("APETAGEX" + "x".repeat(5000)).getBytes(StandardCharsets.US_ASCII);

        long whole = check(good, MediaType.MP3).samples();
        assertThat(check(join(good, tag), MediaType.MP3).samples()).isEqualTo(whole);
        assertThat(check(join(good, ape), MediaType.MP3).samples()).isEqualTo(whole);
        assertThat(check(Arrays.copyOf(good, good.length - 200), MediaType.MP3).samples())
                .isBetween(whole - 1260, whole);
        assertRefused(join(good, "x".repeat(5000).getBytes(StandardCharsets.US_ASCII)), MediaType.MP3, "damaged");
    }

    @Test
    void aCoverPictureIsNotMinded() throws IOException {
        byte[] sound = Files.readAllBytes(
                SoundSpec.sine("mp3", "libmp3lame", 44_100, 2, 100_000).in(fresh(), "id3v2_version", "0"));
        byte[] picture = "no picture at all".getBytes(StandardCharsets.US_ASCII);
        byte[] frame = join("\0image/png\0\3\0".getBytes(StandardCharsets.ISO_8859_1), picture);
        ByteBuffer tag = ByteBuffer.allocate(20);
        tag.put("ID3\3\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1)).put((byte) (frame.length + 10));
        tag.put("APIC".getBytes(StandardCharsets.ISO_8859_1)).putInt(frame.length);

        assertThat(check(join(join(tag.array(), frame), sound), MediaType.MP3)).isEqualTo(check(sound, MediaType.MP3));
    }

    @ParameterizedTest
    @ValueSource(longs = {100_000, 0x7fff_fff0L, 0xffff_fff0L})
    void aWavThatClaimsMoreThanItHoldsIsRefused(long claim) throws IOException {
        byte[] bytes = Files.readAllBytes(
                SoundSpec.sine("wav", "pcm_s16le", 48_000, 2, 10_000).in(fresh()));
        claim(bytes, claim);

        assertRefused(bytes, MediaType.WAV, "");
    }

    @Test
    void anIndexThatClaimsTwoThousandMillionBlocksIsRefusedInTimeAndMemory() throws IOException {
        byte[] bomb = good(MediaType.M4A);
        ByteBuffer fields = ByteBuffer.wrap(bomb);
        fields.putInt(place(bomb, "stsz") + 8, 1).putInt(place(bomb, "stsz") + 12, Integer.MAX_VALUE);
        fields.putInt(place(bomb, "stsc") + 16, Integer.MAX_VALUE);
        fields.putInt(place(bomb, "stts") + 12, Integer.MAX_VALUE);
        byte[] claim = good(MediaType.M4A);
        ByteBuffer.wrap(claim).putInt(place(claim, "stsz") + 8, 0).putInt(place(claim, "stsz") + 12, 500_000_000);
        assertRefusedSoon(bomb, "holds no sound at all");
        assertRefusedSoon(claim, "is no complete M4A: its header is missing or broken");
        assertThat(check(good(MediaType.M4A), MediaType.M4A).samples()).isGreaterThanOrEqualTo(144_000);
    }

    private static void assertRefusedSoon(byte[] bad, String words) throws IOException {
        long begun = System.nanoTime();
        assertRefused(bad, MediaType.M4A, words);
        assertThat(System.nanoTime() - begun).isLessThan(30_000_000_000L);
    }

    /** Of a box's name. */
    private static int place(byte[] file, String box) {
        int place = new String(file, StandardCharsets.ISO_8859_1).indexOf(box);
        assertThat(place).as(box).isPositive();
        return place;
    }

    @Test
    void aPlaylistBehindTheHeadOfASoundIsRefused() throws IOException {
        byte[] text = "#EXTM3U\n#EXTINF:5,\nfile:///etc/passwd\n".repeat(50).getBytes(StandardCharsets.US_ASCII);
        Map<MediaType, String> words = Map.of(
                MediaType.WAV, "is cut short: it ends before its sound begins",
                MediaType.MP3, "is no complete MP3: its header is missing or broken",
                MediaType.FLAC, "is no complete FLAC: its header is missing or broken",
                MediaType.OGG, "is damaged at page 0",
                MediaType.M4A, "holds no sound");
        for (MediaType type : SOUNDS) {
            assertRefused(join(Arrays.copyOf(good(type), 40), text), type, words.get(type));
        }
    }

    @Test
    void aWavThatWasStreamedAndSaysNoLengthIsAsLongAsItIs() throws IOException {
        byte[] bytes = Files.readAllBytes(
                SoundSpec.sine("wav", "pcm_s16le", 48_000, 2, 10_000).in(fresh()));
        claim(bytes, 0xffff_ffffL);

        assertThat(check(bytes, MediaType.WAV).samples()).isEqualTo(10_000);
    }

    @Test
    void unreasonableKindsAreRefused() throws IOException {
        byte[] rate = Files.readAllBytes(
                SoundSpec.sine("wav", "pcm_s16le", 4_000, 1, 10_000).in(fresh()));
        byte[] channels = Files.readAllBytes(
                SoundSpec.sine("wav", "pcm_s16le", 48_000, 10, 10_000).in(fresh()));
        byte[] codec = Files.readAllBytes(
                SoundSpec.sine("wav", "adpcm_ms", 44_100, 1, 10_000).in(fresh()));

        assertRefused(rate, MediaType.WAV, "has 4000 samples a second; 8000 to 192000 are taken");
        assertRefused(channels, MediaType.WAV, "has 10 channels; 8 are taken");
        assertRefused(codec, MediaType.WAV, "which is not taken");
    }

    @Test
    void aFileThatIsTooLargeIsRefusedUnread() throws IOException {
        Path file = fresh();
        Files.write(file, "ID3".getBytes(StandardCharsets.US_ASCII));
        try (RandomAccessFile grown = new RandomAccessFile(file.toFile(), "rw")) {
            grown.setLength(SoundCheck.LARGEST_FILE + 1);
        }

        assertThatThrownBy(() -> engine.checkSound(file, MediaType.MP3, ProgressListener.NONE))
                .isInstanceOf(UnusableMediaException.class)
                .hasMessage("has 500000001 bytes; 500000000 are taken");
    }

    @Test
    void moreThanFourHoursAreRefusedBeforeTheyAreDecoded() throws IOException {
        byte[] bytes = Files.readAllBytes(
                SoundSpec.sine("flac", "flac", 8_000, 1, 80_000).in(fresh()));
        // The samples that a FLAC says it has: the last four bits of byte 21 and the four after it.
        ByteBuffer.wrap(bytes).putInt(22, 5 * 3600 * 8_000);

        assertRefused(bytes, MediaType.FLAC, "is too long: 18000 s; 14400 s are taken");
    }

    @Test
    void aSoundUnderAnotherNameIsRefused() throws IOException {
        assertRefused(good(MediaType.FLAC), MediaType.MP3, "is a FLAC sound, not the MP3 sound it should be");
    }

    private static void claim(byte[] wav, long size) {
        int data = new String(wav, StandardCharsets.ISO_8859_1).indexOf("data");
        ByteBuffer.wrap(wav)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(data + 4, (int) size)
                .putInt(4, (int) size);
    }

    private static byte[] good(MediaType type) throws IOException {
        SoundSpec spec =
                switch (type) {
                    case WAV -> SoundSpec.sine("wav", "pcm_s16le", 48_000, 2, 144_000);
                    case MP3 -> SoundSpec.sine("mp3", "libmp3lame", 48_000, 2, 144_000);
                    case FLAC -> SoundSpec.sine("flac", "flac", 48_000, 2, 144_000);
                    case OGG -> SoundSpec.sine("ogg", "libopus", 48_000, 2, 144_000);
                    default -> SoundSpec.sine("ipod", "aac", 48_000, 2, 144_000);
                };
        return Files.readAllBytes(
                type == MediaType.M4A ? spec.in(fresh(), "movflags", "+faststart") : spec.in(fresh()));
    }

    private static SoundFacts check(byte[] content, MediaType type) throws IOException {
        return engine.checkSound(Files.write(fresh(), content), type, ProgressListener.NONE);
    }

    private static void assertRefused(byte[] content, MediaType type, String words) throws IOException {
        Path file = Files.write(fresh(), content);
        assertThatThrownBy(() -> engine.checkSound(file, type, ProgressListener.NONE))
                .as("%s of %d bytes", type, content.length)
                .isInstanceOf(UnusableMediaException.class)
                .hasMessageContaining(words)
                .hasMessageMatching("\\S.*\\S")
                .hasMessageNotContaining(folder.toString());
    }

    private static byte[] join(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static Path fresh() throws IOException {
        return Files.createTempFile(folder, "file", ".bin");
    }
}

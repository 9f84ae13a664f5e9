package dev.framespan.activities.media.engine.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.media.engine.ClipSpec;
import dev.framespan.activities.media.engine.DecodedFrames;
import dev.framespan.activities.media.engine.Packets;
import dev.framespan.activities.media.engine.WithEngine;
import dev.framespan.activities.media.engine.ffmpeg.ClipFile;
import dev.framespan.activities.media.engine.ffmpeg.FFmpeg;
import dev.framespan.activities.media.protocol.Chapter;
import dev.framespan.activities.media.protocol.ClipsDisagreeException;
import dev.framespan.activities.media.protocol.FilmSpec;
import dev.framespan.activities.media.protocol.FrameSpan;
import dev.framespan.activities.media.protocol.MixSpec;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.WrongResultException;
import dev.framespan.workflows.assembly.FilmTags;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A film is written by copying packets: each of them counted, timed and compared. */
class AssembleTest extends WithEngine {
    private static final Format FORMAT = new Format(160, 90, "24/1");
    private static final FilmTags TAGS = new FilmTags("Storm: Übung", "2026-11-26", "eng");

    @TempDir
    private Path folder;

    @Test
    void wholeClipsAreCopiedPacketByPacket() throws Exception {
        List<FrameSpan> spans = clips(12, 25);
        Path film = assemble(spans, null);

        DecodedFrames screening = DecodedFrames.of(film);
        assertThat(screening.numbers()).isEqualTo(numbers(0, 300));
        assertThat(screening.unevenAt(24)).isEmpty();
        List<String> packets = new ArrayList<>();
        for (FrameSpan span : spans) {
            packets.addAll(Packets.hashes(span.file()));
        }
        assertThat(Packets.hashes(film)).isEqualTo(packets);
        MediaFacts facts = engine.decode(film, MediaType.MP4, ProgressListener.NONE);
        assertThat(facts.frames()).isEqualTo(300);
        assertThat(facts.sound()).isFalse();
    }

    /** Players take what is not named in one way and what is named in another, and the frames that are encoded beside them are. */
    @ParameterizedTest
    @CsvSource({"90, 6", "720, 1"})
    void coloursThatAClipDoesNotNameAreNamedByTheFilm(int height, int matrix) throws Exception {
        Path clip = ClipSpec.clip(160, height, 12).in(folder.resolve("unnamed.mp4"));
        assertThat(matrix(clip)).isEqualTo(avutil.AVCOL_SPC_UNSPECIFIED);
        Path film = folder.resolve("film.mp4");

        engine.assemble(
                new FilmSpec(
                        List.of(new FrameSpan(clip, 0, 12)),
                        new Format(160, height, "24/1"),
                        null,
                        List.of(),
                        TAGS,
                        true),
                film,
                ProgressListener.NONE);

        assertThat(matrix(film)).isEqualTo(matrix);
        assertThat(Packets.hashes(film)).isEqualTo(Packets.hashes(clip));
    }

    private static int matrix(Path file) throws IOException {
        try (ClipFile clip = ClipFile.open(file)) {
            return clip.picture().codecpar().color_space();
        }
    }

    @Test
    void aFrameThatNoOtherLeansOnIsLeftOut() throws Exception {
        // Without frames between, the last one of a clip is decoded last.
        List<FrameSpan> spans = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Path clip = clip(ClipSpec.clip(160, 90, 25)
                    .startingAt(i * 24)
                    .by("libx264", "preset", "ultrafast", "x264-params", "bframes=0:scenecut=0"));
            spans.add(new FrameSpan(clip, 0, i < 3 ? 24 : 25));
        }
        Path film = assemble(spans, null);

        DecodedFrames screening = DecodedFrames.of(film);
        assertThat(screening.numbers()).isEqualTo(numbers(0, 97));
        assertThat(screening.unevenAt(24)).isEmpty();
    }

    @Test
    void whatIsDecodedAfterTheLastFrameIsNotCopied() throws Exception {
        // I0 P3 b1 b2 P6 b4 b5
        Path clip = clip(ClipSpec.clip(160, 90, 7));
        assertThat(frames(assemble(List.of(new FrameSpan(clip, 0, 4), new FrameSpan(clip, 0, 7)), null)))
                .containsExactly(0, 1, 2, 3, 0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void aSpanInTheMiddleOfAClipBeginsWithItsRefresh() throws Exception {
        Path clip = clip(everySixth(48));
        Path other = clip(everySixth(48).startingAt(100));
        List<FrameSpan> spans =
                List.of(new FrameSpan(clip, 12, 24), new FrameSpan(other, 6, 12), new FrameSpan(clip, 42, 48));
        List<Integer> expected = new ArrayList<>(numbers(12, 24));
        expected.addAll(numbers(106, 112));
        expected.addAll(numbers(42, 48));

        assertThat(frames(assemble(spans, null))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"3, 9, no closed group", "0, 5, leans on a later one", "0, 60, were counted"})
    void aSpanThatCannotBeCopiedIsRefused(long from, long to, String why) throws Exception {
        Path clip = clip(everySixth(48));
        Path out = folder.resolve("film.mp4");
        FilmSpec film = new FilmSpec(List.of(new FrameSpan(clip, from, to)), FORMAT, null, List.of(), TAGS, false);
        assertThatThrownBy(() -> engine.assemble(film, out, ProgressListener.NONE))
                .hasMessageContaining(why);
        assertThat(out).doesNotExist();
    }

    /** What the engine's process found is said here by its own name: it is neither the clip's fault nor a crash. */
    @Test
    void aFilmThatComesOutWrongIsAWrongResultAndLeavesNoFile() throws Exception {
        Path clip = clip(ClipSpec.clip(160, 90, 24));
        Packets.Place second = Packets.places(clip).get(1);
        byte[] bytes = Files.readAllBytes(clip);
        Arrays.fill(bytes, second.at() + 12, second.at() + second.size(), (byte) 0);
        Files.write(clip, bytes);

        Path out = folder.resolve("film.mp4");
        FilmSpec film = new FilmSpec(List.of(new FrameSpan(clip, 0, 24)), FORMAT, null, List.of(), TAGS, false);
        assertThatThrownBy(() -> engine.assemble(film, out, ProgressListener.NONE))
                .isInstanceOf(WrongResultException.class)
                .hasMessageStartingWith("the film came out wrong: ");
        assertThat(out).doesNotExist();
        assertThat(frames(assemble(clips(1, 24), null))).isEqualTo(numbers(0, 24));
    }

    @Test
    void soundIsCopiedAndEndsWithThePictureToTheSample() throws Exception {
        List<FrameSpan> spans = clips(4, 25);
        Path film = assemble(spans, sound(200_000));

        assertThat(Packets.soundLength(film)).isEqualTo(200_000);
        DecodedFrames screening = DecodedFrames.of(film);
        assertThat(screening.numbers()).isEqualTo(numbers(0, 100));
        assertThat(screening.unevenAt(24)).isEmpty();
        assertThat(screening.clicks(100, 199_900)).isEmpty();
    }

    @Test
    void soundThatIsShorterThanThePictureIsRefusedAndLongerSoundIsCut() throws Exception {
        List<FrameSpan> spans = clips(2, 24);
        assertThat(Packets.soundLength(assemble(spans, sound(99_000)))).isEqualTo(96_000);
        assertThatThrownBy(() -> assemble(spans, sound(95_999))).hasMessageContaining("has 95999 samples of sound");
    }

    @Test
    void clipsOfDifferentSettingsUnderDifferentNumbersStandInOneTrack() throws Exception {
        String[] odd = {"preset", "slow", "x264-params", "sps-id=1:scenecut=0"};
        List<FrameSpan> spans = List.of(
                new FrameSpan(clip(ClipSpec.clip(160, 90, 24)), 0, 24),
                new FrameSpan(clip(ClipSpec.clip(160, 90, 24).startingAt(24).by("libx264", odd)), 0, 24),
                new FrameSpan(clip(ClipSpec.clip(160, 90, 24).startingAt(48)), 0, 24));
        assertThat(frames(assemble(spans, null))).isEqualTo(numbers(0, 72));
    }

    @Test
    void clipsOfDifferentSettingsUnderOneNumberAreRefused() throws Exception {
        List<FrameSpan> spans = List.of(
                new FrameSpan(clip(ClipSpec.clip(160, 90, 24)), 0, 24),
                new FrameSpan(clip(ClipSpec.clip(160, 90, 24).by("libx264", "preset", "slow")), 0, 24));
        assertThatThrownBy(() -> assemble(spans, null))
                .isInstanceOf(ClipsDisagreeException.class)
                .hasMessageContaining("different settings");
    }

    @Test
    void clipsOfHevcMakeAFilmOfHevc() throws Exception {
        String[] options = {"preset", "ultrafast", "x265-params", "log-level=none:keyint=12:min-keyint=12:open-gop=0"};
        List<FrameSpan> spans = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            spans.add(new FrameSpan(
                    clip(ClipSpec.clip(160, 90, 24).startingAt(i * 24).by("libx265", options)), 0, 24));
        }
        Path film = assemble(spans, null);
        assertThat(frames(film)).isEqualTo(numbers(0, 72));
        assertThat(engine.decode(film, MediaType.MP4, ProgressListener.NONE).codec())
                .isEqualTo("hevc");
        assertThat(contains(Files.readAllBytes(film), "hvc1")).isTrue();
    }

    @Test
    void theFileSaysWhatItIsAndWhereItsChaptersBegin() throws Exception {
        List<Chapter> chapters = List.of(new Chapter(0, "Ebbe"), new Chapter(30, "Flut & Sturm"));
        Path film = folder.resolve("film.mp4");
        FilmSpec spec = new FilmSpec(clips(4, 25), FORMAT, sound(200_000), chapters, TAGS, true);
        MediaFacts facts = engine.assemble(spec, film, ProgressListener.NONE);

        assertThat(facts.frames()).isEqualTo(100);
        assertThat(facts.sound()).isTrue();
        try (ClipFile clip = ClipFile.open(film)) {
            assertThat(entries(clip.context().metadata()))
                    .containsEntry("title", "Storm: Übung")
                    .containsEntry("date", "2026-11-26")
                    .containsEntry("encoder", "Framespan");
            assertThat(entries(clip.sound().orElseThrow().metadata())).containsEntry("language", "eng");
            assertThat(clip.context().nb_chapters()).isEqualTo(2);
            assertThat(entries(clip.context().chapters(1).metadata())).containsEntry("title", "Flut & Sturm");
            assertThat(avutil.av_rescale_q(
                            clip.context().chapters(1).start(),
                            clip.context().chapters(1).time_base(),
                            FFmpeg.rational(1, 24)))
                    .isEqualTo(30);
            assertThat(avutil.av_rescale_q(
                            clip.context().chapters(1).end(),
                            clip.context().chapters(1).time_base(),
                            FFmpeg.rational(1, 24)))
                    .isEqualTo(100);
        }
        assertThat(frames(film)).isEqualTo(numbers(0, 100));
    }

    @Test
    void theIndexStandsInFrontWithLittleRoomLeft() throws Exception {
        Path film = assemble(clips(4, 25), sound(200_000));
        List<Box> boxes = boxes(film);
        assertThat(boxes)
                .extracting(Box::kind)
                .startsWith("ftyp", "moov", "free")
                .endsWith("mdat");
        assertThat(boxes.get(2).size()).isLessThan(16_384);
    }

    @Test
    void theIndexOfAnyFilmFitsIntoTheRoomLeftForIt() throws Exception {
        // The most that an index can need for its media: everything a refresh, many tracks' changes, chapters
        // everywhere.
        Path clip = clip(ClipSpec.clip(160, 90, 120).by("libx264", "preset", "ultrafast", "x264-params", "keyint=1"));
        List<Chapter> chapters = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            chapters.add(new Chapter(i, "Kapitel " + "ü".repeat(i % 100) + i));
        }
        FilmSpec spec = new FilmSpec(
                List.of(new FrameSpan(clip, 0, 60), new FrameSpan(clip, 60, 120)),
                FORMAT,
                sound(240_000),
                chapters,
                TAGS,
                false);
        Path film = folder.resolve("film.mp4");
        engine.assemble(spec, film, ProgressListener.NONE);
        assertThat(boxes(film)).extracting(Box::kind).startsWith("ftyp", "moov", "free");
    }

    @Test
    void aFilmWhoseIndexDoesNotFitIsWrittenAllTheSame() throws Exception {
        FilmSpec spec = new FilmSpec(clips(4, 25), FORMAT, null, List.of(), TAGS, false);
        Path film = folder.resolve("film.mp4");
        try (FilmTrack track = new FilmTrack(FORMAT)) {
            WrittenFilm written = FilmWriter.write(spec, film, track, 600, ProgressListener.NONE);
            assertThat(FilmProof.prove(film, spec, track, written, ProgressListener.NONE)
                            .frames())
                    .isEqualTo(100);
        }
        assertThat(boxes(film)).extracting(Box::kind).startsWith("ftyp", "moov");
        assertThat(frames(film)).isEqualTo(numbers(0, 100));
    }

    @Test
    void theSameClipsMakeTheSameBytes() throws Exception {
        List<FrameSpan> spans = clips(3, 24);
        Path sound = sound(144_000);
        assertThat(assemble(spans, sound)).hasSameBinaryContentAs(assemble(spans, sound));
    }

    /** An outermost box of an MP4. */
    private record Box(String kind, long size) {}

    private static List<Box> boxes(Path film) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(film));
        List<Box> boxes = new ArrayList<>();
        for (int at = 0;
                at < bytes.limit();
                at += (int) boxes.get(boxes.size() - 1).size()) {
            boxes.add(new Box(
                    new String(bytes.array(), at + 4, 4, StandardCharsets.US_ASCII),
                    Integer.toUnsignedLong(bytes.getInt(at))));
        }
        return boxes;
    }

    private static boolean contains(byte[] bytes, String text) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
    }

    private static Map<String, String> entries(AVDictionary dictionary) {
        Map<String, String> entries = new java.util.TreeMap<>();
        AVDictionaryEntry entry = null;
        while ((entry = avutil.av_dict_get(dictionary, "", entry, avutil.AV_DICT_IGNORE_SUFFIX)) != null) {
            entries.put(entry.key().getString(), new String(entry.value().getStringBytes(), StandardCharsets.UTF_8));
        }
        return entries;
    }

    /** A sine, as the mix of a film is written. */
    private Path sound(long samples) throws IOException {
        Path clip = clip(ClipSpec.clip(16, 16, 1).with(new ClipSpec.Sound(48_000, 2, samples, 0)));
        Path out = Files.createTempFile(folder, "sound", ".mp4");
        MixSpec.ClipPart whole = new MixSpec.ClipPart(clip, 0, 0, samples, 0, 0, 0);
        engine.mix(new MixSpec(samples, List.of(whole), List.of(), 0, null), out, null, ProgressListener.NONE);
        return out;
    }

    private static ClipSpec everySixth(int frames) {
        return ClipSpec.clip(160, 90, frames)
                .by(
                        "libx264",
                        "preset",
                        "ultrafast",
                        "x264-params",
                        "bframes=2:b-adapt=0:b-pyramid=none:scenecut=0:keyint=6:min-keyint=6:open-gop=0");
    }

    private List<FrameSpan> clips(int count, int frames) throws IOException {
        List<FrameSpan> spans = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            spans.add(new FrameSpan(clip(ClipSpec.clip(160, 90, frames).startingAt(i * frames)), 0, frames));
        }
        return spans;
    }

    private Path clip(ClipSpec recipe) throws IOException {
        return recipe.in(Files.createTempFile(folder, "clip", ".mp4"));
    }

    private Path assemble(List<FrameSpan> spans, Path sound) throws IOException {
        Path out = Files.createTempFile(folder, "film", ".mp4");
        engine.assemble(new FilmSpec(spans, FORMAT, sound, List.of(), TAGS, false), out, ProgressListener.NONE);
        return out;
    }

    private static List<Integer> frames(Path film) throws Exception {
        DecodedFrames screening = DecodedFrames.of(film);
        assertThat(screening.unevenAt(24)).isEmpty();
        return screening.numbers();
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}

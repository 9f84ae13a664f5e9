package dev.framespan.activities.media.engine.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free_side_data;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;

import dev.framespan.activities.media.engine.ClipSpec;
import dev.framespan.activities.media.engine.Packets;
import dev.framespan.activities.media.engine.bitstream.ParameterSets;
import dev.framespan.activities.media.engine.ffmpeg.ClipFile;
import dev.framespan.activities.media.engine.ffmpeg.FFmpeg;
import dev.framespan.activities.media.engine.ffmpeg.Mp4Writer;
import dev.framespan.activities.media.engine.ffmpeg.TimeBases;
import dev.framespan.activities.media.engine.sound.SoundMix;
import dev.framespan.activities.media.protocol.EngineJob;
import dev.framespan.activities.media.protocol.FilmSpec;
import dev.framespan.activities.media.protocol.FrameSpan;
import dev.framespan.activities.media.protocol.MixSpec;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.WrongResultException;
import dev.framespan.workflows.assembly.FilmTags;
import dev.framespan.workflows.assembly.Format;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A film that is not what it was to be is found out. */
class FilmProofTest {
    private static final Format FORMAT = new Format(160, 90, "24/1");

    @TempDir
    private Path folder;

    private Path film;
    private FilmSpec spec;
    private FilmTrack track;
    private WrittenFilm written;

    @BeforeEach
    void write() throws IOException {
        List<FrameSpan> spans = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Path clip = ClipSpec.clip(160, 90, 25).startingAt(i * 25).in(folder.resolve("clip" + i + ".mp4"));
            spans.add(new FrameSpan(clip, 0, 25));
        }
        write(spans);
    }

    private void write(List<FrameSpan> spans) throws IOException {
        film = folder.resolve("film.mp4");
        spec = new FilmSpec(spans, FORMAT, null, List.of(), FilmTags.NONE, false);
        track = new FilmTrack(FORMAT);
        written = FilmWriter.write(spec, film, track, ProgressListener.NONE);
    }

    @AfterEach
    void free() {
        track.close();
    }

    @Test
    void aFilmAsItWasWrittenIsProven() throws IOException {
        assertThat(prove().frames()).isEqualTo(100);
    }

    @Test
    void aFlippedBitIsFoundFarFromAnyJoin() throws IOException {
        Packets.Place middle = Packets.places(film).get(37);
        change(film, bytes -> bytes[middle.at() + middle.size() / 2] ^= 4);
        assertWrong("frame 37 in the order of decoding");
    }

    @Test
    void packetsInEachOthersPlaceAreFound() throws IOException {
        List<Packets.Place> places = Packets.places(film);
        int[] twins = twins(places);
        Packets.Place one = places.get(twins[0]);
        Packets.Place two = places.get(twins[1]);
        change(film, bytes -> {
            byte[] first = Arrays.copyOfRange(bytes, one.at(), one.at() + one.size());
            System.arraycopy(bytes, two.at(), bytes, one.at(), one.size());
            System.arraycopy(first, 0, bytes, two.at(), two.size());
        });
        assertWrong("frame " + twins[0] + " in the order of decoding");
    }

    @Test
    void aFilmOfOtherClipsIsFound() throws IOException {
        WrittenFilm wanted = written;
        List<FrameSpan> others = new ArrayList<>(spec.spans());
        others.set(1, spec.spans().get(2));
        others.set(2, spec.spans().get(1));
        track.close();
        write(others);
        written = wanted;
        assertWrong("frame 25 in the order of decoding");
    }

    @Test
    void aMissingEndIsFound() throws IOException {
        WrittenFilm wanted = written;
        track.close();
        write(spec.spans().subList(0, 3));
        written = wanted;
        assertWrong("of 100 of them, 75 are there");
    }

    @Test
    void aWrongParameterSetIsFound() throws IOException {
        byte[] set;
        try (ClipFile clip = ClipFile.open(film)) {
            byte[] record = FFmpeg.bytes(
                    clip.picture().codecpar().extradata(),
                    clip.picture().codecpar().extradata_size());
            set = ParameterSets.parse(record).orElseThrow().picture().get(0);
        }
        change(film, bytes -> bytes[indexOf(bytes, set) + set.length - 1] ^= 0x10);
        assertWrong("parameter sets");
    }

    @Test
    void aClipThatWasDamagedBeforeItWasCopiedIsFoundAtTheJoin() throws IOException {
        damageThirdClip();
        assertWrong("");
    }

    @Test
    void joinsThatWereProvenBeforeAreLeftOutAndAllOthersDecoded() throws IOException {
        damageThirdClip();
        proven(1, 3);
        assertWrong("");

        proven(2);
        assertThat(prove().frames()).isEqualTo(100);
    }

    private void damageThirdClip() throws IOException {
        Path clip = spec.spans().get(2).file();
        Packets.Place second = Packets.places(clip).get(1);
        change(clip, bytes -> Arrays.fill(bytes, second.at() + 12, second.at() + second.size(), (byte) 0));
        track.close();
        write(spec.spans());
    }

    private void proven(Integer... joins) {
        spec = new FilmSpec(spec.spans(), FORMAT, null, List.of(), FilmTags.NONE, Set.of(joins), false);
    }

    @Test
    void aBrokenLastFrameBeforeAJoinIsFoundWhereItsRefreshIsNear() throws IOException {
        List<FrameSpan> spans = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Path clip = ClipSpec.clip(160, 90, 24)
                    .by("libx264", "preset", "ultrafast", "x264-params", "bframes=0:scenecut=0:keyint=6:min-keyint=6")
                    .in(folder.resolve("short" + i + ".mp4"));
            spans.add(new FrameSpan(clip, 0, 24));
        }
        Packets.Place last = Packets.places(spans.get(2).file()).get(23);
        change(spans.get(2).file(), bytes -> Arrays.fill(bytes, last.at() + 12, last.at() + last.size(), (byte) 0));
        track.close();
        write(spans);
        assertWrong("");
    }

    @Test
    void aFilmWithSoundIsProvenAsItIsAndCopiedPacketByPacket() throws IOException {
        writeSounding();
        assertThat(prove().sound()).isTrue();
        copy(packet -> true);
        assertThat(prove().sound()).isTrue();
    }

    @Test
    void aMissingBlockOfSoundIsFound() throws IOException {
        writeSounding();
        copy(sound(20, packet -> false));
        assertWrong("block of sound 20 in the order of decoding is not what was copied; of 197 of them, 196 are there");
    }

    @Test
    void aFlippedBitOfSoundIsFound() throws IOException {
        writeSounding();
        copy(sound(20, packet -> {
            BytePointer last = packet.data().position(packet.size() - 1);
            last.put((byte) (last.get() ^ 1));
            packet.data().position(0);
            return true;
        }));
        assertWrong("block of sound 20 in the order of decoding");
    }

    @Test
    void aBlockOfSoundThatIsHeardOneSampleLateIsFound() throws IOException {
        writeSounding();
        copy(sound(20, packet -> {
            packet.pts(packet.pts() + 1);
            packet.dts(packet.pts());
            return true;
        }));
        assertWrong("block of sound 20 in the order of decoding");
    }

    @Test
    void aSoundThatEndsBeforeThePictureIsFound() throws IOException {
        writeSounding();
        copy(sound(196, packet -> {
            packet.duration(packet.duration() - 1);
            return true;
        }));
        assertWrong("its sound has 199999 samples, and its picture as many as 200000");
    }

    @Test
    void aSoundThatIsNotThereOrNotWantedIsFound() throws IOException {
        FilmSpec silent = spec;
        Path silentFilm = Files.move(film, folder.resolve("silent.mp4"));
        WrittenFilm silentWritten = written;
        writeSounding();
        Path sounding = film;
        film = silentFilm;
        assertWrong("its sound is missing");
        film = sounding;
        spec = silent;
        written = silentWritten;
        assertWrong("it has a sound that it was not to have");
    }

    @Test
    void aFrameThatIsShownOrDecodedAtAnotherTimeIsFound() throws IOException {
        copy(picture(37, packet -> {
            packet.pts(packet.pts() + 1);
            return true;
        }));
        assertWrong("frame 37 in the order of decoding is not what was copied; of 100 of them, 100 are there");
        track.close();
        write(spec.spans());
        copy(picture(0, packet -> false));
        assertWrong("frame 0 in the order of decoding is not decoded when it was to be");
    }

    @Test
    void aFilmOfAnotherSizeIsFound() {
        spec = new FilmSpec(spec.spans(), new Format(160, 88, "24/1"), null, List.of(), FilmTags.NONE, false);
        assertWrong("its picture is not of its format");
    }

    /** What becomes of a packet on its way from one file to another. */
    private interface Change {
        /** @return whether it is written at all */
        boolean of(AVPacket packet);
    }

    /** A change of one packet of the picture, by its place in the order of decoding. */
    private static Change picture(int number, Change change) {
        return numbered(0, number, change);
    }

    private static Change sound(int number, Change change) {
        return numbered(1, number, change);
    }

    private static Change numbered(int stream, int number, Change change) {
        int[] seen = {0};
        return packet -> packet.stream_index() != stream || seen[0]++ != number || change.of(packet);
    }

    /** As {@link #write(List)}, with a sound as long as the picture. */
    private void writeSounding() throws IOException {
        Path clip = ClipSpec.clip(16, 16, 1)
                .with(new ClipSpec.Sound(48_000, 2, 200_000, 0))
                .in(folder.resolve("heard.mp4"));
        Path sound = folder.resolve("sound.mp4");
        MixSpec.ClipPart whole = new MixSpec.ClipPart(clip, 0, 0, 200_000, 0, 0, 0);
        SoundMix.run(
                new EngineJob.Mix(new MixSpec(200_000, List.of(whole), List.of(), 0, null), sound, null),
                ProgressListener.NONE);
        track.close();
        film = folder.resolve("film.mp4");
        spec = new FilmSpec(spec.spans(), FORMAT, sound, List.of(), FilmTags.NONE, false);
        track = new FilmTrack(FORMAT);
        written = FilmWriter.write(spec, film, track, ProgressListener.NONE);
    }

    /** Puts a copy in the film's place that differs from it by a change alone. */
    private void copy(Change change) throws IOException {
        Path copy = folder.resolve("copy.mp4");
        AVPacket packet = av_packet_alloc();
        try (ClipFile from = ClipFile.open(film);
                Mp4Writer to = new Mp4Writer(copy)) {
            AVRational[] ticks = {TimeBases.tick(FORMAT), TimeBases.SAMPLES};
            List<AVStream> sources = new ArrayList<>(List.of(from.picture()));
            from.sound().ifPresent(sources::add);
            List<AVStream> targets = new ArrayList<>();
            for (int i = 0; i < sources.size(); i++) {
                targets.add(to.addStream(ticks[i]));
                avcodec_parameters_copy(
                        targets.get(i).codecpar(), sources.get(i).codecpar());
                targets.get(i).codecpar().codec_tag(0);
            }
            to.begin();
            while (from.read(packet)) {
                int stream = packet.stream_index();
                av_packet_rescale_ts(packet, sources.get(stream).time_base(), ticks[stream]);
                // What the encoder needs to get going is left out by the copy's own edit list.
                av_packet_free_side_data(packet);
                packet.flags(packet.flags() & AV_PKT_FLAG_KEY);
                if (change.of(packet)) {
                    to.writeNow(packet, targets.get(stream), ticks[stream]);
                }
                av_packet_unref(packet);
            }
            to.finish();
        } finally {
            av_packet_free(packet);
        }
        film = copy;
    }

    private dev.framespan.workflows.asset.MediaFacts prove() throws IOException {
        return FilmProof.prove(film, spec, track, written, ProgressListener.NONE);
    }

    private void assertWrong(String why) {
        ThrowingCallable proving = this::prove;
        assertThatThrownBy(proving)
                .isInstanceOf(WrongResultException.class)
                .hasMessageStartingWith("the film came out wrong: ")
                .hasMessageContaining(why);
    }

    /** Two packets of one length, the earlier one first. */
    private static int[] twins(List<Packets.Place> places) {
        return IntStream.range(0, places.size())
                .boxed()
                .flatMap(one -> IntStream.range(one + 1, places.size())
                        .filter(two -> places.get(one).size() == places.get(two).size())
                        .mapToObj(two -> new int[] {one, two}))
                .findFirst()
                .orElseThrow();
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int at = 0; at + wanted.length <= bytes.length; at++) {
            if (ByteBuffer.wrap(bytes, at, wanted.length).equals(ByteBuffer.wrap(wanted))) {
                return at;
            }
        }
        throw new AssertionError("not there");
    }

    private static void change(Path file, java.util.function.Consumer<byte[]> change) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        change.accept(bytes);
        Files.write(file, bytes);
    }
}

package dev.framespan.activities.media.engine.film;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import dev.framespan.activities.media.engine.ffmpeg.ClipFile;
import dev.framespan.activities.media.engine.ffmpeg.FFmpeg;
import dev.framespan.activities.media.engine.ffmpeg.TimeBases;
import dev.framespan.activities.media.protocol.FilmSpec;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.WrongResultException;
import dev.framespan.workflows.asset.MediaFacts;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * Shows that a film is what it was to be, without decoding all of it again. Its clips and bridges were decoded frame by frame when they
 * came or were made; what can go wrong since then is proven so:
 *
 * <ul>
 *   <li><b>Every frame is there, once, in its place, and undamaged:</b> the file is read to its end; each packet of picture and sound has the
 *       checksums that were taken from its source, in the order and at the time at which it was written, one frame of the constant rate apart.
 *   <li><b>Every frame finds what it leans on:</b> while copying, each span was seen to begin with a refresh, and each packet that was left
 *       out to be one that no frame leans on, by what the headers of its units say. So each frame has before it all that it had in its clip.
 *   <li><b>The decoder is told what it was told in each clip:</b> the parameter sets of all clips are those in the film's index, byte by byte,
 *       under numbers that no two of them share.
 *   <li><b>Sound and picture end together:</b> by the film's edit lists, to the sample.
 *   <li><b>Decoders come over the joins:</b> around each join that was not proven before, the film is {@link JoinDecoding decoded}, strictly.
 * </ul>
 */
final class FilmProof {
    private final Path file;
    private final FilmSpec film;
    private final FilmTrack track;
    private final WrittenFilm written;
    private final AVRational tick;

    private FilmProof(Path file, FilmSpec film, FilmTrack track, WrittenFilm written) {
        this.file = file;
        this.film = film;
        this.track = track;
        this.written = written;
        this.tick = TimeBases.tick(film.format());
    }

    /** @throws WrongResultException when the film is not what it was to be; the message says where */
    static MediaFacts prove(Path file, FilmSpec film, FilmTrack track, WrittenFilm written, ProgressListener progress)
            throws IOException {
        FilmProof proof = new FilmProof(file, film, track, written);
        JoinDecoding.run(file, film, written, proof::readAll, progress);
        return proof.facts();
    }

    private void readAll(ProgressListener progress) throws IOException {
        PacketLog picture = new PacketLog();
        PacketLog sound = new PacketLog();
        AVPacket packet = av_packet_alloc();
        try (ClipFile clip = ClipFile.open(file)) {
            AVStream shown = clip.picture();
            AVStream heard = clip.sound().orElse(null);
            demandHead(shown.codecpar(), heard);
            while (clip.read(packet)) {
                boolean ofPicture = packet.stream_index() == shown.index();
                av_packet_rescale_ts(
                        packet, (ofPicture ? shown : heard).time_base(), ofPicture ? tick : TimeBases.SAMPLES);
                if (ofPicture) {
                    demandTiming(packet, picture.count());
                }
                (ofPicture ? picture : sound).add(packet, packet.pts());
                av_packet_unref(packet);
                progress.at(
                        Math.min(1, (double) picture.count() / written.picture().count()));
            }
        } finally {
            av_packet_free(packet);
        }
        demandEqual(written.picture(), picture, "frame");
        demandEqual(written.sound(), sound, "block of sound");
    }

    private void demandHead(AVCodecParameters codec, AVStream sound) {
        if (codec.codec_id() != track.codec()
                || codec.width() != film.format().width()
                || codec.height() != film.format().height()) {
            throw wrong("its picture is not of its format");
        }
        if (!track.isToldBy(FFmpeg.bytes(codec.extradata(), codec.extradata_size()))) {
            throw wrong("its index does not hold the parameter sets of all clips");
        }
        if ((sound != null) != (film.sound() != null)) {
            throw wrong(sound == null ? "its sound is missing" : "it has a sound that it was not to have");
        }
        if (sound != null) {
            long samples = av_rescale_q(sound.duration(), sound.time_base(), TimeBases.SAMPLES);
            if (samples != written.samples()) {
                throw wrong("its sound has " + samples + " samples, and its picture as many as " + written.samples());
            }
        }
    }

    private void demandTiming(AVPacket packet, int decoded) {
        if (packet.duration() != 1 || packet.dts() != decoded - track.delay()) {
            throw wrong("frame " + decoded + " in the order of decoding is not decoded when it was to be");
        }
    }

    private void demandEqual(PacketLog wanted, PacketLog found, String what) {
        int difference = wanted.firstDifference(found);
        if (difference >= 0) {
            throw wrong(what + " " + difference + " in the order of decoding is not what was copied; of "
                    + wanted.count() + " of them, " + found.count() + " are there");
        }
    }

    private WrongResultException wrong(String what) {
        return new WrongResultException("the film came out wrong: " + what);
    }

    private MediaFacts facts() {
        return new MediaFacts(
                film.format().width(),
                film.format().height(),
                written.picture().count(),
                film.format().rate(),
                film.sound() != null,
                avcodec_get_name(track.codec()).getString(),
                "");
    }

    /** What is done beside the decoding of joins. */
    interface Reading {
        void all(ProgressListener progress) throws IOException;
    }
}

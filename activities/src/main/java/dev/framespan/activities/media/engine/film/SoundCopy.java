package dev.framespan.activities.media.engine.film;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_AAC;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free_side_data;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;

import dev.framespan.activities.media.engine.ffmpeg.ClipFile;
import dev.framespan.activities.media.engine.ffmpeg.FFmpeg;
import dev.framespan.activities.media.engine.ffmpeg.Mp4Writer;
import dev.framespan.activities.media.engine.ffmpeg.TimeBases;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** The sound of a film on its way into it: AAC, encoded once for the whole film, copied packet by packet and ending where the picture does. */
final class SoundCopy implements AutoCloseable {
    private final ClipFile clip;
    private final AVStream from;
    private final Mp4Writer movie;
    private final AVStream track;
    private final long samples;
    private final PacketLog log = new PacketLog();
    private AVPacket held = av_packet_alloc();
    private AVPacket next = av_packet_alloc();
    private boolean holding;
    private long end;

    /** @param samples length of the film */
    SoundCopy(Path file, Mp4Writer movie, long samples, String language) throws IOException {
        this.movie = movie;
        this.samples = samples;
        this.clip = ClipFile.openSound(file);
        this.from = clip.sound().orElseThrow();
        boolean open = false;
        try {
            if (from.codecpar().codec_id() != AV_CODEC_ID_AAC
                    || from.codecpar().sample_rate() != Mp4Writer.SAMPLE_RATE) {
                throw new UnusableMediaException("has sound that is not AAC of 48 kHz");
            }
            clip.readOnly(from);
            track = movie.addStream(TimeBases.SAMPLES);
            FFmpeg.check(avcodec_parameters_copy(track.codecpar(), from.codecpar()), "preparing the sound");
            track.codecpar().codec_tag(0);
            Mp4Writer.language(track, language);
            open = true;
        } finally {
            if (!open) {
                close();
            }
        }
    }

    /** At most so many packets are needed: those of the film, what the encoder needs to get going, and the rounding of both ends. */
    static long packets(long samples) {
        return samples / 1024 + 4;
    }

    /** Copies what is heard before a moment. */
    void writeUntil(long sample) throws IOException {
        if (!holding && end == 0) {
            holding = read(held);
        }
        while (holding && held.pts() < sample) {
            boolean more = read(next) && next.pts() < samples;
            end = more ? next.pts() : Math.min(samples, held.pts() + held.duration());
            held.duration(end - held.pts());
            log.add(held, held.pts());
            movie.writeNow(held, track, TimeBases.SAMPLES);
            holding = more;
            AVPacket written = held;
            held = next;
            next = written;
        }
    }

    private boolean read(AVPacket packet) {
        av_packet_unref(packet);
        if (!clip.read(packet)) {
            return false;
        }
        // What the encoder needs to get going is marked to be left out; the film's own edit list says so anew.
        packet.flags(AV_PKT_FLAG_KEY);
        av_packet_free_side_data(packet);
        av_packet_rescale_ts(packet, from.time_base(), TimeBases.SAMPLES);
        return true;
    }

    /** @throws UnusableMediaException when it ended before the film did */
    PacketLog finish() throws IOException {
        writeUntil(samples);
        if (end != samples) {
            throw new UnusableMediaException("has " + end + " samples of sound for a picture of " + samples);
        }
        return log;
    }

    @Override
    public void close() {
        av_packet_free(held);
        av_packet_free(next);
        clip.close();
    }
}

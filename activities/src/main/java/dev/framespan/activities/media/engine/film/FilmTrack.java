package dev.framespan.activities.media.engine.film;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entry;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_ROUND_UP;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q_rnd;

import dev.framespan.activities.media.engine.bitstream.ParameterSets;
import dev.framespan.activities.media.engine.ffmpeg.ClipFile;
import dev.framespan.activities.media.engine.ffmpeg.FFmpeg;
import dev.framespan.activities.media.engine.ffmpeg.TimeBases;
import dev.framespan.activities.media.engine.picture.AssumedColours;
import dev.framespan.activities.media.protocol.ClipsDisagreeException;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.workflows.assembly.Format;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVIndexEntry;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * What the clips of a film say of their pictures, and what the film's one track says for all of them: {@code avc1} with the parameter sets
 * of every clip, or {@code hvc1} where all clips are HEVC and bring equal ones.
 */
final class FilmTrack implements AutoCloseable {
    /** The tag {@code hvc1}: parameter sets stand in the index alone. */
    private static final int HVC1 = 'h' | 'v' << 8 | 'c' << 16 | '1' << 24;

    private static final int HEVC_LENGTH_AT = 21;

    private final Format format;
    private final Map<ByteBuffer, Integer> kinds = new LinkedHashMap<>();
    private final AVCodecParameters parameters = avcodec_parameters_alloc();
    private byte[] extra;
    private int codec;
    private int delay;
    private int lengthBytes;
    private long refreshes;
    private long bytes;

    FilmTrack(Format format) {
        this.format = format;
    }

    /**
     * Looks at a clip's index.
     *
     * @return the number of its kind: clips of one kind bring the same parameter sets
     */
    int add(ClipFile clip) throws IOException {
        AVStream picture = clip.picture();
        AVCodecParameters its = picture.codecpar();
        boolean first = kinds.isEmpty();
        if (its.codec_id() != AV_CODEC_ID_H264 && its.codec_id() != AV_CODEC_ID_HEVC) {
            throw new ClipsDisagreeException("one of them is neither H.264 nor HEVC");
        }
        if (!first && its.codec_id() != codec) {
            throw new ClipsDisagreeException("some are H.264 and some are HEVC");
        }
        if (its.width() != format.width() || its.height() != format.height()) {
            throw new ClipsDisagreeException("one of them has " + its.width() + "x" + its.height()
                    + " pixels, the film " + format.width() + "x" + format.height());
        }
        if (first) {
            codec = its.codec_id();
            FFmpeg.check(avcodec_parameters_copy(parameters, its), "preparing the film");
            if (ColourTags.areMissing(its)) {
                int assumed = AssumedColours.of(its.height());
                parameters.color_range(AVCOL_RANGE_MPEG);
                parameters.color_primaries(assumed);
                parameters.color_trc(assumed);
                parameters.color_space(assumed);
            }
        }
        count(picture);
        delay = Math.max(delay, codec == AV_CODEC_ID_HEVC ? firstDelay(clip) : its.video_delay());
        ByteBuffer sets = ByteBuffer.wrap(ColourTags.parameterSets(its));
        Integer kind = kinds.putIfAbsent(sets, kinds.size());
        return kind == null ? kinds.size() - 1 : kind;
    }

    /** FFmpeg finds it out for H.264 alone; what a file's first frame waits is enough for all of its frames. */
    private int firstDelay(ClipFile clip) {
        AVPacket packet = av_packet_alloc();
        try {
            clip.readOnly(clip.picture());
            if (!clip.read(packet)) {
                throw new UnusableMediaException("holds no frame at all");
            }
            return (int) av_rescale_q_rnd(
                    packet.pts() - packet.dts(), clip.picture().time_base(), TimeBases.tick(format), AV_ROUND_UP);
        } finally {
            av_packet_free(packet);
        }
    }

    private void count(AVStream picture) {
        int entries = avformat_index_get_entries_count(picture);
        for (int i = 0; i < entries; i++) {
            AVIndexEntry entry = avformat_index_get_entry(picture, i);
            bytes += entry.size();
            refreshes += (entry.flags() & AVIndexEntry.AVINDEX_KEYFRAME) != 0 ? 1 : 0;
        }
    }

    /** After the last clip. @throws ClipsDisagreeException when their parameter sets cannot stand in one track */
    void merge() {
        List<byte[]> distinct = kinds.keySet().stream().map(ByteBuffer::array).toList();
        if (codec == AV_CODEC_ID_HEVC) {
            if (distinct.size() > 1) {
                throw new ClipsDisagreeException(
                        "they are HEVC of different settings, which cannot stand in one track");
            }
            extra = distinct.get(0);
            if (extra.length <= HEVC_LENGTH_AT) {
                throw new ClipsDisagreeException("one of them cannot be copied into an MP4");
            }
            lengthBytes = (extra[HEVC_LENGTH_AT] & 3) + 1;
            return;
        }
        List<ParameterSets> sets = new ArrayList<>();
        for (byte[] record : distinct) {
            sets.add(parsed(record));
        }
        ParameterSets merged = ParameterSets.merge(sets);
        lengthBytes = merged.lengthBytes();
        extra = merged.bytes();
    }

    private static ParameterSets parsed(byte[] record) {
        return ParameterSets.parse(record)
                .orElseThrow(() -> new ClipsDisagreeException("one of them cannot be copied into an MP4"));
    }

    /** Fills in what the film's track says. */
    void describe(AVCodecParameters film) throws IOException {
        FFmpeg.check(avcodec_parameters_copy(film, parameters), "preparing the film");
        FFmpeg.setExtraData(film, extra);
        film.codec_tag(codec == AV_CODEC_ID_HEVC ? HVC1 : 0);
        film.video_delay(delay);
        if (codec == AV_CODEC_ID_H264) {
            film.profile(extra[1] & 255);
            film.level(extra[3] & 255);
        }
    }

    /** Whether this record tells a decoder all that it must know of every clip. */
    boolean isToldBy(byte[] record) {
        if (codec == AV_CODEC_ID_HEVC) {
            return kinds.keySet().stream().allMatch(ByteBuffer.wrap(record)::equals);
        }
        return ParameterSets.parse(record)
                .filter(found -> kinds.keySet().stream()
                        .map(ByteBuffer::array)
                        .map(FilmTrack::parsed)
                        .allMatch(sets -> sets.sequence().stream().allMatch(found::contains)
                                && sets.picture().stream().allMatch(found::contains)))
                .isPresent();
    }

    /** FFmpeg's number. */
    int codec() {
        return codec;
    }

    /** Of each unit's length in the packets. */
    int lengthBytes() {
        return lengthBytes;
    }

    /** How many frames a decoder must wait for before it can show the first one. */
    int delay() {
        return delay;
    }

    int extraBytes() {
        return extra.length;
    }

    /** Of all clips, at most those of the film. */
    long refreshes() {
        return refreshes;
    }

    /** Of the pictures of all clips, at most those of the film. */
    long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        avcodec_parameters_free(parameters);
    }
}

package dev.framespan.activities.media.engine.clip;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;

import dev.framespan.activities.media.engine.bitstream.DecoderConfiguration;
import dev.framespan.activities.media.engine.bitstream.NalUnits;
import dev.framespan.activities.media.engine.ffmpeg.ClipFile;
import dev.framespan.activities.media.engine.ffmpeg.FFmpeg;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * When the frames of a clip are shown, and where decoding can begin. All times are in ticks of the track.
 *
 * @param shown when each frame is, in their order
 * @param refreshes when those are shown from which on decoding can begin, and when they are decoded
 * @param first when the first packet is decoded
 */
record ClipIndex(long[] shown, TreeMap<Long, Long> refreshes, long first) {
    /** Reads all packets of the clip's picture, and decodes none. */
    static ClipIndex read(ClipFile clip, AVPacket packet) {
        AVCodecParameters codec = clip.picture().codecpar();
        // In these two, what an index calls a key frame may be followed by frames that lean on some before it.
        NalUnits units = DecoderConfiguration.parse(
                        clip.codec(), FFmpeg.bytes(codec.extradata(), codec.extradata_size()))
                .map(known -> new NalUnits(NalUnits.Codec.of(clip.codec()), known))
                .orElse(null);
        clip.readOnly(clip.picture());
        long[] shown = new long[256];
        int count = 0;
        TreeMap<Long, Long> refreshes = new TreeMap<>();
        long first = Long.MAX_VALUE;
        while (clip.read(packet)) {
            first = Math.min(first, packet.dts());
            boolean refresh = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
            if (refresh && units != null) {
                units.add(FFmpeg.bytes(packet.data(), packet.size()));
                refresh = units.isRefresh();
            }
            if (refresh) {
                refreshes.put(packet.pts(), packet.dts());
            }
            if ((packet.flags() & AV_PKT_FLAG_DISCARD) == 0) {
                shown = count == shown.length ? Arrays.copyOf(shown, count * 2) : shown;
                shown[count++] = packet.pts();
            }
            av_packet_unref(packet);
        }
        if (count == 0) {
            throw new UnusableMediaException("holds no frame at all");
        }
        long[] sorted = Arrays.copyOf(shown, count);
        Arrays.sort(sorted);
        return new ClipIndex(sorted, refreshes, first);
    }

    /** The packet with which decoding must begin for a frame that is shown then. */
    Begin begin(long time) {
        Map.Entry<Long, Long> refresh = refreshes.floorEntry(time);
        return refresh == null ? new Begin(first, first) : new Begin(refresh.getKey(), refresh.getValue());
    }

    /**
     * A packet with which decoding can begin.
     *
     * @param shown when its frame is
     * @param decoded when it is
     */
    record Begin(long shown, long decoded) {}
}

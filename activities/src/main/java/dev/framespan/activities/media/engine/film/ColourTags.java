package dev.framespan.activities.media.engine.film;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_get_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.av_bsf_init;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_UNSPECIFIED;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set_int;

import dev.framespan.activities.media.engine.bitstream.ParameterSets;
import dev.framespan.activities.media.engine.ffmpeg.FFmpeg;
import dev.framespan.activities.media.engine.picture.AssumedColours;
import java.io.IOException;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVBSFContext;
import org.bytedeco.ffmpeg.avcodec.AVBitStreamFilter;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;

/**
 * What a clip says of its colours. One that says nothing would be shown by a player in one way, and the frames that are encoded beside its
 * copied ones in another: so its parameter sets name what everything here takes it for, and its packets stay as they are.
 */
final class ColourTags {
    private ColourTags() {}

    static boolean areMissing(AVCodecParameters clip) {
        return clip.codec_id() == AV_CODEC_ID_H264 && clip.color_space() == AVCOL_SPC_UNSPECIFIED;
    }

    /** What prepares a decoder for the clip, with its colours named. */
    static byte[] parameterSets(AVCodecParameters clip) throws IOException {
        byte[] own = FFmpeg.bytes(clip.extradata(), clip.extradata_size());
        AVBitStreamFilter filter = av_bsf_get_by_name("h264_metadata");
        Optional<ParameterSets> sets = ParameterSets.parse(own);
        if (!areMissing(clip) || filter == null || filter.isNull() || sets.isEmpty()) {
            return own;
        }
        AVBSFContext naming = new AVBSFContext(null);
        FFmpeg.check(av_bsf_alloc(filter, naming), "naming the colours of a clip");
        try {
            FFmpeg.check(avcodec_parameters_copy(naming.par_in(), clip), "naming the colours of a clip");
            // FFmpeg's reader complains of what stands behind the sets.
            FFmpeg.setExtraData(naming.par_in(), sets.get().withoutTail().bytes());
            int assumed = AssumedColours.of(clip.height());
            for (String option : new String[] {"colour_primaries", "transfer_characteristics", "matrix_coefficients"}) {
                FFmpeg.check(av_opt_set_int(naming.priv_data(), option, assumed, 0), "naming the colours of a clip");
            }
            FFmpeg.check(
                    av_opt_set_int(naming.priv_data(), "video_full_range_flag", 0, 0), "naming the colours of a clip");
            FFmpeg.check(av_bsf_init(naming), "naming the colours of a clip");
            byte[] named =
                    FFmpeg.bytes(naming.par_out().extradata(), naming.par_out().extradata_size());
            return sets.get().withSets(named).map(ParameterSets::bytes).orElse(own);
        } finally {
            av_bsf_free(naming);
        }
    }
}

package dev.framespan.simulator.clip;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_BITEXACT;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_CLOSED_GOP;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_make_q;

import dev.framespan.simulator.picture.FFmpegResult;
import dev.framespan.simulator.picture.Size;
import java.io.IOException;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** The encoders' settings: the same for all clips of one size, so that clips agree in every parameter set. */
final class Encoders {
    static final int FRAMES_PER_SECOND = 24;
    static final int SAMPLES_PER_SECOND = 48_000;
    /** Samples of each side that the sound encoder takes at a time. */
    static final int SOUND_FRAME = 1024;

    private Encoders() {}

    static AVCodecContext openPictures(Size size) throws IOException {
        AVCodec x264 = avcodec_find_encoder_by_name("libx264");
        AVCodec codec = x264 != null
                ? x264
                : FFmpegResult.present(avcodec_find_encoder_by_name("libopenh264"), "find an H.264 encoder");
        AVCodecContext context = avcodec_alloc_context3(codec);
        context.width(size.width())
                .height(size.height())
                .pix_fmt(AV_PIX_FMT_YUV420P)
                .time_base(av_make_q(1, FRAMES_PER_SECOND))
                .framerate(av_make_q(FRAMES_PER_SECOND, 1))
                .sample_aspect_ratio(av_make_q(1, 1))
                .gop_size(FRAMES_PER_SECOND)
                .max_b_frames(0)
                .thread_count(1)
                .color_range(AVCOL_RANGE_MPEG)
                .colorspace(AVCOL_SPC_BT709)
                .color_primaries(AVCOL_PRI_BT709)
                .color_trc(AVCOL_TRC_BT709)
                .flags(AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_CLOSED_GOP | AV_CODEC_FLAG_BITEXACT);
        AVDictionary options = new AVDictionary(null);
        if (x264 != null) {
            av_dict_set(options, "preset", "superfast", 0);
            av_dict_set(options, "crf", "20", 0);
            // no look ahead: the pictures move evenly, and it costs a third of the time and most of the memory
            av_dict_set(
                    options,
                    "x264-params",
                    "scenecut=0:keyint=24:min-keyint=24:rc-lookahead=0:mbtree=0:weightp=0:aq-mode=0",
                    0);
        } else {
            context.bit_rate(size.width() * (long) size.height() * 8);
            av_dict_set(options, "rc_mode", "bitrate", 0);
            av_dict_set(options, "allow_skip_frames", "0", 0);
        }
        return open(context, codec, options);
    }

    static AVCodecContext openSound() throws IOException {
        AVCodec codec = FFmpegResult.present(avcodec_find_encoder_by_name("aac"), "find an AAC encoder");
        AVCodecContext context = avcodec_alloc_context3(codec);
        context.sample_fmt(AV_SAMPLE_FMT_FLTP)
                .sample_rate(SAMPLES_PER_SECOND)
                .time_base(av_make_q(1, SAMPLES_PER_SECOND))
                .bit_rate(128_000)
                .flags(AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT);
        av_channel_layout_default(context.ch_layout(), 2);
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "aac_coder", "fast", 0);
        return open(context, codec, options);
    }

    private static AVCodecContext open(AVCodecContext context, AVCodec codec, AVDictionary options) throws IOException {
        try {
            FFmpegResult.check(avcodec_open2(context, codec, options), "open an encoder");
            return context;
        } finally {
            av_dict_free(options);
        }
    }

    static AVFrame pictureFrame(AVCodecContext context) throws IOException {
        AVFrame frame = av_frame_alloc();
        frame.format(context.pix_fmt()).width(context.width()).height(context.height());
        frame.color_range(AVCOL_RANGE_MPEG).colorspace(AVCOL_SPC_BT709);
        FFmpegResult.check(av_frame_get_buffer(frame, 0), "allocate a frame");
        return frame;
    }

    static AVFrame soundFrame(AVCodecContext context) throws IOException {
        AVFrame frame = av_frame_alloc();
        frame.format(AV_SAMPLE_FMT_FLTP).sample_rate(SAMPLES_PER_SECOND).nb_samples(SOUND_FRAME);
        FFmpegResult.check(av_channel_layout_copy(frame.ch_layout(), context.ch_layout()), "allocate sound");
        FFmpegResult.check(av_frame_get_buffer(frame, 0), "allocate sound");
        return frame;
    }
}

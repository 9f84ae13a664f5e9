package dev.framespan.simulator.clip;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EAGAIN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import dev.framespan.simulator.picture.FFmpegResult;
import dev.framespan.simulator.picture.Planes;
import dev.framespan.simulator.picture.Size;
import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;

/** Writes one MP4: H.264 at 24 frames a second, the index in front, and a sound track if there is one. */
final class ClipWriter implements AutoCloseable {
    private final AVFormatContext file = new AVFormatContext(null);
    private final AVPacket packet = av_packet_alloc();
    private final AVCodecContext pictures;
    private final AVFrame picture;
    private final AVStream pictureStream;
    private AVCodecContext sounds;
    private AVFrame sound;
    private AVStream soundStream;
    private long frame;
    private long sample;

    ClipWriter(Path path, Size size, boolean audio) throws IOException {
        FFmpegResult.ready();
        FFmpegResult.check(avformat_alloc_output_context2(file, null, "mp4", path.toString()), "make an MP4");
        pictures = Encoders.openPictures(size);
        picture = Encoders.pictureFrame(pictures);
        pictureStream = stream(pictures);
        if (audio) {
            sounds = Encoders.openSound();
            sound = Encoders.soundFrame(sounds);
            soundStream = stream(sounds);
        }
        AVIOContext output = new AVIOContext(null);
        FFmpegResult.check(avio_open(output, path.toString(), AVIO_FLAG_WRITE), "open " + path.getFileName());
        file.pb(output);
        AVDictionary options = new AVDictionary(null);
        av_dict_set(options, "movflags", "+faststart", 0);
        av_dict_set(options, "fflags", "+bitexact", 0);
        try {
            FFmpegResult.check(avformat_write_header(file, options), "write the header");
        } finally {
            av_dict_free(options);
        }
    }

    private AVStream stream(AVCodecContext codec) throws IOException {
        AVStream stream = FFmpegResult.present(avformat_new_stream(file, null), "add a stream");
        FFmpegResult.check(avcodec_parameters_from_context(stream.codecpar(), codec), "describe a stream");
        stream.time_base(codec.time_base());
        return stream;
    }

    void picture(Planes planes) throws IOException {
        FFmpegResult.check(av_frame_make_writable(picture), "take a frame");
        Size size = planes.size();
        copy(planes.luma(), size.width(), size.height(), picture.data(0), picture.linesize(0));
        copy(planes.blue(), size.width() / 2, size.height() / 2, picture.data(1), picture.linesize(1));
        copy(planes.red(), size.width() / 2, size.height() / 2, picture.data(2), picture.linesize(2));
        picture.pts(frame++);
        encode(pictures, picture, pictureStream);
    }

    private static void copy(byte[] plane, int width, int height, BytePointer target, int stride) {
        for (int y = 0; y < height; y++) {
            target.position((long) y * stride).put(plane, y * width, width);
        }
        target.position(0);
    }

    /** Takes as many samples of each side as {@link Encoders#SOUND_FRAME}, or fewer at the very end. */
    void sound(float[] left, float[] right, int count) throws IOException {
        FFmpegResult.check(av_frame_make_writable(sound), "take sound");
        new FloatPointer(sound.data(0)).put(left, 0, count);
        new FloatPointer(sound.data(1)).put(right, 0, count);
        sound.nb_samples(count);
        sound.pts(sample);
        sample += count;
        encode(sounds, sound, soundStream);
    }

    /** Writes what is still in the encoders, and the index. */
    void finish() throws IOException {
        encode(pictures, null, pictureStream);
        if (sounds != null) {
            encode(sounds, null, soundStream);
        }
        FFmpegResult.check(av_write_trailer(file), "write the index");
    }

    private void encode(AVCodecContext codec, AVFrame input, AVStream stream) throws IOException {
        FFmpegResult.check(avcodec_send_frame(codec, input), "encode");
        while (true) {
            int result = avcodec_receive_packet(codec, packet);
            if (result == AVERROR_EAGAIN() || result == AVERROR_EOF()) {
                return;
            }
            FFmpegResult.check(result, "encode");
            if (packet.duration() == 0) {
                packet.duration(1);
            }
            av_packet_rescale_ts(packet, codec.time_base(), stream.time_base());
            packet.stream_index(stream.index());
            FFmpegResult.check(av_interleaved_write_frame(file, packet), "write");
        }
    }

    @Override
    public void close() {
        av_packet_free(packet);
        av_frame_free(picture);
        avcodec_free_context(pictures);
        if (sounds != null) {
            av_frame_free(sound);
            avcodec_free_context(sounds);
        }
        if (file.pb() != null && !file.pb().isNull()) {
            avio_closep(file.pb());
        }
        avformat_free_context(file);
    }
}

package dev.framespan.activities.media.engine;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;

import java.io.IOException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** An MP4 in the making; its index comes to stand in front when it is finished. The same packets make the same bytes. */
final class Mp4Writer implements AutoCloseable {
    /** Sound samples a second in everything that is written here. */
    static final int SAMPLE_RATE = 48_000;

    private final Path file;
    private final AVFormatContext context = new AVFormatContext(null);
    private final AVIOContext output = new AVIOContext(null);

    Mp4Writer(Path file) throws IOException {
        this.file = file;
        FFmpeg.check(avformat_alloc_output_context2(context, null, "mp4", FFmpeg.url(file)), "preparing " + file);
        context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
    }

    AVStream addStream(AVRational timeBase) {
        AVStream stream = avformat_new_stream(context, null);
        stream.time_base(timeBase);
        return stream;
    }

    /** After the streams were added and described. */
    void begin() throws IOException {
        check(avio_open2(output, FFmpeg.url(file), AVIO_FLAG_WRITE, (AVIOInterruptCB) null, null));
        context.pb(output);
        // The movie's clock ticks in samples: the edit lists that hide the encoder's priming are exact to one of them.
        try (FFmpeg.Options options = FFmpeg.options(
                "movflags", "+faststart", "movie_timescale", Integer.toString(SAMPLE_RATE), "strict", "experimental")) {
            check(avformat_write_header(context, options.dictionary()));
        }
    }

    /** @param packet whose contents are taken over; its times are in the given base */
    void write(AVPacket packet, AVStream stream, AVRational timeBase) throws IOException {
        packet.stream_index(stream.index());
        packet.pos(-1);
        av_packet_rescale_ts(packet, timeBase, stream.time_base());
        check(av_interleaved_write_frame(context, packet));
    }

    void finish() throws IOException {
        check(av_write_trailer(context));
        int code = avio_closep(output);
        context.pb(null);
        check(code);
    }

    private void check(int code) throws IOException {
        FFmpeg.check(code, "writing " + file.getFileName());
    }

    @Override
    public void close() {
        if (!output.isNull()) {
            avio_closep(output);
        }
        avformat_free_context(context);
    }
}

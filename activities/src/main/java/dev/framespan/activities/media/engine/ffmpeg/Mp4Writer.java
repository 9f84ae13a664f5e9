package dev.framespan.activities.media.engine.ffmpeg;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_mallocz;

import dev.framespan.activities.media.protocol.Chapter;
import dev.framespan.workflows.assembly.FilmSound;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVChapter;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.presets.avutil;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** An MP4 in the making; its index comes to stand in front when it is finished. The same packets make the same bytes. */
public final class Mp4Writer implements AutoCloseable {
    /** Sound samples a second in everything that is written here. */
    public static final int SAMPLE_RATE = FilmSound.SAMPLE_RATE;

    private final Path file;
    private final AVFormatContext context = new AVFormatContext(null);
    private final AVIOContext output = new AVIOContext(null);
    private boolean reserved;

    public Mp4Writer(Path file) throws IOException {
        this.file = file;
        FFmpeg.check(avformat_alloc_output_context2(context, null, "mp4", FFmpeg.url(file)), "preparing " + file);
        context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
    }

    public AVStream addStream(AVRational timeBase) {
        AVStream stream = avformat_new_stream(context, null);
        stream.time_base(timeBase);
        return stream;
    }

    /** What the file says of itself. @param value null for nothing */
    public void tag(String key, String value) {
        context.metadata(with(context.metadata(), key, value));
    }

    /** @param language as ISO 639-2 has it; null for none */
    public static void language(AVStream stream, String language) {
        stream.metadata(with(stream.metadata(), "language", language));
    }

    private static AVDictionary with(AVDictionary known, String key, String value) {
        AVDictionary dictionary = known == null ? new AVDictionary(null) : known;
        if (value != null) {
            av_dict_set(dictionary, key, value, 0);
        }
        return dictionary;
    }

    /**
     * @param chapters in their order
     * @param frames of the film, at which the last one ends
     * @param tick the time of one frame
     */
    public void chapters(List<Chapter> chapters, long frames, AVRational tick) {
        // FFmpeg has no call for it; the movie's context frees them.
        PointerPointer<AVChapter> all = new PointerPointer<>(av_mallocz((long) Long.BYTES * chapters.size()));
        for (int i = 0; i < chapters.size(); i++) {
            AVChapter chapter = new AVChapter(av_mallocz(Pointer.sizeof(AVChapter.class)));
            chapter.id(i);
            chapter.time_base(tick);
            chapter.start(chapters.get(i).frame());
            chapter.end(i + 1 < chapters.size() ? chapters.get(i + 1).frame() : frames);
            chapter.metadata(with(null, "title", chapters.get(i).title()));
            all.put(i, chapter);
        }
        context.nb_chapters(chapters.size());
        context.chapters(all);
    }

    /** After the streams were added and described. */
    public void begin() throws IOException {
        begin("movflags", "+faststart");
    }

    /**
     * Like {@link #begin()}, with room for the index left in front, so that the media need not be moved to make it.
     *
     * @param index in bytes; more than it takes is filled with an atom that players skip, and less makes {@link #finish()} throw an
     *     {@link IndexRoomException}
     */
    public void begin(long index) throws IOException {
        reserved = true;
        begin("moov_size", Long.toString(index));
    }

    private void begin(String option, String value) throws IOException {
        check(avio_open2(output, FFmpeg.url(file), AVIO_FLAG_WRITE, (AVIOInterruptCB) null, null));
        context.pb(output);
        // The movie's clock ticks in samples: the edit lists that hide the encoder's priming are exact to one of them.
        try (FFmpeg.Options options = FFmpeg.options(
                option, value, "movie_timescale", Integer.toString(SAMPLE_RATE), "strict", "experimental")) {
            check(avformat_write_header(context, options.dictionary()));
        }
    }

    /** @param packet whose contents are taken over; its times are in the given base */
    public void write(AVPacket packet, AVStream stream, AVRational timeBase) throws IOException {
        packet.stream_index(stream.index());
        packet.pos(-1);
        av_packet_rescale_ts(packet, timeBase, stream.time_base());
        check(av_interleaved_write_frame(context, packet));
    }

    /** Writes a packet at once, so that the caller decides how tracks alternate. The packet stays the caller's. */
    public void writeNow(AVPacket packet, AVStream stream, AVRational timeBase) throws IOException {
        packet.stream_index(stream.index());
        packet.pos(-1);
        av_packet_rescale_ts(packet, timeBase, stream.time_base());
        check(av_write_frame(context, packet));
    }

    public void finish() throws IOException {
        int trailer = av_write_trailer(context);
        if (reserved && trailer == avutil.AVERROR_EINVAL()) {
            throw new IndexRoomException();
        }
        check(trailer);
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

    /** The index did not fit into the room that was left for it. */
    public static final class IndexRoomException extends IOException {
        private static final long serialVersionUID = 1;
    }
}

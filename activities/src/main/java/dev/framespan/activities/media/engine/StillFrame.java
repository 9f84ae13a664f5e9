package dev.framespan.activities.media.engine;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_DEFAULT;
import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_NONREF;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import dev.framespan.activities.media.protocol.EngineJob;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** One frame of a clip as a picture. */
final class StillFrame {
    private static final int OWN_SIZE = 0;

    private final ClipFile clip;
    private final long wanted;
    private final int width;
    private final int height;
    private BufferedImage picture;
    private long target;

    private StillFrame(ClipFile clip, long wanted, int width, int height) {
        this.clip = clip;
        this.wanted = wanted;
        this.width = width;
        this.height = height;
    }

    /** Width of a clip's picture as it is displayed, in heights. */
    static double aspect(Path file) {
        try (ClipFile clip = ClipFile.open(file)) {
            double encoded = (double) clip.picture().codecpar().width()
                    / clip.picture().codecpar().height();
            return clip.rotation() % 180 == 0 ? encoded : 1 / encoded;
        }
    }

    /**
     * @param frame from 0, in the order in which they are shown; the last one where there are fewer
     * @param width of the place it must fit in
     * @param height of the place it must fit in
     */
    static BufferedImage take(Path file, long frame, int width, int height) throws IOException {
        try (ClipFile clip = ClipFile.open(file)) {
            return new StillFrame(clip, frame, width, height).take();
        }
    }

    /** Fitted into a place. */
    static BufferedImage of(FramePixels pixels, int width, int height) throws IOException {
        double scale = Math.min((double) width / pixels.width(), (double) height / pixels.height());
        String chain = "scale=" + Math.max(1, Math.round(pixels.width() * scale)) + ":"
                + Math.max(1, Math.round(pixels.height() * scale)) + ":flags=bicubic,format=bgr24";
        BufferedImage[] picture = new BufferedImage[1];
        AVFrame frame = av_frame_alloc();
        try {
            pixels.copyTo(frame);
            try (FilterChain filter = new FilterChain(frame, chain)) {
                filter.apply(frame, small -> picture[0] = copy(small));
            }
        } finally {
            av_frame_free(frame);
        }
        return picture[0];
    }

    /** Writes a frame in its own size as PNG. @return the size */
    static String write(EngineJob.Frame job) throws IOException {
        BufferedImage picture = take(job.file(), job.number(), OWN_SIZE, OWN_SIZE);
        ImageIO.setUseCache(false);
        if (!ImageIO.write(picture, "png", job.out().toFile())) {
            throw new IOException(job.out().getFileName() + " cannot be written");
        }
        return picture.getWidth() + "x" + picture.getHeight();
    }

    private BufferedImage take() throws IOException {
        AVStream from = clip.picture();
        clip.readOnly(from);
        AVPacket packet = av_packet_alloc();
        try (Decoder decoder = new Decoder(from.codecpar(), from.time_base(), "frame")) {
            Moment moment = find(packet);
            target = moment.shown();
            clip.seek(from, moment.from());
            while (picture == null && clip.read(packet)) {
                // On the way there, what no other frame leans on need not be decoded.
                decoder.context().skip_frame(packet.pts() == target ? AVDISCARD_DEFAULT : AVDISCARD_NONREF);
                decoder.decode(packet, this::see);
                av_packet_unref(packet);
            }
            if (picture == null) {
                decoder.decode(null, this::see);
            }
        } finally {
            av_packet_free(packet);
        }
        if (picture == null) {
            throw new UnusableMediaException("has no frame to show");
        }
        return picture;
    }

    /**
     * @param shown when the wanted frame is, in ticks of the track
     * @param from when the key frame is decoded from which on the wanted one can be
     */
    private record Moment(long shown, long from) {}

    /**
     * The key frame is one that is shown no later than the wanted frame: those between that are decoded after a key frame and shown
     * before it lean on the one before.
     */
    private Moment find(AVPacket packet) {
        List<Long> shown = new ArrayList<>();
        TreeMap<Long, Long> keys = new TreeMap<>();
        long first = Long.MAX_VALUE;
        while (clip.read(packet)) {
            first = Math.min(first, packet.dts());
            if ((packet.flags() & AV_PKT_FLAG_KEY) != 0) {
                keys.put(packet.pts(), packet.dts());
            }
            if ((packet.flags() & AV_PKT_FLAG_DISCARD) == 0) {
                shown.add(packet.pts());
            }
            av_packet_unref(packet);
        }
        if (shown.isEmpty()) {
            throw new UnusableMediaException("has no frame to show");
        }
        Collections.sort(shown);
        long moment = shown.get((int) Math.min(wanted, shown.size() - 1));
        Map.Entry<Long, Long> key = keys.floorEntry(moment);
        return new Moment(moment, key == null ? first : key.getValue());
    }

    private void see(AVFrame frame) throws IOException {
        if (picture == null && frame.best_effort_timestamp() >= target) {
            try (FilterChain filter = new FilterChain(frame, chain(FrameFormat.of(frame)))) {
                filter.apply(frame, small -> picture = copy(small));
            }
        }
    }

    private String chain(FrameFormat frameFormat) {
        int rotation = clip.rotation();
        double wide = frameFormat.displayWidth(rotation);
        double high = frameFormat.displayHeight(rotation);
        boolean whole = width == OWN_SIZE;
        double scale = whole ? 1 : Math.min(width / wide, height / high);
        return FrameFitter.turn(rotation) + "scale=" + Math.max(1, Math.round(wide * scale)) + ":"
                + Math.max(1, Math.round(high * scale))
                + (whole ? ":flags=bicubic+accurate_rnd+full_chroma_int" : ":flags=area")
                + FrameFitter.matrix(frameFormat)
                + ",format=bgr24";
    }

    private static BufferedImage copy(AVFrame frame) {
        BufferedImage image = new BufferedImage(frame.width(), frame.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        int row = frame.width() * 3;
        for (int y = 0; y < frame.height(); y++) {
            frame.data(0).position((long) y * frame.linesize(0)).get(pixels, y * row, row);
        }
        return image;
    }
}

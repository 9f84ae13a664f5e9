package dev.framespan.simulator.picture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameGrabber;

/** Decodes pictures that were fetched into files. FFmpeg is never given a URL, and never guesses a format. */
public final class PictureReader {
    /** Bounds the memory of one picture to 150 MB. */
    private static final long MOST_PIXELS = 50_000_000;

    private PictureReader() {}

    /** The demuxer for what the first bytes say the file is; empty if it is no JPG, PNG or WEBP. */
    public static Optional<String> formatOf(byte[] head) {
        if (startsWith(head, 0, 0xFF, 0xD8, 0xFF)) {
            return Optional.of("jpeg_pipe");
        }
        if (startsWith(head, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return Optional.of("png_pipe");
        }
        if (startsWith(head, 0, 'R', 'I', 'F', 'F') && startsWith(head, 8, 'W', 'E', 'B', 'P')) {
            return Optional.of("webp_pipe");
        }
        return Optional.empty();
    }

    /** Whether the first bytes are those of an MP4 or MOV file. */
    public static boolean isMovie(byte[] head) {
        return startsWith(head, 4, 'f', 't', 'y', 'p')
                || startsWith(head, 4, 'm', 'o', 'o', 'v')
                || startsWith(head, 4, 'w', 'i', 'd', 'e');
    }

    /** @throws IOException if it is no picture, is broken, or is too large to be held */
    public static Picture read(Path file) throws IOException {
        try (var content = Files.newInputStream(file)) {
            String format =
                    formatOf(content.readNBytes(16)).orElseThrow(() -> new IOException("it is no JPG, PNG or WEBP"));
            return first(file, format);
        }
    }

    private static Picture first(Path file, String format) throws IOException {
        try (FFmpegFrameGrabber grabber = open(file, format)) {
            grabber.start();
            return Optional.ofNullable(grabber.grabImage())
                    .map(PictureReader::copy)
                    .orElseThrow(() -> new IOException("it holds no picture"));
        } catch (FrameGrabber.Exception broken) {
            throw new IOException("it cannot be decoded", broken);
        }
    }

    static FFmpegFrameGrabber open(Path file, String format) {
        FFmpegResult.ready();
        FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile());
        grabber.setFormat(format);
        grabber.setOption("protocol_whitelist", "file");
        grabber.setVideoOption("max_pixels", String.valueOf(MOST_PIXELS));
        grabber.setVideoOption("threads", "1");
        return grabber;
    }

    static Picture copy(Frame frame) {
        int row = 3 * frame.imageWidth;
        byte[] pixels = new byte[row * frame.imageHeight];
        ByteBuffer source = ((ByteBuffer) frame.image[0]).duplicate();
        for (int y = 0; y < frame.imageHeight; y++) {
            source.position(y * frame.imageStride);
            source.get(pixels, y * row, row);
        }
        return new Picture(frame.imageWidth, frame.imageHeight, pixels);
    }

    private static boolean startsWith(byte[] head, int from, int... expected) {
        if (head.length < from + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((head[from + i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}

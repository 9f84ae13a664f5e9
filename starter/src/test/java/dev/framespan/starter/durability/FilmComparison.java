package dev.framespan.starter.durability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;

/** Watches a film frame by frame and holds it against the clips it was made of. */
public final class FilmComparison {
    private FilmComparison() {}

    /** A checksum for every frame of a film or clip. */
    public static List<Long> frames(Path file) throws IOException {
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
        List<Long> frames = new ArrayList<>();
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile())) {
            grabber.start();
            for (Frame frame = grabber.grabImage(); frame != null; frame = grabber.grabImage()) {
                CRC32 checksum = new CRC32();
                checksum.update(((ByteBuffer) frame.image[0]).duplicate());
                frames.add(checksum.getValue());
            }
        }
        return frames;
    }

    /** The checksums of all clips that a receipt names, in its order. */
    public static List<Long> framesOfClips(Path receipt, Path store) throws IOException {
        List<Long> frames = new ArrayList<>();
        JsonNode shots = new ObjectMapper().readTree(receipt.toFile()).path("shots");
        for (JsonNode shot : shots) {
            String hash = shot.path("sha256").asText();
            frames.addAll(
                    frames(store.resolve("assets").resolve(hash.substring(0, 2)).resolve(hash + ".mp4")));
        }
        return frames;
    }
}

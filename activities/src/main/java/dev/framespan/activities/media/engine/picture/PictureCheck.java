package dev.framespan.activities.media.engine.picture;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_PNG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_WEBP;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;

import dev.framespan.activities.filetype.FileSignature;
import dev.framespan.activities.media.engine.ffmpeg.Decoder;
import dev.framespan.activities.media.engine.ffmpeg.FFmpeg;
import dev.framespan.activities.media.engine.ffmpeg.FrameFormat;
import dev.framespan.activities.media.engine.ffmpeg.FrameSink;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Decodes a picture whole: its bytes go straight to the one decoder of its type, no container is guessed. */
public final class PictureCheck {
    private static final long LARGEST_FILE = 128L << 20;

    private PictureCheck() {}

    public static MediaFacts decode(Path file, MediaType type) throws IOException {
        FileSignature.require(file, type);
        if (Files.size(file) > LARGEST_FILE) {
            throw new UnusableMediaException("has " + Files.size(file) + " bytes; " + LARGEST_FILE + " are taken");
        }
        byte[] content = Files.readAllBytes(file);
        PictureHead.size(content, type).ifPresent(size -> demandSides(size.width(), size.height()));
        FrameFormat[] seen = new FrameFormat[1];
        decode(content, type, frame -> seen[0] = FrameFormat.of(frame));
        FrameFormat format = seen[0];
        if (format == null) {
            throw new UnusableMediaException("holds no picture");
        }
        demandSides(format.width(), format.height());
        return new MediaFacts(
                format.width(),
                format.height(),
                1,
                "0/1",
                false,
                avcodec_get_name(codec(type)).getString(),
                "");
    }

    private static void demandSides(long width, long height) {
        if (Math.max(width, height) > Decoder.LARGEST_SIDE) {
            throw new UnusableMediaException(
                    "has " + width + "x" + height + " pixels; sides of up to " + Decoder.LARGEST_SIDE + " are taken");
        }
    }

    private static void decode(byte[] content, MediaType type, FrameSink frames) throws IOException {
        AVCodecParameters parameters = avcodec_parameters_alloc();
        AVPacket packet = av_packet_alloc();
        try {
            parameters.codec_type(AVMEDIA_TYPE_VIDEO);
            parameters.codec_id(codec(type));
            FFmpeg.check(av_new_packet(packet, content.length), "reading a picture");
            packet.data().put(content, 0, content.length);
            try (Decoder decoder = new Decoder(parameters, FFmpeg.rational(1, 25), "picture")) {
                decoder.decode(packet, frames);
                decoder.decode(null, frames);
            }
        } finally {
            av_packet_free(packet);
            avcodec_parameters_free(parameters);
        }
    }

    private static int codec(MediaType type) {
        return switch (type) {
            case JPG -> AV_CODEC_ID_MJPEG;
            case PNG -> AV_CODEC_ID_PNG;
            case WEBP -> AV_CODEC_ID_WEBP;
            case MP4, MOV, Y4M, HTML, MP3, WAV, FLAC, OGG, M4A, JSON, TXT -> throw new IllegalArgumentException(
                    "not a picture: " + type);
        };
    }
}

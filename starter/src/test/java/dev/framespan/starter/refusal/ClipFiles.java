package dev.framespan.starter.refusal;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ShortBuffer;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Java2DFrameConverter;

/** Stills and clips that no simulator made, and a way to count what is in a film. */
public final class ClipFiles {
    private static final int SAMPLE_RATE = 44_100;

    private ClipFiles() {}

    static Path still(Path file, int width, int height) throws IOException {
        ImageIO.write(picture(width, height, 7), "png", file.toFile());
        return file;
    }

    /** A clip in which a bar moves, with a tone where it has sound. */
    public static Path clip(Path file, Recipe recipe) throws IOException {
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
        int channels = recipe.sound() ? 1 : 0;
        try (FFmpegFrameRecorder recorder =
                        new FFmpegFrameRecorder(file.toFile(), recipe.width(), recipe.height(), channels);
                Java2DFrameConverter converter = new Java2DFrameConverter()) {
            recorder.setFormat("mp4");
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_H264);
            recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
            recorder.setFrameRate(recipe.fps());
            recorder.setAudioCodec(avcodec.AV_CODEC_ID_AAC);
            recorder.setSampleRate(SAMPLE_RATE);
            recorder.start();
            for (int i = 0; i < recipe.seconds() * recipe.fps(); i++) {
                recorder.record(converter.convert(picture(recipe.width(), recipe.height(), i)));
                if (recipe.sound()) {
                    recorder.recordSamples(SAMPLE_RATE, 1, tone(SAMPLE_RATE / recipe.fps(), i));
                }
            }
            recorder.stop();
        }
        return file;
    }

    /** What is in a film, every frame of it decoded. */
    static Film watch(Path file) throws IOException {
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
        try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile())) {
            grabber.start();
            int frames = 0;
            while (grabber.grabImage() != null) {
                frames++;
            }
            return new Film(frames, grabber.getImageWidth(), grabber.getImageHeight(), grabber.getAudioChannels() > 0);
        }
    }

    private static BufferedImage picture(int width, int height, int number) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(new Color(40, 70, 110));
        pen.fillRect(0, 0, width, height);
        pen.setColor(Color.ORANGE);
        pen.fillRect(number * 5 % width, 0, 12, height);
        pen.dispose();
        return picture;
    }

    private static ShortBuffer tone(int samples, int part) {
        ShortBuffer tone = ShortBuffer.allocate(samples);
        for (int i = 0; i < samples; i++) {
            tone.put((short) (8000 * Math.sin(2 * Math.PI * 441 * (part * samples + i) / SAMPLE_RATE)));
        }
        return tone.flip();
    }

    public record Recipe(int width, int height, int fps, int seconds, boolean sound) {}

    record Film(int frames, int width, int height, boolean sound) {}
}

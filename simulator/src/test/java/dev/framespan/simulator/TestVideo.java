package dev.framespan.simulator;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Random;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/** Makes the videos of the tests. */
final class TestVideo {
    private static final int RATE = 24;
    private static final int SAMPLES = 48_000;

    private TestVideo() {}

    /**
     * A video of coloured blotches that go across.
     *
     * @param speed by how many pixels they go to the right with each frame
     * @param pitch of its sound in Hz; 0 for silence
     */
    static Path panning(Path file, int width, int height, double seconds, int speed, int pitch) throws Exception {
        byte[] wall = wall(3 * width, height);
        int frames = (int) Math.round(seconds * RATE);
        avutil.av_log_set_level(avutil.AV_LOG_ERROR);
        try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), width, height, pitch == 0 ? 0 : 2)) {
            recorder.setFormat("mp4");
            recorder.setVideoCodec(avcodec.AV_CODEC_ID_H264);
            recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
            recorder.setFrameRate(RATE);
            recorder.setVideoOption("preset", "ultrafast");
            recorder.setVideoQuality(18);
            if (pitch > 0) {
                recorder.setAudioCodec(avcodec.AV_CODEC_ID_AAC);
                recorder.setSampleRate(SAMPLES);
            }
            recorder.start();
            for (int number = 0; number < frames; number++) {
                Frame frame = new Frame(width, height, Frame.DEPTH_UBYTE, 3);
                ByteBuffer pixels = (ByteBuffer) frame.image[0];
                for (int y = 0; y < height; y++) {
                    int from = Math.floorMod(width - speed * number, 2 * width);
                    pixels.position(y * frame.imageStride);
                    pixels.put(wall, 3 * (y * 3 * width + from), 3 * width);
                }
                recorder.record(frame);
                if (pitch > 0) {
                    recorder.recordSamples(SAMPLES, 2, tone(pitch, number));
                }
            }
        }
        return file;
    }

    private static FloatBuffer tone(int pitch, int frame) {
        int count = SAMPLES / RATE;
        FloatBuffer samples = FloatBuffer.allocate(2 * count);
        for (int i = 0; i < count; i++) {
            float value = (float) (0.4 * Math.sin(2 * Math.PI * pitch * (frame * count + i) / SAMPLES));
            samples.put(value).put(value);
        }
        samples.flip();
        return samples;
    }

    /** Blotches of about a tenth of the height, each of a colour of its own, one melting into the next. */
    private static byte[] wall(int width, int height) {
        Random random = new Random(7);
        int cell = Math.max(4, height / 8);
        int columns = width / cell + 2;
        int rows = height / cell + 2;
        int[][] colours = new int[columns * rows][3];
        for (int[] colour : colours) {
            for (int c = 0; c < 3; c++) {
                colour[c] = 20 + random.nextInt(216);
            }
        }
        byte[] wall = new byte[3 * width * height];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double right = (double) (x % cell) / cell;
                double down = (double) (y % cell) / cell;
                int at = y / cell * columns + x / cell;
                for (int c = 0; c < 3; c++) {
                    double above = colours[at][c] * (1 - right) + colours[at + 1][c] * right;
                    double below = colours[at + columns][c] * (1 - right) + colours[at + columns + 1][c] * right;
                    wall[3 * (y * width + x) + c] = (byte) Math.round(above * (1 - down) + below * down);
                }
            }
        }
        return wall;
    }
}

package dev.framespan.activities.media.engine.sound;

import dev.framespan.activities.media.engine.ffmpeg.Mp4Writer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A WAV in the making, 48 kHz stereo of 24 bits; an RF64 where it grows beyond what the header of a WAV can say. What is louder than full
 * scale is cut off there.
 */
final class WavWriter implements AutoCloseable {
    private static final int FRAME = 6;
    private static final int BLOCK = 4096;
    private static final int HEADER = 80;
    private static final long LARGEST = 0xffff_ffffL - HEADER;

    private final FileChannel channel;
    private final long largest;
    private final ByteBuffer out = ByteBuffer.allocate(BLOCK * FRAME).order(ByteOrder.LITTLE_ENDIAN);
    private long samples;

    WavWriter(Path file) throws IOException {
        this(file, LARGEST);
    }

    /** @param largest bytes of sound that the header of a WAV is made to say */
    WavWriter(Path file, long largest) throws IOException {
        this.largest = largest;
        this.channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        write(ByteBuffer.allocate(HEADER));
    }

    void write(float[] left, float[] right, int count) throws IOException {
        for (int from = 0; from < count; from += BLOCK) {
            int to = Math.min(count, from + BLOCK);
            out.clear();
            for (int i = from; i < to; i++) {
                put(left[i]);
                put(right[i]);
            }
            write(out.flip());
        }
        samples += count;
    }

    private void put(float sample) {
        int value = Math.max(-0x800000, Math.min(0x7fffff, Math.round(sample * 0x800000)));
        out.putShort((short) value).put((byte) (value >> 16));
    }

    /** After the last sample. */
    void finish() throws IOException {
        long bytes = samples * FRAME;
        boolean large = bytes > largest;
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.put(ascii(large ? "RF64" : "RIFF")).putInt(large ? -1 : (int) (HEADER - 8 + bytes));
        header.put(ascii("WAVE")).put(ascii(large ? "ds64" : "JUNK")).putInt(28);
        if (large) {
            header.putLong(HEADER - 8 + bytes).putLong(bytes).putLong(samples).putInt(0);
        } else {
            header.position(header.position() + 28);
        }
        header.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 2);
        header.putInt(Mp4Writer.SAMPLE_RATE).putInt(Mp4Writer.SAMPLE_RATE * FRAME);
        header.putShort((short) FRAME).putShort((short) 24);
        header.put(ascii("data")).putInt(large ? -1 : (int) bytes);
        channel.position(0);
        write(header.flip());
    }

    private void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

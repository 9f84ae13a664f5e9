package dev.framespan.activities.media.engine.sound;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** A mix on its way, 48 kHz stereo as raw 32-bit floats: written once from its beginning, then read anywhere by any thread. */
final class PcmFile implements AutoCloseable {
    private static final int FRAME = 2 * Float.BYTES;
    private static final int BLOCK = 4096;

    private final Path file;
    private final FileChannel channel;
    private final ByteBuffer out = buffer();
    private long samples;

    PcmFile(Path file) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    private static ByteBuffer buffer() {
        return ByteBuffer.allocate(BLOCK * FRAME).order(ByteOrder.nativeOrder());
    }

    void write(float[] left, float[] right, int count) throws IOException {
        for (int from = 0; from < count; from += BLOCK) {
            int taken = Math.min(BLOCK, count - from);
            FloatBuffer floats = out.clear().asFloatBuffer();
            for (int i = from; i < from + taken; i++) {
                floats.put(left[i]).put(right[i]);
            }
            out.limit(taken * FRAME);
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }
        samples += count;
    }

    /** Fills the beginning of both channels; silence where there is no more. */
    void read(long from, float[] left, float[] right, int count) throws IOException {
        ByteBuffer in = buffer();
        int held = (int) Math.max(0, Math.min(count, samples - from));
        for (int done = 0; done < held; ) {
            int taken = Math.min(BLOCK, held - done);
            in.clear().limit(taken * FRAME);
            while (in.hasRemaining()) {
                if (channel.read(in, (from + done) * FRAME + in.position()) < 0) {
                    throw new IOException(file.getFileName() + " was cut short while it was read");
                }
            }
            FloatBuffer floats = in.flip().asFloatBuffer();
            for (int i = done; i < done + taken; i++) {
                left[i] = floats.get();
                right[i] = floats.get();
            }
            done += taken;
        }
        Arrays.fill(left, held, count, 0);
        Arrays.fill(right, held, count, 0);
    }

    /** The file is gone with it. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            Files.deleteIfExists(file);
        }
    }
}

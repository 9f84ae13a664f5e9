package dev.framespan.activities.media.engine.film;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * The packets of a track as they were read from their sources: what must be found again in the film. Each is known by two checksums of 32
 * bits, by different polynomials: they are to find what a disk or a program does to bytes, and cost a tenth of what a hash against forgery does.
 */
final class PacketLog {
    private final CRC32 one = new CRC32();
    private final CRC32C other = new CRC32C();
    private long[] checksums = new long[1024];
    private long[] times = new long[1024];
    private final BitSet refreshes = new BitSet();
    private int count;

    /** Its bytes as they are now. @param time when it is shown, in ticks of the track that is written */
    void add(AVPacket packet, long time) {
        refreshes.set(count, (packet.flags() & AV_PKT_FLAG_KEY) != 0);
        if (count == checksums.length) {
            checksums = Arrays.copyOf(checksums, count * 2);
            times = Arrays.copyOf(times, count * 2);
        }
        checksums[count] = checksum(packet);
        times[count++] = time;
    }

    private long checksum(AVPacket packet) {
        ByteBuffer bytes = bytes(packet);
        one.reset();
        one.update(bytes);
        bytes.rewind();
        other.reset();
        other.update(bytes);
        return one.getValue() << 32 | other.getValue();
    }

    /** The bytes of a packet where they are. */
    static ByteBuffer bytes(AVPacket packet) {
        return packet.data().position(0).capacity(packet.size()).asByteBuffer();
    }

    int count() {
        return count;
    }

    /** In ticks of the track that is written. */
    long time(int packet) {
        return times[packet];
    }

    /** The last packet no later than this one from which on a track can be decoded. */
    int lastRefresh(int packet) {
        return Math.max(0, refreshes.previousSetBit(packet));
    }

    /**
     * The first packet in which what was read differs from what was written, or that players cannot seek to although it is a refresh; -1
     * where they are equal. One that only one of them has is a difference.
     */
    int firstDifference(PacketLog found) {
        for (int i = 0; i < Math.max(count, found.count); i++) {
            if (i >= count
                    || i >= found.count
                    || checksums[i] != found.checksums[i]
                    || times[i] != found.times[i]
                    || refreshes.get(i) && !found.refreshes.get(i)) {
                return i;
            }
        }
        return -1;
    }
}

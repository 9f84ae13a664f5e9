package dev.framespan.activities.media.engine.sound;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Encodes a long sound on several cores: segments of a quarter of a minute, each by an encoder of its own that begins half a second
 * early. Where two meet, both have encoded a third of a second; the track goes over from one to the other behind a packet that both
 * encoded under the same window, so that what a decoder overlaps fits together. The same sound gives the same packets on any number
 * of cores.
 */
final class AacSegments implements AutoCloseable {
    private static final int MOST_THREADS = 8;

    /** Packets in a segment. */
    static final int LENGTH = 720;

    /** Packets encoded before a segment, in which its encoder gets going. */
    private static final int BEFORE = 24;

    /** Packets encoded after it, in which the next may take over. */
    private static final int AFTER = 16;

    /** Gives sound from any place, to any thread. */
    @FunctionalInterface
    interface Samples {
        void read(long from, float[] left, float[] right, int count) throws IOException;
    }

    /** Takes packets in their order. */
    @FunctionalInterface
    interface Packets {
        void take(byte[] packet) throws IOException;
    }

    /** @param first the place of the first packet in the track */
    private record Encoded(int fromSegment, long first, List<byte[]> packets) {
        byte[] at(long place) {
            return packets.get(Math.toIntExact(place - first));
        }

        long end() {
            return first + packets.size();
        }
    }

    private final Samples samples;
    private final long length;
    private final long frames;
    private final int segmentLength;
    private final int segments;
    private final int threads;
    private final ExecutorService pool;

    /** @param length in samples, at least 1 */
    AacSegments(Samples samples, long length) {
        this(samples, length, LENGTH, Runtime.getRuntime().availableProcessors());
    }

    /** @param segmentLength in packets, more than are encoded before and after a segment */
    AacSegments(Samples samples, long length, int segmentLength, int cores) {
        this.samples = samples;
        this.length = length;
        this.segmentLength = segmentLength;
        this.frames = (length + AacEncoder.FRAME - 1) / AacEncoder.FRAME;
        // There is one packet more than there are frames: the first one begins before them.
        this.segments = Math.toIntExact(Math.max(1, (frames + 1) / segmentLength));
        this.threads = Math.max(1, Math.min(MOST_THREADS, Math.min(cores, segments)));
        this.pool = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "aac");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** How many packets there will be. */
    long count() {
        return frames + 1;
    }

    void encode(Packets out) throws IOException {
        Deque<Future<Encoded>> coming = new ArrayDeque<>();
        int asked = 0;
        Encoded current = null;
        long written = 0;
        for (int i = 0; i < segments; i++) {
            for (; asked < segments && coming.size() <= threads; asked++) {
                int segment = asked;
                coming.add(pool.submit(() -> encode(segment, segment)));
            }
            Encoded next = result(coming.remove());
            if (current != null) {
                long seam = seam(current, next);
                if (seam < 0) {
                    // The two never agree: one encoder does the work of both, and makes the same packets as far as the
                    // first came.
                    next = encode(current.fromSegment(), i);
                    seam = written;
                }
                for (; written < seam; written++) {
                    out.take(current.at(written));
                }
            }
            current = next;
        }
        for (; written < current.end(); written++) {
            out.take(current.at(written));
        }
    }

    private long begin(int segment) {
        return segment == segments ? frames + 1 : (long) segment * segmentLength;
    }

    /** The first packet of the next that can follow on what came before; negative for none. */
    private long seam(Encoded before, Encoded next) {
        for (long place = next.first() + BEFORE; place < before.end(); place++) {
            AacWindow window = AacWindow.of(before.at(place - 1));
            if (window != null && window.equals(AacWindow.of(next.at(place - 1)))) {
                return place;
            }
        }
        return -1;
    }

    private Encoded encode(int firstSegment, int lastSegment) throws IOException {
        long firstFrame = Math.max(0, begin(firstSegment) - BEFORE);
        boolean toEnd = lastSegment == segments - 1;
        // An encoder gives a packet when it has seen the frame after it.
        long endFrame = toEnd ? frames : Math.min(frames, begin(lastSegment + 1) + AFTER + 1);
        long from = Math.max(0, firstFrame * AacEncoder.FRAME - PeakLimiter.CONTEXT);
        int count = Math.toIntExact(Math.min(length, (endFrame + 1) * AacEncoder.FRAME) - from);
        float[] left = new float[count];
        float[] right = new float[count];
        samples.read(from, left, right, count);
        try (AacEncoder encoder = new AacEncoder()) {
            for (long frame = firstFrame; frame < endFrame; frame++) {
                int at = Math.toIntExact(frame * AacEncoder.FRAME - from);
                encoder.encode(left, right, at, Math.min(AacEncoder.FRAME, count - at));
            }
            if (toEnd) {
                encoder.finish();
            }
            return new Encoded(firstSegment, firstFrame, encoder.packets());
        }
    }

    private static Encoded result(Future<Encoded> future) throws IOException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw (Error) e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("encoding the sound was interrupted");
        }
    }

    /** Waits for nothing: what is still being encoded is of no use any more. */
    @Override
    public void close() {
        pool.shutdownNow();
        boolean interrupted = false;
        while (true) {
            try {
                // The sound may not be taken away from an encoder that still reads it.
                pool.awaitTermination(1, TimeUnit.DAYS);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

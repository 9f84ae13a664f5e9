package dev.framespan.activities.media.engine.film;

import static org.bytedeco.ffmpeg.global.avcodec.AVDISCARD_ALL;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_rescale_q;

import dev.framespan.activities.media.engine.ffmpeg.ClipFile;
import dev.framespan.activities.media.engine.ffmpeg.Decoder;
import dev.framespan.activities.media.engine.ffmpeg.TimeBases;
import dev.framespan.activities.media.protocol.FilmSpec;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.activities.media.protocol.WrongResultException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/**
 * Decodes a film around its joins, as a player comes over them: from a refresh before the join, without a stop, into the frames after it.
 * Every frame must come out, once, in its place, without an error that a lenient player would patch up.
 *
 * <p>The work at a join is bounded. {@value #AFTER} packets after it are decoded, and those before it from the last refresh on where that is no
 * more than {@value #BEFORE} packets away. Where it is further, as in clips that have one refresh alone, decoding begins with the join; but of
 * each two kinds of parameter sets that meet, the first join is decoded from the refresh before it however far it is, up to {@value #FAR}
 * packets: what goes wrong between one encoder's frames and another's goes wrong each time they meet. The end is decoded from its last
 * refresh on, no more than {@value #END} packets away: further, it ends as its clip ended when that was decoded.
 *
 * <p>{@linkplain FilmSpec#provenJoins Joins that were decoded before} are left out.
 */
final class JoinDecoding {
    static final int AFTER = 2;
    static final int BEFORE = 6;
    static final int FAR = 300;
    static final int END = 48;

    /** Above this many pixels, a second decoder would take the memory that is to stay free. */
    private static final long LARGE = 2048L * 1152;

    private static final int MOST_DECODERS = 4;

    private final Path file;
    private final AVRational tick;
    private final WrittenFilm written;
    private final AtomicInteger next = new AtomicInteger();
    private final List<Window> windows;

    /** Packets that are decoded in one go. */
    private record Window(int from, int to) {}

    private JoinDecoding(Path file, FilmSpec film, WrittenFilm written) {
        this.file = file;
        this.tick = TimeBases.tick(film.format());
        this.written = written;
        this.windows = windows(written, film.provenJoins());
    }

    private static List<Window> windows(WrittenFilm written, Set<Integer> proven) {
        List<Window> windows = new ArrayList<>();
        Set<List<Integer>> met = new HashSet<>();
        int count = written.picture().count();
        for (int i = 0; i < written.spans().size(); i++) {
            if (proven.contains(i)) {
                continue;
            }
            WrittenFilm.Span span = written.spans().get(i);
            int from = span.packet();
            if (i > 0) {
                WrittenFilm.Span before = written.spans().get(i - 1);
                int refresh = Math.max(before.packet(), written.picture().lastRefresh(span.packet() - 1));
                boolean firstMeeting = met.add(List.of(before.kind(), span.kind()));
                from = span.packet() - refresh <= (firstMeeting ? FAR : BEFORE) ? refresh : from;
            }
            windows.add(new Window(from, Math.min(count, span.packet() + AFTER)));
        }
        // How the film ends: nothing comes after it that could push its last frames out.
        int last = written.picture().lastRefresh(count - 1);
        if (count - last <= END) {
            windows.add(new Window(last, count));
        }
        // Long ones first, so that no thread is left alone with one at the end.
        windows.sort(Comparator.comparingInt((Window window) -> window.to() - window.from())
                .reversed());
        return windows;
    }

    /**
     * Decodes on as many threads as there are cores, while one of them reads the whole file.
     *
     * @throws WrongResultException when a frame does not come out as it should
     */
    static void run(Path file, FilmSpec film, WrittenFilm written, FilmProof.Reading reading, ProgressListener progress)
            throws IOException {
        JoinDecoding decoding = new JoinDecoding(file, film, written);
        boolean large = (long) film.format().width() * film.format().height() > LARGE;
        int threads = large ? 1 : Math.min(MOST_DECODERS, Runtime.getRuntime().availableProcessors());
        ExecutorService workers = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "film-proof");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> parts = new ArrayList<>();
            parts.add(workers.submit(() -> {
                reading.all(ProgressListener.NONE);
                return null;
            }));
            for (int i = 0; i < threads; i++) {
                parts.add(workers.submit(() -> {
                    decoding.decodeWindows();
                    return null;
                }));
            }
            for (Future<?> part : parts) {
                await(part, () -> progress.at(decoding.done()));
            }
        } finally {
            workers.shutdownNow();
            ended(workers);
        }
    }

    /** Before the file is deleted that they read. */
    private static void ended(ExecutorService workers) {
        try {
            workers.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(Future<?> part, Runnable meanwhile) throws IOException {
        while (true) {
            try {
                part.get(200, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                meanwhile.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("the proof of a film was interrupted");
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException io) {
                    throw io;
                }
                if (e.getCause() instanceof Error error) {
                    throw error;
                }
                if (e.getCause() instanceof UnusableMediaException unusable) {
                    // The film is at fault, which was made here, and no file that came in.
                    throw new WrongResultException("the film came out wrong: " + unusable.getMessage());
                }
                throw (RuntimeException) e.getCause();
            }
        }
    }

    private double done() {
        return Math.min(1, (double) next.get() / windows.size());
    }

    private void decodeWindows() throws IOException {
        AVPacket packet = av_packet_alloc();
        try (ClipFile clip = ClipFile.open(file)) {
            AVStream picture = clip.picture();
            clip.readOnly(picture);
            try (Decoder decoder = new Decoder(picture.codecpar(), picture.time_base(), "frame", 1)) {
                // Smoothing the edges of blocks reads no bit, and takes a fifth of the time.
                decoder.context().skip_loop_filter(AVDISCARD_ALL);
                for (int i = next.getAndIncrement(); i < windows.size(); i = next.getAndIncrement()) {
                    decode(windows.get(i), clip, decoder, packet);
                    decoder.flush();
                }
            }
        } finally {
            av_packet_free(packet);
        }
    }

    private void decode(Window window, ClipFile clip, Decoder decoder, AVPacket packet) throws IOException {
        AVStream picture = clip.picture();
        long first = written.picture().time(window.from());
        clip.seek(picture, av_rescale_q(first, tick, picture.time_base()));
        List<Long> shown = new ArrayList<>();
        TreeSet<Long> wanted = new TreeSet<>();
        boolean begun = false;
        while (wanted.size() < window.to() - window.from() && clip.read(packet)) {
            AVRational base = picture.time_base();
            av_packet_rescale_ts(packet, base, tick);
            begun |= packet.pts() == first;
            if (begun) {
                wanted.add(packet.pts());
                av_packet_rescale_ts(packet, tick, base);
                decoder.decode(packet, frame -> shown.add(place(frame, base)));
            }
            av_packet_unref(packet);
        }
        decoder.decode(null, frame -> shown.add(place(frame, picture.time_base())));
        if (wanted.size() != window.to() - window.from() || !shown.equals(List.copyOf(wanted))) {
            throw new WrongResultException(
                    "around frame " + first + " a player would show the frames " + shown + " and not " + wanted);
        }
    }

    private long place(AVFrame frame, AVRational base) {
        return av_rescale_q(frame.best_effort_timestamp(), base, tick);
    }
}

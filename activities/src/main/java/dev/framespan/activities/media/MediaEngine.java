package dev.framespan.activities.media;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.framespan.activities.media.protocol.BridgeSpec;
import dev.framespan.activities.media.protocol.ClipAnalysis;
import dev.framespan.activities.media.protocol.ClipsDisagreeException;
import dev.framespan.activities.media.protocol.EngineJob;
import dev.framespan.activities.media.protocol.EngineReply;
import dev.framespan.activities.media.protocol.FilmSpec;
import dev.framespan.activities.media.protocol.FramePair;
import dev.framespan.activities.media.protocol.FrameSpan;
import dev.framespan.activities.media.protocol.JoinPlace;
import dev.framespan.activities.media.protocol.MixFacts;
import dev.framespan.activities.media.protocol.MixSpec;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.Similarity;
import dev.framespan.activities.media.protocol.SoundFacts;
import dev.framespan.activities.media.protocol.Thumbnail;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.activities.media.protocol.WrongResultException;
import dev.framespan.workflows.assembly.Fit;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.asset.FrameRate;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and makes media in child processes that have FFmpeg loaded, each doing one job at a time and kept warm between jobs.
 *
 * <p>Safe for any number of threads; a call waits until a process is free. Whatever a file does to FFmpeg happens to a child: it may
 * crash, hang or eat memory, and this process goes on. A job is cancelled by interrupting its thread or by throwing from its
 * {@link ProgressListener}. Whatever ends a job early, the file it was to write is gone. All methods throw
 *
 * <ul>
 *   <li>{@link UnusableMediaException} when the media are at fault; trying again gives the same answer
 *   <li>{@link EngineCrashedException} when the engine is, three times, each in a fresh process; the message names the file
 *   <li>{@link WrongResultException} when what was made is not what it was to be; trying again gives the same
 *   <li>{@link CancellationException} when the thread was interrupted, which it then still is, or the engine is closed
 *   <li>{@link IOException} when a file cannot be read or written; a full disk is recognised by
 *       {@link dev.framespan.activities.store.IoReason#isFull}
 * </ul>
 */
public final class MediaEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MediaEngine.class);
    private static final ObjectMapper JSON = Payloads.json();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Seconds before the second and the third process: memory that others had taken may be free again. */
    private static final List<Integer> PAUSES = List.of(1, 5);

    // A film's message is for a person to read.
    private static final int MOST_NAMED = 4;

    private static final String NO_RATE = "0/1";

    private final EnginePool pool;
    private final JobListener listener;
    private volatile String version;

    /** An engine with as many processes as there are cores, none of them started yet. */
    public MediaEngine() {
        this(Runtime.getRuntime().availableProcessors());
    }

    /** @param processes that may work at once, at least 1; none is started before it is needed */
    public MediaEngine(int processes) {
        this(processes, PATIENCE);
    }

    /** @param listener is told of each job */
    public MediaEngine(int processes, JobListener listener) {
        this(processes, PATIENCE, listener);
    }

    /** @param maxSilence longest time that a job may go without a sign of progress, 90 s unless told otherwise */
    public MediaEngine(int processes, Duration maxSilence) {
        this(processes, maxSilence, JobListener.NONE);
    }

    private MediaEngine(int processes, Duration maxSilence, JobListener listener) {
        this.pool = new EnginePool(processes, maxSilence);
        this.listener = listener;
    }

    /** How many jobs it does at once. */
    public int processes() {
        return pool.processes();
    }

    /** A text that changes whenever the same job would give other bytes: the key of anything kept for later has it in it. */
    public String version() throws IOException {
        if (version == null) {
            version = JSON.convertValue(
                    run(new EngineJob.Version(), ProgressListener.NONE).result(), String.class);
        }
        return version;
    }

    /**
     * Decodes every frame of a picture or clip, and every sample of its sound.
     *
     * @param type what the file should be; MP4 and MOV are one family
     */
    public MediaFacts decode(Path file, MediaType type, ProgressListener progress) throws IOException {
        if (!type.isPicture() && !type.isVideo()) {
            throw new IllegalArgumentException("neither a picture nor a clip: " + type);
        }
        return facts("decode", run(new EngineJob.Decode(file, type), progress));
    }

    /** Decodes every frame and every sample of a film that was made here, of any length. */
    public MediaFacts screen(Path film, ProgressListener progress) throws IOException {
        return facts("screen", run(new EngineJob.Screen(film), progress));
    }

    /**
     * Decodes every frame of a clip and every sample of its sound.
     *
     * @param preview where its {@link dev.framespan.activities.media.protocol.PreviewFrames} are written
     */
    public ClipAnalysis analyse(Path file, Path preview, ProgressListener progress) throws IOException {
        return analysis("analyse", run(new EngineJob.Analyse(file, preview), progress, preview));
    }

    /**
     * Re-encodes a clip: turned upright, scaled to fit, the rate made constant by repeating or leaving out frames, its sound kept without
     * loss at 48 kHz, cut or padded to exactly the picture's length.
     *
     * @param out MP4; conformed clips of one format can be joined with each other and with copyable originals
     * @param preview where the preview frames of what was written are written
     */
    public ClipAnalysis conform(Path file, Format format, Fit fit, Path out, Path preview, ProgressListener progress)
            throws IOException {
        return analysis("conform", run(new EngineJob.Conform(file, format, fit, out, preview), progress, out, preview));
    }

    /** Writes the preview frames of a span, as if it were a clip of its own. */
    public void preview(FrameSpan span, Path out, ProgressListener progress) throws IOException {
        run(new EngineJob.Preview(span, out), progress, out);
    }

    /** Compares the last frame of one clip with the first of another, for each pair. */
    public List<Similarity> compare(List<FramePair> pairs, ProgressListener progress) throws IOException {
        return JSON.convertValue(run(new EngineJob.Compare(pairs), progress).result(), new TypeReference<>() {});
    }

    /** Encodes the frames around a join. @param out MP4 without sound */
    public ClipAnalysis bridge(BridgeSpec bridge, Path out, ProgressListener progress) throws IOException {
        return analysis("bridge", run(new EngineJob.Bridge(bridge, out), progress, out));
    }

    /**
     * Writes a film by copying packets, and proves it.
     *
     * @param out MP4, its index in front of the media
     * @throws ClipsDisagreeException when the clips do not fit together as they are, but would when conformed
     */
    public MediaFacts assemble(FilmSpec film, Path out, ProgressListener progress) throws IOException {
        return facts("assemble", run(new EngineJob.Assemble(film, out), progress, out));
    }

    /** Decodes every sample of a sound file. */
    public SoundFacts checkSound(Path file, MediaType type, ProgressListener progress) throws IOException {
        return JSON.convertValue(
                run(new EngineJob.CheckSound(file, type), progress).result(), SoundFacts.class);
    }

    /**
     * Mixes the sound of a film, brings it to its loudness and encodes it.
     *
     * @param out MP4 with one AAC track
     * @param stems an existing folder into which {@code dialogue.wav} (the voices), {@code music.wav} and {@code effects.wav} (the effects
     *     and the clips' own sound) are written, 48 kHz and 24 bits: together they are the mix before it is brought to its loudness,
     *     save where one of them is louder than full scale; null for none
     */
    public MixFacts mix(MixSpec mix, Path out, Path stems, ProgressListener progress) throws IOException {
        EngineJob.Mix job = new EngineJob.Mix(mix, out, stems);
        try {
            Path[] written = job.written().toArray(Path[]::new);
            return JSON.convertValue(run(job, progress, written).result(), MixFacts.class);
        } finally {
            Files.deleteIfExists(job.scratch());
        }
    }

    /**
     * Draws one picture a shot, its caption under it. Drawn from preview frames, it decodes nothing.
     *
     * @param out JPEG; the more shots, the smaller each picture
     * @return what did not go as it should, in plain words: no font on this machine, so no captions
     */
    public List<String> contactSheet(List<Thumbnail> thumbnails, Path out, ProgressListener progress)
            throws IOException {
        EngineReply answer = run(new EngineJob.Sheet(thumbnails, out), progress, out);
        return JSON.convertValue(answer.result(), new TypeReference<>() {});
    }

    /**
     * Cuts one frame out of a clip, turned upright, in the clip's own size.
     *
     * @param number from 0, in the order in which frames are shown; the last one where there are fewer
     * @param out PNG, which loses nothing of the decoded frame
     */
    public void frame(Path file, long number, Path out, ProgressListener progress) throws IOException {
        run(new EngineJob.Frame(file, number, out), progress, out);
    }

    /**
     * Draws a strip of the frames around each join, into an existing folder.
     *
     * @param film whose sound is measured; null for none
     * @return for each join the loudest sample, 0 to 1, of each part of a second before and a second after it; empty where nothing is heard
     */
    public List<List<Double>> joinPictures(List<JoinPlace> joins, Path film, Path folder, ProgressListener progress)
            throws IOException {
        EngineJob job = new EngineJob.JoinPictures(joins, film, folder);
        return JSON.convertValue(run(job, progress).result(), new TypeReference<>() {});
    }

    /** Ends all processes, whatever they are doing. */
    @Override
    public void close() {
        pool.close();
    }

    private MediaFacts facts(String job, EngineReply answer) {
        return told(job, JSON.convertValue(answer.result(), MediaFacts.class));
    }

    private ClipAnalysis analysis(String job, EngineReply answer) {
        ClipAnalysis analysis = JSON.convertValue(answer.result(), ClipAnalysis.class);
        told(job, analysis.facts());
        return analysis;
    }

    /** A still has no length. */
    private MediaFacts told(String job, MediaFacts facts) {
        if (!facts.rate().equals(NO_RATE)) {
            listener.media(job, FrameRate.parse(facts.rate()).duration(facts.frames()));
        }
        return facts;
    }

    /** A job whose process crashes is given to another one; one that crashes so often does so each time. */
    private EngineReply run(EngineJob job, ProgressListener progress, Path... out) throws IOException {
        long start = System.nanoTime();
        for (int crashes = 0; ; crashes++) {
            try {
                EngineReply reply = attempt(job, progress, out);
                listener.done(name(job), Duration.ofNanos(System.nanoTime() - start));
                return reply;
            } catch (EngineCrashedException e) {
                if (crashes == PAUSES.size()) {
                    throw crashed(job, e);
                }
                LOG.warn("trying once more: {}", e.getMessage());
                pause(PAUSES.get(crashes), progress);
            }
        }
    }

    /** As the protocol spells it. */
    private static String name(EngineJob job) {
        return job.getClass().getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static EngineCrashedException crashed(EngineJob job, EngineCrashedException last) {
        List<Path> files = job.sources();
        String first = files.stream()
                .limit(MOST_NAMED)
                .map(path -> path.getFileName().toString())
                .collect(Collectors.joining(", "));
        String more = files.size() > MOST_NAMED ? " and " + (files.size() - MOST_NAMED) + " more" : "";
        String file = files.isEmpty() ? "" : first + more + ": ";
        return new EngineCrashedException(
                file + "the media engine crashed " + (PAUSES.size() + 1) + " times: " + last.getMessage());
    }

    private static void pause(int seconds, ProgressListener progress) {
        try {
            for (int i = 0; i < seconds; i++) {
                Thread.sleep(1000);
                progress.at(0);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the media job was cancelled");
        }
    }

    private EngineReply attempt(EngineJob job, ProgressListener progress, Path... out) throws IOException {
        boolean done = false;
        try {
            EngineReply answer = pool.run(job, progress);
            done = true;
            return answer;
        } finally {
            if (!done) {
                for (Path file : out) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}

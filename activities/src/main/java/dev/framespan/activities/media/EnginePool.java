package dev.framespan.activities.media;

import dev.framespan.activities.media.protocol.ClipsDisagreeException;
import dev.framespan.activities.media.protocol.EngineJob;
import dev.framespan.activities.media.protocol.EngineReply;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.UnusableMediaException;
import dev.framespan.activities.media.protocol.WrongResultException;
import dev.framespan.workflows.assembly.Format;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The engine's processes, kept warm between jobs, and who may use them. */
final class EnginePool implements AutoCloseable {
    /** Pixels of a frame from which on jobs that encode are done one at a time. */
    private static final long LARGE = 3840L * 2160;

    private final int processes;
    private final Duration maxSilence;
    private final Semaphore free;
    private final Semaphore large = new Semaphore(1, true);
    private final Deque<EngineProcess> idle = new ArrayDeque<>();
    private final Set<EngineProcess> all = new HashSet<>();
    private boolean closed;

    EnginePool(int processes, Duration maxSilence) {
        if (processes < 1) {
            throw new IllegalArgumentException("at least one process, not " + processes);
        }
        this.processes = processes;
        this.maxSilence = maxSilence;
        this.free = new Semaphore(processes, true);
    }

    int processes() {
        return processes;
    }

    /** Ends all processes, whatever they are doing. */
    @Override
    public void close() {
        synchronized (all) {
            closed = true;
            all.forEach(EngineProcess::kill);
            all.clear();
            idle.clear();
        }
    }

    /** Waits for a free process and gives it the job: see {@link MediaEngine} for what is thrown. */
    EngineReply run(EngineJob job, ProgressListener progress) throws IOException {
        try {
            return isLarge(job)
                    ? permitted(large, progress, () -> permitted(free, progress, () -> answered(job, progress)))
                    : permitted(free, progress, () -> answered(job, progress));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the media job was cancelled");
        }
    }

    /** Whether it encodes 4K, of which one job takes gigabytes. */
    private static boolean isLarge(EngineJob job) {
        Format format = job instanceof EngineJob.Conform conform
                ? conform.format()
                : job instanceof EngineJob.Bridge bridge ? bridge.bridge().format() : null;
        return format != null && (long) format.width() * format.height() >= LARGE;
    }

    private interface Waiting {
        EngineReply answer() throws IOException, InterruptedException;
    }

    private static EngineReply permitted(Semaphore permits, ProgressListener progress, Waiting job)
            throws IOException, InterruptedException {
        while (!permits.tryAcquire(1, TimeUnit.SECONDS)) {
            progress.at(0);
        }
        try {
            return job.answer();
        } finally {
            permits.release();
        }
    }

    private EngineReply answered(EngineJob job, ProgressListener progress) throws IOException, InterruptedException {
        EngineReply answer = onFreeProcess(job, progress);
        if (answer.kind() == EngineReply.Kind.TOO_LARGE) {
            // Earlier jobs leave memory behind: the media are to blame where a process of their own does not suffice
            // either.
            endIdle();
            answer = onFreeProcess(job, progress);
        }
        return judged(answer);
    }

    private void endIdle() {
        synchronized (all) {
            idle.forEach(EngineProcess::kill);
            all.removeAll(idle);
            idle.clear();
        }
    }

    private EngineReply onFreeProcess(EngineJob job, ProgressListener progress)
            throws IOException, InterruptedException {
        EngineProcess process = take();
        boolean healthy = false;
        try {
            EngineReply answer = process.ask(job, progress, maxSilence);
            healthy = answer.kind() != EngineReply.Kind.FAILED
                    && answer.kind() != EngineReply.Kind.WRONG
                    && answer.kind() != EngineReply.Kind.TOO_LARGE;
            return answer;
        } catch (EngineCrashedException e) {
            refuseClosed();
            throw e;
        } finally {
            if (healthy) {
                giveBack(process);
            } else {
                discard(process);
            }
        }
    }

    private static EngineReply judged(EngineReply answer) throws IOException {
        return switch (answer.kind()) {
            case DONE -> answer;
            case UNUSABLE, TOO_LARGE -> throw new UnusableMediaException(answer.message());
            case DISAGREE -> throw new ClipsDisagreeException(answer.message());
            case IO -> throw new IOException(answer.message());
            case WRONG -> throw new WrongResultException(answer.message());
            case FAILED -> throw new EngineCrashedException("the media engine failed: " + answer.message());
            case PROGRESS -> throw new IllegalStateException("a job does not end with progress");
        };
    }

    private EngineProcess take() throws IOException {
        synchronized (all) {
            refuseClosed();
            while (!idle.isEmpty()) {
                EngineProcess process = idle.pop();
                if (process.isAlive()) {
                    return process;
                }
                all.remove(process);
            }
            int cores = Runtime.getRuntime().availableProcessors();
            EngineProcess process = EngineProcess.start(Math.max(1, cores / processes));
            all.add(process);
            return process;
        }
    }

    /** Processes that closing has ended did not crash. */
    private void refuseClosed() {
        synchronized (all) {
            if (closed) {
                throw new CancellationException("the media engine is closed");
            }
        }
    }

    private void giveBack(EngineProcess process) {
        synchronized (all) {
            if (all.contains(process)) {
                idle.push(process);
            }
        }
    }

    private void discard(EngineProcess process) {
        process.kill();
        synchronized (all) {
            all.remove(process);
        }
    }
}

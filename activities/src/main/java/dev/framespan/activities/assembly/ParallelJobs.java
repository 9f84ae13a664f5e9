package dev.framespan.activities.assembly;

import dev.framespan.activities.media.protocol.ProgressListener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Media jobs beside each other, as many as the engine has processes. Their progress is told in the thread that asked for them, since a
 * heartbeat belongs to its activity's thread; what the listener throws there cancels all of them.
 */
final class ParallelJobs {
    private static final long BETWEEN_REPORTS = 250;

    private ParallelJobs() {}

    /** A thing in the making. */
    @FunctionalInterface
    interface Job<T> {
        T run(ProgressListener progress) throws IOException;
    }

    /** @return the results in the order of the jobs; when it returns or throws, no job runs any more */
    static <T> List<T> run(List<Job<T>> jobs, int atOnce, ProgressListener progress) throws IOException {
        if (jobs.isEmpty()) {
            return List.of();
        }
        AtomicReferenceArray<Double> fractions = new AtomicReferenceArray<>(jobs.size());
        ExecutorService workers = Executors.newFixedThreadPool(Math.min(atOnce, jobs.size()), task -> {
            Thread thread = new Thread(task, "media-jobs");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < jobs.size(); i++) {
                int number = i;
                Job<T> job = jobs.get(i);
                running.add(workers.submit(() -> {
                    T result = job.run(fraction -> fractions.set(number, fraction));
                    fractions.set(number, 1.0);
                    return result;
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> result : running) {
                results.add(await(result, () -> progress.at(done(fractions))));
                progress.at(done(fractions));
            }
            return results;
        } finally {
            end(workers);
        }
    }

    private static <T> T await(Future<T> result, Runnable meanwhile) throws IOException {
        while (true) {
            try {
                return result.get(BETWEEN_REPORTS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                meanwhile.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("the media jobs were cancelled");
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException io) {
                    throw io;
                }
                if (e.getCause() instanceof RuntimeException thrown) {
                    throw thrown;
                }
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    private static double done(AtomicReferenceArray<Double> fractions) {
        double sum = 0;
        for (int i = 0; i < fractions.length(); i++) {
            Double fraction = fractions.get(i);
            sum += fraction == null ? 0 : fraction;
        }
        return sum / fractions.length();
    }

    /** An interrupted job ends its engine's process and deletes its files: at once, so that waiting for it is short. */
    private static void end(ExecutorService workers) {
        workers.shutdownNow();
        boolean interrupted = false;
        while (true) {
            try {
                if (workers.awaitTermination(1, TimeUnit.SECONDS)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

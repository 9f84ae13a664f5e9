package dev.framespan.simulator.input;

import dev.framespan.simulator.catalogue.RequestLimits;
import dev.framespan.simulator.order.OrderInput;
import dev.framespan.simulator.task.Account;
import dev.framespan.simulator.task.AtomicFolder;
import dev.framespan.simulator.task.Failure;
import dev.framespan.simulator.task.Job;
import dev.framespan.simulator.task.TaskState;
import dev.framespan.simulator.text.SafeLine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Does what has to be done about tasks without being asked: fetches their pictures when processing starts, and calls back
 * when they are finished. It looks at what is written down, again and again, so a restart costs nothing.
 */
public final class TaskProcessor implements AutoCloseable {
    private static final int EVERY_MILLIS = 40;

    private final Account account;
    private final Fetcher fetcher;
    private final Callbacks callbacks;
    private final ScheduledExecutorService round = Executors.newSingleThreadScheduledExecutor(TaskProcessor::daemon);
    private final ExecutorService hands = Executors.newFixedThreadPool(6, TaskProcessor::daemon);

    public TaskProcessor(Account account, AtomicFolder inputs, RequestLimits limits, Callbacks callbacks) {
        this.account = account;
        this.fetcher = new Fetcher(inputs, limits);
        this.callbacks = callbacks;
        round.scheduleWithFixedDelay(this::look, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "task-processor");
        thread.setDaemon(true);
        return thread;
    }

    private void look() {
        long now = account.now();
        for (Job job : account.open()) {
            TaskState state = job.stateAt(now);
            boolean collect = state == TaskState.PROCESSING
                    && !job.order().inputs().isEmpty()
                    && job.task().collectedAt() == 0;
            if (collect) {
                handOver(job, this::collect);
            } else if (state.isFinished()) {
                finish(job, state);
            }
        }
    }

    private void finish(Job job, TaskState state) {
        if (job.task().told() || !callbacks.wanted(job, state)) {
            account.close(job);
        } else {
            handOver(job, one -> account.told(one, callbacks.post(one, state)));
        }
    }

    private interface Work {
        void on(Job job) throws InterruptedException;
    }

    private void handOver(Job job, Work work) {
        if (!job.claim()) {
            return;
        }
        hands.execute(() -> {
            try {
                work.on(job);
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException broken) {
                System.err.println("simulator: " + SafeLine.of(job.task().id() + ": " + broken));
            } finally {
                job.release();
            }
        });
    }

    private void collect(Job job) throws InterruptedException {
        if (job.task().collectedAt() > 0) {
            return;
        }
        List<String> files = new ArrayList<>();
        try {
            long videoMillis = 0;
            for (OrderInput input : job.order().inputs()) {
                Fetcher.Fetched fetched = fetcher.fetch(input, job.order());
                files.add(fetched.name());
                videoMillis = Math.max(videoMillis, fetched.millis());
            }
            account.collected(job, files, videoMillis);
        } catch (Fetcher.Unusable unusable) {
            if (!Thread.currentThread()
                    .isInterrupted()) { // else it is this program that ends, not the fetch that failed
                account.failed(job, new Failure("invalid_input", unusable.getMessage()));
            }
        }
    }

    @Override
    public void close() {
        round.shutdownNow();
        hands.shutdownNow();
    }
}

package dev.framespan.activities.callback;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the provider's calls. What they say is not believed: each that has the right token makes two threads look at its task, soon after
 * it was written down and answered.
 */
public final class CallbackReceiver implements Callbacks, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CallbackReceiver.class);
    private static final int THREADS = 2;
    // A look in progress writes down what it finds, and a thread that is interrupted there would lose that.
    private static final Duration LAST_LOOK = Duration.ofSeconds(5);

    private final CallbackPaths paths;
    private final Looks looks;
    private final CallbackQueue queue = new CallbackQueue(System::nanoTime);
    private final List<Thread> threads = new ArrayList<>();

    /** Looks at a task. */
    public interface Looks {
        /**
         * Keeps what a call names, where nobody else knows it.
         *
         * @param ids what the call named as its task
         */
        void keep(CallbackTask task, List<String> ids) throws IOException;

        /**
         * @param looks how often it was looked at since the provider called
         * @param ids what the call named as its task, to be asked for where no other is known
         * @return when to look again; empty where that is not needed
         */
        Optional<Duration> at(CallbackTask task, int looks, List<String> ids);
    }

    public CallbackReceiver(CallbackPaths paths, Looks looks) {
        this.paths = paths;
        this.looks = looks;
        for (int i = 1; i <= THREADS; i++) {
            Thread thread = new Thread(this::lookAtAll, "callbacks-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    @Override
    public boolean received(String path, byte[] body) throws IOException {
        Optional<CallbackTask> task = paths.task(path);
        if (task.isEmpty()) {
            return false;
        }
        // Answered before, it would be lost with this process, and the provider would not call again.
        List<String> ids = NamedTasks.in(body);
        looks.keep(task.get(), ids);
        queue.add(task.get(), ids);
        return true;
    }

    @Override
    public Optional<String> proof(String path) {
        return paths.proof(path);
    }

    private void lookAtAll() {
        try {
            while (true) {
                Optional<CallbackQueue.Entry> entry = queue.take();
                if (entry.isEmpty()) {
                    return;
                }
                look(entry.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(CallbackQueue.Entry entry) {
        try {
            looks.at(entry.task(), entry.looks(), entry.ids()).ifPresent(after -> queue.again(entry, after));
        } catch (RuntimeException e) {
            LOG.warn("a task that the provider called about is left to the poll: {}", e.toString());
        } finally {
            queue.done(entry);
        }
    }

    @Override
    public void close() {
        queue.close();
        long until = System.nanoTime() + LAST_LOOK.toNanos();
        try {
            for (Thread thread : threads) {
                TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, until - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

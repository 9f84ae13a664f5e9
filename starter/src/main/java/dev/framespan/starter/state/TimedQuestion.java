package dev.framespan.starter.state;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** A question that is given up after a while, in a thread of its own: a process that stands still takes connections and answers nothing. */
final class TimedQuestion {
    private TimedQuestion() {}

    /**
     * @throws TimeoutException when no answer comes within so long
     * @throws RuntimeException as the question does
     */
    static <T> T ask(Supplier<T> question, Duration longest) throws TimeoutException {
        FutureTask<T> asked = new FutureTask<>(question::get);
        Thread thread = new Thread(asked, "film-state");
        thread.setDaemon(true);
        thread.start();
        try {
            return asked.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException();
        }
    }
}

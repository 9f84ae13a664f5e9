package dev.framespan.starter.cli;

import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.lock.FilmLock;
import dev.framespan.starter.render.FilmWorkflows;
import dev.framespan.starter.state.FilmServerLookup;
import dev.framespan.starter.temporal.TemporalConnection;
import dev.framespan.starter.temporal.TemporalServer;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowServiceException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Tells a film to end, and says so where the process or the server that makes it does not answer soon. */
final class CancelRequest {
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final String film;
    private final Store store;
    private final FilmServerLookup servers;
    private final Consumer<String> say;
    private final Duration silence;
    private final Duration patience;
    private boolean saidSo;

    /** @param say tells the operator what is waited for */
    CancelRequest(String film, Store store, FilmServerLookup servers, Consumer<String> say) {
        this(film, store, servers, say, SILENCE, PATIENCE);
    }

    /**
     * @param silence the longest wait without a word
     * @param patience the longest wait for a process of this machine
     */
    CancelRequest(
            String film,
            Store store,
            FilmServerLookup servers,
            Consumer<String> say,
            Duration silence,
            Duration patience) {
        this.film = film;
        this.store = store;
        this.servers = servers;
        this.say = say;
        this.silence = silence;
        this.patience = patience;
    }

    /**
     * @param words tell it to end; false where it is not at work
     * @return the server that was told; empty where the film is not at work, and no process holds it
     * @throws UserError when a process of this machine holds the film and does not answer, or a named server does not
     */
    Optional<TemporalConnection> tell(Predicate<FilmWorkflows> words) {
        Instant began = Instant.now();
        while (true) {
            Optional<TemporalConnection> connection = servers.of(film);
            Optional<Boolean> answer = connection.flatMap(server -> answer(server, words, began));
            if (answer.isPresent()) {
                return connection.filter(server -> answer.get());
            }
            if (hasEnded(store, film)) {
                return Optional.empty();
            }
            if (Instant.now().isAfter(began.plus(patience))) {
                throw unanswered(film);
            }
            sayAfter(began.plus(silence));
            pause();
        }
    }

    /** Whether an embedded server that does not answer has ended with its film: else a process still holds that. */
    static boolean hasEnded(Store store, String film) {
        return !FilmLock.isTaken(store.local(), film);
    }

    /** Waits a moment for a process that may be ending just now; false where it does not. */
    static boolean awaitEnd(Store store, String film) {
        Instant until = Instant.now().plus(SILENCE);
        while (!hasEnded(store, film)) {
            if (Instant.now().isAfter(until)) {
                return false;
            }
            pause();
        }
        return true;
    }

    static UserError unanswered(String film) {
        return UserError.failed("a process on this machine is at the film " + film
                + " and does not answer; run the same command again when it does, or end that process");
    }

    /** The same, or of the server that was named. */
    static UserError unanswered(String film, FilmServerLookup servers) {
        return servers.isRemote() ? away(servers.of(film).orElseThrow(), null) : unanswered(film);
    }

    static UserError away(TemporalConnection connection, Throwable e) {
        return UserError.failed(
                TemporalServer.words(connection.address())
                        + " does not answer any more; when it does, run the same command again",
                e);
    }

    /** Empty where it gives none. */
    private Optional<Boolean> answer(TemporalConnection connection, Predicate<FilmWorkflows> words, Instant began) {
        FutureTask<Boolean> asked = new FutureTask<>(() -> words.test(new FilmWorkflows(connection.client(), store)));
        Thread thread = new Thread(asked, "cancel-request");
        thread.setDaemon(true);
        thread.start();
        try {
            while (true) {
                try {
                    return Optional.of(asked.get(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
                } catch (TimeoutException e) {
                    sayAfter(began.plus(silence));
                    if (!servers.isRemote() && Instant.now().isAfter(began.plus(patience))) {
                        connection.close();
                        return Optional.empty();
                    }
                }
            }
        } catch (ExecutionException e) {
            return unanswered(connection, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unanswered(film);
        }
    }

    private Optional<Boolean> unanswered(TemporalConnection connection, Throwable cause) {
        if (!(cause instanceof WorkflowServiceException || cause instanceof StatusRuntimeException)) {
            throw cause instanceof RuntimeException known ? known : new IllegalStateException(cause);
        }
        if (servers.isRemote()) {
            throw away(connection, cause);
        }
        connection.close();
        return Optional.empty();
    }

    private void sayAfter(Instant time) {
        if (!saidSo && !Instant.now().isBefore(time)) {
            saidSo = true;
            say.accept("the film " + film + " is asked to end, and "
                    + (servers.isRemote() ? "the Temporal server" : "the process that makes it")
                    + " does not answer yet; waiting");
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

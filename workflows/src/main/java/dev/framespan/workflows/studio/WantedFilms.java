package dev.framespan.workflows.studio;

import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.LinkedHashMap;
import java.util.Map;

/** The films that a studio is asked to cut, by their names, in the order in which they were asked for. */
final class WantedFilms {
    private static final String FILM = "film";

    private final Map<String, Promise<Film>> wanted = new LinkedHashMap<>();

    /** The name of one that was given none. */
    String next() {
        return wanted.isEmpty() ? FILM : FILM + "-" + (wanted.size() + 1);
    }

    /** @throws io.temporal.failure.ApplicationFailure {@code REJECTED} where another film has this name */
    void requireUnused(String name) {
        if (wanted.containsKey(name)) {
            throw StopFailures.because(name, "two films are called " + name + "; give each a name of its own");
        }
    }

    Promise<Film> wanted(String name, Promise<Film> film) {
        wanted.put(name, film);
        return film;
    }

    boolean areWanted() {
        return !wanted.isEmpty();
    }

    /** Those that are cut. */
    Map<String, Film> cut() {
        Map<String, Film> films = new LinkedHashMap<>();
        wanted.forEach((name, film) -> {
            if (film.isCompleted() && film.getFailure() == null) {
                films.put(name, film.get());
            }
        });
        return films;
    }

    /** @throws io.temporal.failure.TemporalFailure where none of them can be cut */
    void awaitAll() {
        Workflow.await(() -> wanted.values().stream().allMatch(Promise::isCompleted));
        if (areWanted() && wanted.values().stream().allMatch(film -> film.getFailure() != null)) {
            wanted.values().iterator().next().get();
        }
    }
}

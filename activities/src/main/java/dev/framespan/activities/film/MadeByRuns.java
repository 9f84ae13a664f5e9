package dev.framespan.activities.film;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.film.FilmInput;
import dev.framespan.workflows.generation.Take;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.studio.StudioEnd;
import dev.framespan.workflows.studio.StudioItems;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What a workflow of one's own has made: in its last run, and in those before, where it has continued as new. */
final class MadeByRuns {
    private final FilmActivityImpl films;
    private final FilmInput input;
    private final Map<String, StudioItems.Entry> entries = new LinkedHashMap<>();
    private final Map<String, Film> made = new LinkedHashMap<>();
    private String lost;

    private MadeByRuns(FilmActivityImpl films, FilmInput input) {
        this.films = films;
        this.input = input;
    }

    /** @throws ApplicationFailure where the store cannot be read now */
    static MadeByRuns of(FilmActivityImpl films, FilmInput input, StudioEnd last) {
        MadeByRuns all = new MadeByRuns(films, input);
        all.runs(last).forEach(all::add);
        return all;
    }

    /** First to last. */
    private Deque<StudioEnd> runs(StudioEnd last) {
        Deque<StudioEnd> runs = new ArrayDeque<>();
        StudioEnd run = last;
        while (run != null) {
            runs.addFirst(run);
            Asset before = run.before();
            run = before == null
                    ? null
                    : read(() -> films.read(input, before, StudioEnd.class, "what an earlier run has made"));
        }
        return runs;
    }

    private void add(StudioEnd run) {
        Map<String, String> called = new HashMap<>();
        for (Asset part : run.items()) {
            StudioItems items = read(() -> films.read(input, part, StudioItems.class, "what was made"));
            if (items != null) {
                items.entries().forEach(entry -> add(entry, called));
            }
        }
        run.films().forEach((name, kept) -> {
            Film film = read(() -> films.read(input, kept, Film.class, "a finished film's record"));
            if (film != null) {
                made.put(StudioEnd.unused(name, made.keySet()), film);
            }
        });
    }

    /**
     * What another run has called the same is listed under a name of its own: it was paid for, too.
     *
     * @param called by their names in this run
     */
    private void add(StudioItems.Entry entry, Map<String, String> called) {
        Item item = entry.item();
        Take before = Optional.ofNullable(entries.get(item.id()))
                .map(known -> known.item().take())
                .orElse(null);
        if (before != null && isOf(item.take(), before) && before.bought()) {
            // Had for nothing since.
            return;
        }
        String id =
                before == null || isOf(item.take(), before) ? item.id() : StudioEnd.unused(item.id(), entries.keySet());
        called.put(item.id(), id);
        String with = item.sharedWith() == null ? null : called.getOrDefault(item.sharedWith(), item.sharedWith());
        entries.put(id, new StudioItems.Entry(item.called(id, with), entry.request()));
    }

    private static boolean isOf(Take take, Take other) {
        return take != null
                && take.fingerprint().equals(other.fingerprint())
                && take.submission() == other.submission();
    }

    /** Null where it is gone for good: the ledger knows what was paid for it. */
    private <T> T read(Supplier<T> record) {
        try {
            return record.get();
        } catch (ApplicationFailure failure) {
            if (!failure.isNonRetryable()) {
                throw failure;
            }
            lost = failure.getOriginalMessage();
            return null;
        }
    }

    Collection<StudioItems.Entry> entries() {
        return entries.values();
    }

    List<Item> items() {
        return entries.values().stream().map(StudioItems.Entry::item).toList();
    }

    /** By their names. */
    Map<String, Film> films() {
        return made;
    }

    /** What of it cannot be read any more, in words; null for nothing. */
    String lost() {
        return lost;
    }
}

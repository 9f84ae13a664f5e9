package dev.framespan.starter.cli;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.film.SkipDecisions;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.UserError;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.storyboard.checking.StoryboardChecker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the operator has left out of a film with {@code skip}, as a store knows it. */
final class SkippedShots {
    private static final String VOICE = ".voice";

    private final Store store;
    private final String film;

    SkippedShots(Store store, String film) {
        this.store = store;
        this.film = film;
    }

    /**
     * What the next run of a workflow of one's own leaves out, in alphabetical order.
     *
     * @param plan which it makes films of: of another, nothing was left out
     */
    List<String> of(Asset plan) {
        return choices().entrySet().stream()
                .filter(each ->
                        each.getValue().skipped() && each.getValue().of().equals(plan.sha256()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What the next render of a storyboard leaves out, in alphabetical order. */
    List<String> of(Path storyboard) {
        Map<String, String> hashes = StoryboardChecker.hashes(storyboard);
        return choices().entrySet().stream()
                .filter(each ->
                        each.getValue().skipped() && each.getValue().of().equals(hashes.get(shot(each.getKey()))))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether the last render has ended with something else than the next one would: without what was asked for again, or with what is left out. */
    boolean hasChanged(List<String> now) {
        try {
            FilmFolder folder = new FilmFolder(store);
            Optional<FilmFolder.Beginning> begun = folder.beginning(film);
            Optional<FilmFolder.End> end = folder.end(film).filter(last -> begun.isPresent() && last.ends(begun.get()));
            if (end.isEmpty()) {
                return false;
            }
            Set<String> last = end.get().report().stops().stream()
                    .filter(stop -> stop.kind() == FailureKind.SKIPPED)
                    .map(Stop::id)
                    .collect(Collectors.toSet());
            return !last.containsAll(now)
                    || choices().entrySet().stream()
                            .anyMatch(each -> !each.getValue().skipped() && last.contains(each.getKey()));
        } catch (IOException e) {
            throw UserError.unreadable(store.place(), e);
        }
    }

    /** @throws UserError where the storyboard has none of this id */
    void add(Path storyboard, String id) {
        String hash = StoryboardChecker.hashes(storyboard).get(shot(id));
        if (hash == null) {
            throw UserError.refused(storyboard + ": it has no shot or keyframe " + id + "; nothing was changed");
        }
        write(id, hash);
    }

    /** Of what a workflow of one's own makes. @param plan as for {@link #of(Asset)} */
    void add(Asset plan, String id) {
        write(id, plan.sha256());
    }

    private void write(String id, String hash) {
        try {
            new SkipDecisions(store).skip(film, id, hash);
        } catch (IOException e) {
            throw UserError.unwritable(store.place(), e);
        }
    }

    /** Asks for it again. */
    void takeBack(String id) {
        takeBack(List.of(id));
    }

    /** Asks for everything again. @return what that is */
    List<String> takeBackAll() {
        return takeBack(List.copyOf(choices().keySet()));
    }

    private List<String> takeBack(List<String> ids) {
        try {
            return new SkipDecisions(store).askFor(film, ids);
        } catch (IOException e) {
            throw UserError.unwritable(store.place(), e);
        }
    }

    private Map<String, SkipDecisions.Choice> choices() {
        try {
            return new SkipDecisions(store).of(film);
        } catch (IOException e) {
            throw UserError.unreadable(store.place(), e);
        }
    }

    /** A voice is its shot's. */
    private static String shot(String id) {
        return id.endsWith(VOICE) ? id.substring(0, id.length() - VOICE.length()) : id;
    }
}

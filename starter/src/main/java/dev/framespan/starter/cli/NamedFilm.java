package dev.framespan.starter.cli;

import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.store.StoreLocation;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import dev.framespan.workflows.storyboard.reading.FieldReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A film as a command names it.
 *
 * @param storyboard that names it; empty where its id does
 * @param file of the storyboard
 */
record NamedFilm(String id, Optional<CheckResult> storyboard, Optional<Path> file) {
    /**
     * @param text a film's id, or the path of its storyboard
     * @throws UserError when it is neither
     */
    static NamedFilm of(String text, StoryboardLoader loader) {
        if (isStoryboard(text)) {
            Path file = Path.of(text);
            CheckResult storyboard = loader.check(file);
            String id = storyboard
                    .film()
                    .orElseThrow(() -> UserError.refused(
                            text + ": it does not say which film it is; framespan check " + text + " says why"));
            return new NamedFilm(id, Optional.of(storyboard), Optional.of(file));
        }
        if (FieldReader.isId(text)) {
            return new NamedFilm(text, Optional.empty(), Optional.empty());
        }
        throw UserError.refused(text + ": neither a film's id nor a storyboard that is there");
    }

    private static boolean isStoryboard(String text) {
        return text.endsWith(".yaml") || text.endsWith(".yml") || text.endsWith(".json") || Files.exists(Path.of(text));
    }

    /** Where the search for its store begins: for a storyboard, one beside it comes before the nearest one from here. */
    Path folder(Path here) {
        if (file.isEmpty()) {
            return here;
        }
        Path beside = file.get().toAbsolutePath().getParent();
        return StoreLocation.nearest(beside, Optional.empty()).isPresent() ? beside : here;
    }

    /** That a store has never heard of it. */
    UserError unknown(String store, Path here) {
        return UserError.refused(store + ": this store knows no film " + id + "; framespan list shows those it knows"
                + StoreLocation.others(here, store));
    }
}

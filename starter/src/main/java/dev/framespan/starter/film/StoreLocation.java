package dev.framespan.starter.film;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.exit.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the store is: as an option says, else as the environment says, else where the film is. */
public final class StoreLocation {
    private static final String FOLDER = ".framespan";

    private StoreLocation() {}

    /**
     * For what makes films: beside the storyboard.
     *
     * @param named by an option or the environment
     */
    public static Path beside(Path storyboard, Optional<Path> named) {
        return named.orElseGet(() -> storyboard.toAbsolutePath().getParent().resolve(FOLDER));
    }

    /** For what looks at films: the nearest one from here upwards. */
    public static Optional<Path> nearest(Path here, Optional<Path> named) {
        if (named.isPresent()) {
            return named;
        }
        for (Path folder = here.toAbsolutePath().normalize(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(FOLDER))) {
                return Optional.of(folder.resolve(FOLDER));
            }
        }
        return Optional.empty();
    }

    /** @throws UserError when there is none */
    public static DirectoryStore existing(Path here, Optional<Path> named) {
        Path place = nearest(here, named)
                .orElseThrow(() -> UserError.refused("no store here: there is no folder " + FOLDER + " in " + here
                        + " or above it; go where the storyboard is, or name the store with --store"));
        return DirectoryStore.openExisting(place)
                .orElseThrow(() -> UserError.refused(
                        place + ": no store is here; name the one in which films were made with --store"));
    }
}

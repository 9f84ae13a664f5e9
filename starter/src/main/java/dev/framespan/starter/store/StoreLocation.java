package dev.framespan.starter.store;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.Store;
import dev.framespan.activities.store.StoreException;
import dev.framespan.starter.exit.UserError;
import dev.framespan.stores.StoreAddress;
import dev.framespan.stores.Stores;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where the store is: as an option says, else as the environment says, else where the film is. */
public final class StoreLocation {
    private static final String FOLDER = ".framespan";

    private StoreLocation() {}

    /**
     * For what makes films: beside the storyboard.
     *
     * @param named by an option or the environment
     */
    public static StoreAddress beside(Path storyboard, Optional<StoreAddress> named) {
        return named.orElseGet(
                () -> StoreAddress.of(storyboard.toAbsolutePath().getParent().resolve(FOLDER)));
    }

    /** For what looks at films: the nearest one from here upwards. */
    public static Optional<StoreAddress> nearest(Path here, Optional<StoreAddress> named) {
        if (named.isPresent()) {
            return named;
        }
        for (Path folder = here.toAbsolutePath().normalize(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(FOLDER))) {
                return Optional.of(StoreAddress.of(folder.resolve(FOLDER)));
            }
        }
        return Optional.empty();
    }

    /**
     * The stores one folder down, where {@code render FOLDER/STORYBOARD} keeps them, in alphabetical order. Those of other users are
     * passed over: a command writes into a store, and asks the servers that it names.
     */
    public static List<Path> below(Path here) {
        List<Path> stores = new ArrayList<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(here.toAbsolutePath(), Files::isDirectory)) {
            for (Path folder : folders) {
                Path store = folder.resolve(FOLDER);
                if (Files.isDirectory(store, LinkOption.NOFOLLOW_LINKS)) {
                    stores.add(store);
                }
            }
            if (!stores.isEmpty()) {
                UserPrincipal user = thisUser();
                stores.removeIf(store -> !isOwnedBy(user, store) || !isStore(store));
            }
        } catch (IOException | DirectoryIteratorException e) {
            // A folder that cannot be read has no store to offer.
            return List.of();
        }
        stores.sort(null);
        return stores;
    }

    /** What this user makes has this user as owner, also where the system has no name for it. */
    private static UserPrincipal thisUser() throws IOException {
        Path made = Files.createTempFile("framespan", null);
        try {
            return Files.getOwner(made);
        } finally {
            Files.delete(made);
        }
    }

    private static boolean isOwnedBy(UserPrincipal user, Path store) {
        try {
            return Files.getOwner(store).equals(user);
        } catch (IOException e) {
            // A store that has gone, or cannot be looked at, is none to offer.
            return false;
        }
    }

    /** A damaged store and one of a newer version are stores, too: opening them says what is wrong. */
    private static boolean isStore(Path store) {
        try {
            return DirectoryStore.openExisting(store).isPresent();
        } catch (StoreException e) {
            return true;
        }
    }

    /**
     * The store that is named, the nearest one upwards, or the only one a folder below.
     *
     * @throws UserError when there is none, or there are several below
     */
    public static Store existing(Stores stores, Path here, Optional<StoreAddress> named) {
        StoreAddress place = nearest(here, named).orElseGet(() -> StoreAddress.of(onlyOneBelow(here)));
        return stores.openExisting(place)
                .orElseThrow(() -> UserError.refused(
                        place + ": no store is here; name the one in which films were made with --store"));
    }

    private static Path onlyOneBelow(Path here) {
        List<Path> below = below(here);
        if (below.size() == 1) {
            return below.get(0);
        }
        throw UserError.refused(
                below.isEmpty()
                        ? "no store here: there is no folder " + FOLDER + " in " + here
                                + ", above it or one folder below;"
                                + " go where the storyboard is, or name the store with --store"
                        : "several stores are below " + here + ": name one with --store, of " + names(here, below));
    }

    /** What to add where a store does not know a film: the stores below that may; empty where there are none. */
    public static String others(Path here, String store) {
        List<Path> others = below(here).stream()
                .filter(other -> !other.toString().equals(store))
                .toList();
        return others.isEmpty() ? "" : "; other stores, for --store, are " + names(here, others);
    }

    private static String names(Path here, List<Path> stores) {
        return stores.stream().map(store -> here.relativize(store).toString()).collect(Collectors.joining(", "));
    }
}

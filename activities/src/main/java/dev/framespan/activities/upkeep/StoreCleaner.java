package dev.framespan.activities.upkeep;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.Leases;
import dev.framespan.activities.store.SealedException;
import dev.framespan.activities.store.Store;
import dev.framespan.activities.store.StoredAsset;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes away the assets of a store that nothing uses any more (garbage collection). An asset is there before what names it, so that a young one may only
 * not be named yet; and a film at work on a Temporal server has references in its history that the store does not know. So what was kept
 * lately, and since the first of those films was begun, stays whatever is known of it.
 */
public final class StoreCleaner {
    private static final Duration LEASE = Duration.ofHours(1);

    private final Store store;
    private final Clock clock;
    private final UpkeepProgress progress;

    public StoreCleaner(Store store, Clock clock, UpkeepProgress progress) {
        this.store = store;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * What can be taken away.
     *
     * @param assets that nothing uses, and damaged ones in whose place a whole one is
     * @param keptSince what was kept from then on is left in any case
     * @param openFilm of which the beginning is that moment; empty where it is only the age that was asked for
     * @param records of derived assets that go with their assets
     */
    public record Unused(List<StoredAsset> assets, Instant keptSince, Optional<String> openFilm, List<String> records) {
        /** Of all of them. */
        public long bytes() {
            return assets.stream().mapToLong(StoredAsset::bytes).sum();
        }
    }

    /**
     * Looks for what nothing uses. Nothing is changed.
     *
     * @param age what was kept later than so long ago is not looked at
     * @param derived whether also what was made from other assets, which can be made anew, is unused where nothing else names it
     * @throws dev.framespan.activities.store.DamagedAssetException when a text that is used, such as a plan, cannot be read: what it names
     *     is not known then
     */
    public Unused find(Duration age, boolean derived) throws IOException {
        Map<String, List<StoredAsset>> stored = new TreeMap<>();
        List<StoredAsset> damaged = new ArrayList<>();
        store.visit(asset -> {
            if (asset.damaged()) {
                damaged.add(asset);
            } else {
                stored.computeIfAbsent(asset.sha256(), hash -> new ArrayList<>())
                        .add(asset);
            }
        });
        Instant since = clock.instant().minus(age);
        Optional<FilmFolder.Beginning> open =
                firstOpen().filter(film -> film.at().isBefore(since));
        Instant keptSince = open.map(FilmFolder.Beginning::at).orElse(since);
        UsedAssets used = new UsedAssets(store, stored);
        used.find(!derived, progress);
        List<StoredAsset> unused = new ArrayList<>();
        for (List<StoredAsset> assets : stored.values()) {
            assets.stream()
                    .filter(asset -> !used.has(asset.sha256()) && asset.keptAt().isBefore(keptSince))
                    .forEach(unused::add);
        }
        damaged.stream()
                .filter(asset -> asset.keptAt().isBefore(keptSince) && isWhole(stored, asset))
                .forEach(unused::add);
        return new Unused(List.copyOf(unused), keptSince, open.map(FilmFolder.Beginning::film), records(used, unused));
    }

    private static boolean isWhole(Map<String, List<StoredAsset>> stored, StoredAsset damaged) {
        return stored.getOrDefault(damaged.sha256(), List.of()).stream()
                .anyMatch(asset -> asset.type() == damaged.type());
    }

    private static List<String> records(UsedAssets used, List<StoredAsset> unused) {
        Set<String> going = new HashSet<>();
        unused.stream()
                .filter(asset -> !asset.damaged())
                .map(StoredAsset::sha256)
                .forEach(going::add);
        return used.unreached().entrySet().stream()
                .filter(record -> record.getValue().stream().anyMatch(going::contains))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** The film of those at work on a Temporal server that was begun first. */
    private Optional<FilmFolder.Beginning> firstOpen() throws IOException {
        FilmFolder films = new FilmFolder(store);
        FilmFolder.Beginning first = null;
        for (String film : films.films()) {
            Optional<FilmFolder.Beginning> begun = films.beginning(film);
            if (films.openOn(film).isEmpty() && (begun.isEmpty() || !isOpenRun(films, begun.get()))) {
                continue;
            }
            if (begun.isPresent() && (first == null || begun.get().at().isBefore(first.at()))) {
                first = begun.get();
            }
        }
        return Optional.ofNullable(first);
    }

    /** A workflow of one's own, which a developer's program may have started on a server that the store does not know. */
    private static boolean isOpenRun(FilmFolder films, FilmFolder.Beginning begun) throws IOException {
        return begun.isRun()
                && films.end(begun.film()).filter(end -> end.ends(begun)).isEmpty();
    }

    /**
     * Takes away what {@link #find} finds, while no other process works on the store.
     *
     * @return what was taken away; empty when another process works on the store, and nothing was changed
     */
    public Optional<Unused> clean(Duration age, boolean derived) throws IOException {
        Optional<Leases.Lease> alone = store.takeAlone();
        if (alone.isEmpty()) {
            return Optional.empty();
        }
        Leases leases = store.leases();
        try {
            SealedException.requireAtWork(store.standing());
            return Optional.of(discard(find(age, derived), leases, alone.get()));
        } finally {
            leases.giveBack(alone.get());
        }
    }

    private Unused discard(Unused unused, Leases leases, Leases.Lease alone) throws IOException {
        // First what names them: whenever this process dies, nothing is named that is not there.
        for (String record : unused.records()) {
            store.remove(record);
        }
        List<StoredAsset> gone = new ArrayList<>();
        Instant renewAt = Instant.MIN;
        for (StoredAsset asset : unused.assets()) {
            if (!clock.instant().isBefore(renewAt)) {
                if (leases.renew(alone, LEASE).isEmpty()) {
                    throw new IOException("another process has taken the store over; run the same command again");
                }
                renewAt = clock.instant().plus(LEASE.dividedBy(10));
            }
            if (store.discard(asset)) {
                gone.add(asset);
            }
            progress.discarded(gone.size(), unused.assets().size());
        }
        return new Unused(List.copyOf(gone), unused.keptSince(), unused.openFilm(), unused.records());
    }
}

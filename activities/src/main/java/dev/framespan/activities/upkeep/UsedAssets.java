package dev.framespan.activities.upkeep;

import dev.framespan.activities.store.Store;
import dev.framespan.activities.store.StoredAsset;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which assets of a store something names: a record, or an asset that is a text, such as a plan or a receipt, and is named itself. Nothing
 * is understood of what is read. Whatever looks like a hash is taken for one, so that what another version writes, or a later one will,
 * keeps its assets as well.
 */
final class UsedAssets {
    /** What assets were made from others: no more than the memory of work done. */
    static final String DERIVED = "derived";

    private static final Pattern HASH = Pattern.compile("(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])");

    private final Store store;
    private final Map<String, List<StoredAsset>> stored;
    private final Set<String> used = new HashSet<>();
    // Records of derived assets that nothing used is known to be about.
    private final Map<String, Set<String>> unreached = new HashMap<>();

    /** @param stored all assets that are there, by hash */
    UsedAssets(Store store, Map<String, List<StoredAsset>> stored) {
        this.store = store;
        this.stored = stored;
    }

    /**
     * Reads everything.
     *
     * @param derivedToo whether what was made from other assets counts as used where nothing else names it
     * @throws dev.framespan.activities.store.DamagedAssetException when a text that is used cannot be read
     */
    void find(boolean derivedToo, UpkeepProgress progress) throws IOException {
        new RecordWalk(store, progress).visit("", key -> {
            Set<String> names = names(key);
            if (derivedToo || !key.startsWith(DERIVED + "/")) {
                use(names);
            } else {
                unreached.put(key, names);
            }
        });
        while (reach()) {
            progress.read(unreached.size());
        }
    }

    boolean has(String sha256) {
        return used.contains(sha256);
    }

    /** The records of derived assets that are about nothing used, and what each names. */
    Map<String, Set<String>> unreached() {
        return unreached;
    }

    /** What is known of a clip that is used, is used. */
    private boolean reach() throws IOException {
        List<Set<String>> reached = new ArrayList<>();
        for (Iterator<Set<String>> left = unreached.values().iterator(); left.hasNext(); ) {
            Set<String> names = left.next();
            if (names.stream().anyMatch(used::contains)) {
                reached.add(names);
                left.remove();
            }
        }
        for (Set<String> names : reached) {
            use(names);
        }
        return !reached.isEmpty();
    }

    private void use(Set<String> names) throws IOException {
        Deque<String> open = new ArrayDeque<>(names);
        while (!open.isEmpty()) {
            String name = open.pop();
            if (stored.containsKey(name) && used.add(name)) {
                for (StoredAsset asset : stored.get(name)) {
                    if (isText(asset.type()) && asset.bytes() > 0) {
                        hashes(store.bytes(new Asset(name, asset.bytes(), asset.type())), open::push);
                    }
                }
            }
        }
    }

    private static boolean isText(MediaType type) {
        return type == MediaType.JSON || type == MediaType.HTML || type == MediaType.TXT;
    }

    private Set<String> names(String key) throws IOException {
        Set<String> names = new HashSet<>();
        hashes(key.getBytes(StandardCharsets.ISO_8859_1), names::add);
        Optional<byte[]> content = store.read(key);
        if (content.isPresent()) {
            hashes(content.get(), names::add);
        }
        names.retainAll(stored.keySet());
        return names;
    }

    private static void hashes(byte[] content, Consumer<String> found) {
        Matcher hash = HASH.matcher(new String(content, StandardCharsets.ISO_8859_1));
        while (hash.find()) {
            found.accept(hash.group());
        }
    }
}

package dev.framespan.activities.upkeep;

import dev.framespan.activities.ledger.ClaimIndex;
import dev.framespan.activities.store.Store;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The records of a store, on their way to another one, which has the same and no others afterwards. */
final class CopiedRecords {
    /** Rights of processes, and what they know of each other and of the moment: none of another place's business. */
    private static final Set<String> OF_A_PLACE = Set.of("leases", "waiting", "brakes", "health", "bucket");

    /** Files of this machine's locks and servers, beside records in a folder. */
    private static final Set<String> OF_A_MACHINE = Set.of("lock", "temporal.address");

    private final Store from;
    private final Store to;
    private final UpkeepProgress progress;
    private final CopiedAssets.Step step;

    CopiedRecords(Store from, Store to, UpkeepProgress progress, CopiedAssets.Step step) {
        this.from = from;
        this.to = to;
        this.progress = progress;
        this.step = step;
    }

    /** Whether nothing was ever bought, made or decided with a store. */
    static boolean isEmpty(Store store) throws IOException {
        for (String folder : store.list("")) {
            boolean counts = isFolderOf(folder) && !folder.equals(ClaimIndex.FOLDER);
            if (counts && !store.list(folder).isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFolderOf(String folder) {
        return !OF_A_PLACE.contains(folder);
    }

    /** @return how many there are */
    long copy() throws IOException {
        long[] records = new long[1];
        visit(from, progress, key -> {
            Optional<byte[]> content = from.read(key);
            if (content.isPresent()) {
                step.next();
                write(key, content.get());
                records[0]++;
            }
        });
        visit(to, UpkeepProgress.NONE, key -> {
            if (to.read(key).isPresent() && from.read(key).isEmpty()) {
                to.remove(key);
            }
        });
        return records[0];
    }

    private void write(String key, byte[] content) throws IOException {
        if (to.create(key, content)) {
            return;
        }
        Optional<byte[]> held = to.read(key);
        if (held.isEmpty() || !Arrays.equals(held.get(), content)) {
            to.replace(key, content);
        }
    }

    private static void visit(Store store, UpkeepProgress progress, RecordWalk.Visitor visitor) throws IOException {
        RecordWalk walk = new RecordWalk(store, progress);
        for (String folder : store.list("")) {
            if (isFolderOf(folder)) {
                walk.visit(folder, key -> {
                    if (travels(key)) {
                        visitor.see(key);
                    }
                });
            }
        }
    }

    private static boolean travels(String key) {
        String name = Store.name(key);
        return !OF_A_MACHINE.contains(name) && !name.endsWith(".lock");
    }
}

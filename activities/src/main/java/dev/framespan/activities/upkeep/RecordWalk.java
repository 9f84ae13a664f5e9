package dev.framespan.activities.upkeep;

import dev.framespan.activities.store.Records;
import java.io.IOException;
import java.util.List;

/** All records of a store, whatever they are about. */
final class RecordWalk {
    private final Records records;
    private final UpkeepProgress progress;
    private long read;

    RecordWalk(Records records, UpkeepProgress progress) {
        this.records = records;
        this.progress = progress;
    }

    /** Sees a record. */
    @FunctionalInterface
    interface Visitor {
        void see(String key) throws IOException;
    }

    /** @param folder empty for all there are */
    void visit(String folder, Visitor visitor) throws IOException {
        for (String key : records.list(folder)) {
            List<String> below = records.list(key);
            if (below.isEmpty()) {
                progress.read(++read);
                visitor.see(key);
            } else {
                visit(key, visitor);
            }
        }
    }

    long records() {
        return read;
    }
}

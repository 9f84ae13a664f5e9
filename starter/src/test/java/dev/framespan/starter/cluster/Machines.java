package dev.framespan.starter.cluster;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.process.FramespanProgram;
import java.nio.file.Path;
import java.util.List;

/** Where workers and commands run, and the store that they use. */
public interface Machines extends AutoCloseable {
    /** The program where a worker of this number runs, from 0 on. */
    FramespanProgram worker(int number);

    /** The program where films are begun, watched and delivered. */
    FramespanProgram operator();

    /** The store, opened by the test, which only reads it. */
    Store store();

    /** The folders in which files in the making are. */
    List<Path> scratch();

    @Override
    void close();

    /** All of them on this one machine, in one folder with their {@code store}. */
    static Machines one(Path folder) {
        return new Machines() {
            @Override
            public FramespanProgram worker(int number) {
                return operator();
            }

            @Override
            public FramespanProgram operator() {
                return new FramespanProgram(folder).with("FRAMESPAN_STORE", "store");
            }

            @Override
            public Store store() {
                return DirectoryStore.openExisting(folder.resolve("store")).orElseThrow();
            }

            @Override
            public List<Path> scratch() {
                return List.of(folder.resolve("store/scratch"));
            }

            @Override
            public void close() {
                // Nothing runs but what the test has started.
            }
        };
    }
}

package dev.framespan.activities.media.engine;

import dev.framespan.activities.media.protocol.EngineJob;
import java.util.function.Consumer;
import org.bytedeco.javacpp.Pointer;

/** Ends the engine's process where a job takes more memory than it may: native code knows no limit of the heap's. */
final class MemoryLimit {
    private static final long MEGABYTES = Long.getLong(EngineJob.MEMORY, EngineJob.USUAL_MEMORY);
    private static final long BETWEEN_LOOKS = 200;

    private MemoryLimit() {}

    /** @param last is told why the process ends, right before it does */
    static void watch(Consumer<String> last) {
        Thread watch = new Thread(
                () -> {
                    while (Pointer.physicalBytes() <= MEGABYTES << 20) {
                        try {
                            Thread.sleep(BETWEEN_LOOKS);
                        } catch (InterruptedException e) {
                            return;
                        }
                    }
                    last.accept("takes more than " + MEGABYTES + " MB of memory to work with");
                    Runtime.getRuntime().halt(1);
                },
                "engine-memory");
        watch.setDaemon(true);
        watch.start();
    }
}

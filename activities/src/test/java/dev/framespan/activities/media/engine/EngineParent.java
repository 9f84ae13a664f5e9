package dev.framespan.activities.media.engine;

import dev.framespan.activities.media.MediaEngine;
import dev.framespan.workflows.assembly.Fit;
import dev.framespan.workflows.assembly.Format;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** A program in the middle of a job, to be killed; it prints the number of its child. */
final class EngineParent {
    private EngineParent() {}

    public static void main(String[] arguments) throws Exception {
        AtomicBoolean said = new AtomicBoolean();
        try (MediaEngine engine = new MediaEngine(1)) {
            engine.conform(
                    Path.of(arguments[0]),
                    new Format(1920, 1080, "24/1"),
                    Fit.PAD,
                    Path.of(arguments[1]),
                    Path.of(arguments[1] + ".y4m"),
                    fraction -> {
                        if (fraction > 0 && !said.getAndSet(true)) {
                            ProcessHandle.current().children().forEach(child -> System.out.println(child.pid()));
                        }
                    });
        }
    }
}

package dev.framespan.starter.progress;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jline.nativ.JLineNativeLoader;

/**
 * The native part of what draws on terminals. It unpacks itself into a temporary file, which it removes when the process ends, and leaves behind
 * where the process is killed: so it is removed as soon as it is loaded.
 */
final class TerminalLibrary {
    private static final String UNPACKED = "jlinenative-";

    private TerminalLibrary() {}

    /** Loads it, once. What it cannot be loaded for is said by whatever needs it. */
    static void load() {
        try {
            JLineNativeLoader.initialize();
            Path library = Path.of(JLineNativeLoader.getNativeLibraryPath());
            if (library.getFileName().toString().startsWith(UNPACKED)) {
                Files.deleteIfExists(library);
                Files.deleteIfExists(library.resolveSibling(library.getFileName() + ".lck"));
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            // Not every system gives a file back that is in use: there it goes when the process ends.
            return;
        }
    }
}

package dev.framespan.starter.refusal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of a few megabytes in memory. */
public final class SmallDisk {
    private static final String SIZE = "size=24m";

    private SmallDisk() {}

    /** Mounts one, or skips the test loudly; where everything must be tested, that is a failure. */
    public static void mount(Path folder) throws IOException, InterruptedException {
        if (run("mount", "-t", "tmpfs", "-o", SIZE, "none", folder.toString()) != 0) {
            String loud = "NO SMALL DISK: this user may not mount a tmpfs; the full disk is not tested";
            System.err.println(loud);
            if ("true".equals(System.getenv("CI"))) {
                throw new AssertionError(loud);
            }
            assumeTrue(false, loud);
        }
    }

    public static void unmount(Path folder) throws IOException, InterruptedException {
        run("umount", "-l", folder.toString());
    }

    /** Writes until nothing more can be written. */
    public static void fill(Path file) {
        byte[] megabyte = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(megabyte);
            }
        } catch (IOException full) {
            // That was the aim.
            return;
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}

package dev.framespan.activities.media.engine;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The FFmpeg program of this machine, where it has one: another version than the one that films are made with. */
public final class InstalledFfmpeg {
    private InstalledFfmpeg() {}

    static boolean exists() {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(folder -> Path.of(folder, "ffmpeg"))
                .anyMatch(Files::isExecutable);
    }

    /** What it says while it decodes a whole film and lets no fault pass; empty where it has nothing to say, or is not there. */
    public static String complaints(Path film) throws Exception {
        if (!exists()) {
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException("this machine has no ffmpeg program, and CI needs it");
            }
            return "";
        }
        Path said = Files.createTempFile("ffmpeg", ".log");
        try {
            Process process = new ProcessBuilder(
                            "ffmpeg",
                            "-v",
                            "warning",
                            "-xerror",
                            "-err_detect",
                            "explode",
                            "-i",
                            film.toString(),
                            "-f",
                            "null",
                            "-")
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                return "it did not end in two minutes";
            }
            return (process.exitValue() == 0 ? "" : "exit code " + process.exitValue() + ": ")
                    + Files.readString(said, StandardCharsets.UTF_8);
        } finally {
            Files.delete(said);
        }
    }
}

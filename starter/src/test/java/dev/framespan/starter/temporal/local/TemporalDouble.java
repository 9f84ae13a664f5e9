package dev.framespan.starter.temporal.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program that takes the words of Temporal's own, and connections. */
public final class TemporalDouble {
    private TemporalDouble() {}

    /** Takes connections on the port that is said, until it is ended. */
    public static void main(String[] words) throws IOException {
        int port = Integer.parseInt(words[List.of(words).indexOf("--port") + 1]);
        try (ServerSocket socket = new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1"))) {
            while (true) {
                socket.accept().close();
            }
        }
    }

    /** Lays one into a folder that says it is of this version, and serves. */
    static Path serving(Path folder, String version) throws IOException {
        Path classes = Path.of(TemporalDouble.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        return script(
                folder,
                version,
                "exec '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -cp '" + classes + "' "
                        + TemporalDouble.class.getName() + " \"$@\"");
    }

    /** Lays one into a folder that ends at once, with these words. */
    static Path dying(Path folder, String words) throws IOException {
        return script(folder, "temporal version 1.9.1 (Server 1.32.0)", "echo; echo '" + words + "'; echo; exit 1");
    }

    private static Path script(Path folder, String version, String serve) throws IOException {
        Path file = Files.createDirectories(folder).resolve("temporal");
        Files.writeString(
                file, "#!/bin/sh\n[ \"$1\" != --version ] || { echo '" + version + "'; exit; }\n" + serve + "\n");
        file.toFile().setExecutable(true);
        return file;
    }
}

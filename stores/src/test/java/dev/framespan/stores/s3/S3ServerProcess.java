package dev.framespan.stores.s3;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jclouds.blobstore.BlobStore;

/** A real S3 server in a process of its own, which can be killed, and comes back on its port with what it held. */
public final class S3ServerProcess implements AutoCloseable {
    private static final String BUCKET = "films";
    private static final long UP_SECONDS = 60;

    private final Path folder;
    private final int port;
    private Process server;

    /** @param folder of what it holds */
    public S3ServerProcess(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.port = S3Server.freePort();
        up();
    }

    /** The bucket that it has. */
    public static String bucket() {
        return "s3://" + BUCKET + "/studio";
    }

    /** What a client of it is told. */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL_S3",
                "http://127.0.0.1:" + port,
                "AWS_ACCESS_KEY_ID",
                S3Server.KEY,
                "AWS_SECRET_ACCESS_KEY",
                S3Server.SECRET,
                "AWS_EC2_METADATA_DISABLED",
                "true");
    }

    /** Ends it as a loss of power would. */
    public void kill() throws InterruptedException {
        server.destroyForcibly().waitFor();
    }

    /** Starts it, and waits until it answers. */
    public void up() throws IOException {
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        S3ServerProcess.class.getName(),
                        Integer.toString(port),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(UP_SECONDS);
        while (!answers()) {
            if (System.nanoTime() > until || !server.isAlive()) {
                throw new IOException("the S3 server does not answer: " + Files.readString(log()));
            }
            pause();
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Path log() {
        return folder.resolveSibling(folder.getFileName() + ".log");
    }

    @Override
    public void close() {
        server.destroyForcibly();
    }

    /** @param arguments its port, and the folder of what it holds */
    public static void main(String... arguments) throws Exception {
        BlobStore blobs = S3Server.blobs(Path.of(arguments[1]));
        blobs.createContainerInLocation(null, BUCKET);
        S3Server.serve(blobs, URI.create("http://127.0.0.1:" + arguments[0]));
    }
}

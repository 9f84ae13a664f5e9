package dev.framespan.stores.s3;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobApiMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;

/** A real S3 server, one for all tests of this process, on a free port of loopback, with its files below {@code target/}. */
public final class S3Server {
    static final String KEY = "framespan";
    static final String SECRET = "not-a-secret";
    static final long ROOMY = 1L << 40;

    private static final S3Connection.Patient PATIENT =
            new S3Connection.Patient(Duration.ofSeconds(10), Duration.ofSeconds(3));
    private static final AtomicInteger BUCKETS = new AtomicInteger();
    // It says much about each request, and the SDK at what it does not find.
    private static final Logger QUIET = Logger.getLogger("org.gaul");
    private static S3Server here;

    private final int port;
    private final BlobStore blobs;
    private S3Proxy server;

    private S3Server() throws Exception {
        QUIET.setLevel(Level.OFF);
        port = freePort();
        Path folder = Files.createDirectories(Path.of("target").toAbsolutePath().resolve("s3"));
        Path files = Files.createTempDirectory(folder, "server");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(files)));
        blobs = blobs(files);
        start();
    }

    /** What it holds, in a folder. */
    static BlobStore blobs(Path files) {
        Properties properties = new Properties();
        properties.setProperty("jclouds.filesystem.basedir", files.toString());
        return ContextBuilder.newBuilder(new FilesystemNio2BlobApiMetadata())
                .credentials(KEY, SECRET)
                .overrides(properties)
                .build(BlobStoreContext.class)
                .getBlobStore();
    }

    public static synchronized S3Server here() {
        try {
            if (here == null) {
                here = new S3Server();
            }
            return here;
        } catch (Exception e) {
            throw new IllegalStateException("the S3 server does not start", e);
        }
    }

    void start() throws Exception {
        server = serve(blobs, endpoint());
    }

    static S3Proxy serve(BlobStore blobs, URI endpoint) throws Exception {
        S3Proxy server = S3Proxy.builder()
                .blobStore(blobs)
                .endpoint(endpoint)
                .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, KEY, SECRET)
                .build();
        server.start();
        return server;
    }

    void stop() throws Exception {
        server.stop();
    }

    int port() {
        return port;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The URL of a new bucket. */
    public String bucket() {
        String name = "bucket-" + ProcessHandle.current().pid() + "-" + BUCKETS.incrementAndGet();
        blobs.createContainerInLocation(null, name);
        return "s3://" + name;
    }

    BlobStore blobs() {
        return blobs;
    }

    /** Does what opens clients of this server. */
    public <T> T with(Supplier<T> opening) {
        return with(
                Map.of(
                        "aws.accessKeyId",
                        KEY,
                        "aws.secretAccessKey",
                        SECRET,
                        "aws.endpointUrlS3",
                        endpoint().toString()),
                opening);
    }

    /** Opens a store's assets. */
    S3Assets open(String url, Path local) {
        return open(endpoint(), url, local);
    }

    static S3Assets open(URI endpoint, String url, Path local) {
        return open(endpoint, url, local, ROOMY, Duration.ofHours(1), Clock.systemUTC());
    }

    static S3Assets open(URI endpoint, String url, Path local, long bound, Duration job, Clock clock) {
        return with(
                Map.of("aws.accessKeyId", KEY, "aws.secretAccessKey", SECRET, "aws.endpointUrlS3", endpoint.toString()),
                () -> S3Assets.open(url, local, bound, job, PATIENT, clock));
    }

    /** By the SDK's own settings, which it reads when it is opened. */
    static synchronized <T> T with(Map<String, String> settings, Supplier<T> opening) {
        Map<String, String> all = new TreeMap<>(settings);
        all.put("aws.disableEc2Metadata", "true");
        // Not those of whoever runs the tests.
        all.put("aws.configFile", "none");
        all.put("aws.sharedCredentialsFile", "none");
        all.forEach(System::setProperty);
        try {
            return opening.get();
        } finally {
            // A provider of credentials looks again and again.
            all.keySet().stream()
                    .filter(name -> !name.equals("aws.accessKeyId") && !name.equals("aws.secretAccessKey"))
                    .forEach(System::clearProperty);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int freePort() throws IOException {
        while (true) {
            int free = ThreadLocalRandom.current().nextInt(20_000, 32_768);
            try (ServerSocket socket = new ServerSocket(free, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (java.net.BindException e) {
                continue;
            }
        }
    }
}

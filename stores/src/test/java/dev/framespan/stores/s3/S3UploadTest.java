package dev.framespan.stores.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.framespan.activities.http.ScriptedServer;
import dev.framespan.activities.store.ChildJvm;
import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.StoredAsset;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.asset.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file comes into the bucket whole or not at all, whatever becomes of the connection, the server and the process. */
class S3UploadTest {
    // Two parts.
    private static final int LARGE = 18 << 20;

    private final S3Server server = S3Server.here();
    private final String bucket = server.bucket();

    @TempDir
    Path folder;

    private CountingProxy proxy;
    private S3Assets assets;
    private S3Assets elsewhere;

    @BeforeEach
    void open() throws IOException {
        proxy = new CountingProxy(server.port());
        assets = S3Server.open(proxy.endpoint(), bucket, folder.resolve("here"));
        elsewhere = server.open(bucket, folder.resolve("elsewhere"));
    }

    @AfterEach
    void close() throws IOException {
        assets.close();
        elsewhere.close();
        proxy.close();
    }

    @Test
    void aLargeFileGoesInPartsAndIsTheSameElsewhere() throws IOException {
        byte[] bytes = random(LARGE);

        Asset asset = keep(bytes);

        assertThat(elsewhere.file(asset)).hasBinaryContent(bytes);
        assertThat(server.blobs().listMultipartUploads(name())).isEmpty();
    }

    @Test
    void whereTheLineBreaksInAPartThatPartIsSentAgainAndNoOther() throws IOException {
        byte[] bytes = random(LARGE);
        long before = proxy.up();
        proxy.breakUpAfter(17 << 20, () -> {});

        Asset asset = keep(bytes);

        assertThat(proxy.up() - before).isBetween((long) LARGE, LARGE + (3L << 20));
        assertThat(elsewhere.file(asset)).hasBinaryContent(bytes);
    }

    @Test
    void aSmallFileWhoseLineBreaksIsSentAgain() throws IOException {
        byte[] bytes = random(300_000);
        proxy.breakUpAfter(100_000, () -> {});

        assertThat(elsewhere.file(keep(bytes))).hasBinaryContent(bytes);
    }

    @Test
    void aServerThatIsRestartedIsWaitedFor() throws Exception {
        byte[] bytes = random(LARGE);
        CountDownLatch gone = new CountDownLatch(1);
        proxy.breakUpAfter(17 << 20, () -> {
            stop();
            gone.countDown();
        });
        Thread operator = new Thread(() -> {
            try {
                gone.await();
                TimeUnit.MILLISECONDS.sleep(700);
                server.start();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        operator.start();

        Asset asset = keep(bytes);

        operator.join();
        assertThat(elsewhere.file(asset)).hasBinaryContent(bytes);
    }

    private void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsGivenUpLeavesNoParts() throws IOException {
        try (ScriptedServer full = new ScriptedServer()) {
            full.always(exchange -> full(exchange).answer(exchange));
            S3Assets there = S3Server.open(full.uri(""), "s3://bucket", folder.resolve("full"));

            assertThatThrownBy(() -> there.keep(new ByteArrayInputStream(random(LARGE)), LARGE, MediaType.MP4))
                    .isInstanceOf(IOException.class)
                    .matches(IoReason::isFull)
                    .hasMessage(
                            "s3://bucket: the bucket's storage is full (No space left on device: QuotaExceeded, HTTP 403);"
                                    + " make room there, or raise its quota");

            ScriptedServer.Asked last = full.asked().get(full.asked().size() - 1);
            assertThat(last.method()).isEqualTo("DELETE");
            assertThat(last.path()).contains("uploadId=one");
            try (var left = Files.list(there.scratch())) {
                assertThat(left).isEmpty();
            }
            there.close();
        }
    }

    /** It takes one part. */
    private static ScriptedServer.Line full(HttpExchange exchange) {
        String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        if (asked.contains("partNumber=2")) {
            return ScriptedServer.answers(403, "<Error><Code>QuotaExceeded</Code></Error>");
        }
        if (asked.startsWith("GET")) {
            return ScriptedServer.answers(200, "<ListBucketResult/>");
        }
        if (asked.startsWith("POST")) {
            return ScriptedServer.answers(
                    200, "<InitiateMultipartUploadResult><UploadId>one</UploadId></InitiateMultipartUploadResult>");
        }
        return asked.startsWith("DELETE")
                ? ScriptedServer.answers(204, "")
                : ScriptedServer.answers(200, "", "ETag", "\"tag\"");
    }

    @Test
    void noInterruptBreaksAKeepingOff() throws IOException {
        byte[] bytes = random(LARGE);
        Thread keeper = Thread.currentThread();
        proxy.breakUpAfter(17 << 20, keeper::interrupt);

        Asset asset = keep(bytes);

        assertThat(Thread.interrupted()).as("the thread keeps its flag").isTrue();
        assertThat(elsewhere.file(asset)).hasBinaryContent(bytes);
    }

    @Test
    void whatAKilledProcessHasSentIsNotSeen() throws Exception {
        Process keeper = ChildJvm.start(
                Keeper.class,
                proxy.endpoint().toString(),
                bucket,
                folder.resolve("killed").toString());
        try {
            proxy.breakUpAfter(17 << 20, () -> keeper.toHandle().destroyForcibly());
            keeper.waitFor();
        } finally {
            keeper.destroyForcibly();
        }

        assertThat(seen()).isEmpty();
        assertThat(elsewhere.has(new Asset(Sha256.of(random(LARGE)), LARGE, MediaType.MP4)))
                .isFalse();
        byte[] bytes = random(LARGE);
        assertThat(elsewhere.file(keep(bytes))).hasBinaryContent(bytes);
    }

    /** Keeps one large file. */
    static final class Keeper {
        private Keeper() {}

        public static void main(String[] arguments) throws IOException {
            S3Assets assets = S3Server.open(URI.create(arguments[0]), arguments[1], Path.of(arguments[2]));
            assets.keep(new ByteArrayInputStream(random(LARGE)), LARGE, MediaType.MP4);
        }
    }

    @Test
    void manyWhoKeepTheSameBytesAtOnceKeepOneAsset() throws Exception {
        byte[] bytes = random(200_000);
        AtomicInteger kept = new AtomicInteger();
        List<Thread> keepers = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            Thread keeper = new Thread(() -> {
                try {
                    keep(bytes);
                    kept.incrementAndGet();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            keeper.start();
            keepers.add(keeper);
        }
        for (Thread keeper : keepers) {
            keeper.join();
        }

        assertThat(kept).hasValue(32);
        assertThat(seen()).extracting(StoredAsset::sha256).containsExactly(Sha256.of(bytes));
        assertThat(elsewhere.hash(seen().get(0))).isEqualTo(Sha256.of(bytes));
    }

    @Tag("long")
    @Test
    void twoGigabytesPassThroughASmallHeap() throws Exception {
        Process passing = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Passing.class.getName(),
                        server.endpoint().toString(),
                        bucket,
                        folder.toString())
                .inheritIO()
                .start();

        assertThat(passing.waitFor()).isZero();
    }

    /** Keeps 2 GB on one machine and reads them on another. */
    static final class Passing {
        private static final long BYTES = 2L << 30;

        private Passing() {}

        public static void main(String[] arguments) throws IOException {
            URI endpoint = URI.create(arguments[0]);
            Path folder = Path.of(arguments[2]);
            Asset asset;
            try (S3Assets here = S3Server.open(
                    endpoint, arguments[1], folder.resolve("large-here"), 1, Duration.ZERO, Clock.systemUTC())) {
                asset = here.keep(new Endless(BYTES), BYTES, MediaType.MP4);
            }
            try (S3Assets there = S3Server.open(endpoint, arguments[1], folder.resolve("large-there"))) {
                if (Files.size(there.file(asset)) != BYTES) {
                    throw new IOException("other bytes");
                }
            }
        }
    }

    /** So many bytes, none of which is held. */
    private static final class Endless extends InputStream {
        private long left;

        private Endless(long bytes) {
            left = bytes;
        }

        @Override
        public int read() {
            return left-- <= 0 ? -1 : (int) left & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int read = (int) Math.min(length, left);
            Arrays.fill(bytes, offset, offset + read, (byte) (left >> 20));
            left -= read;
            return read;
        }
    }

    private Asset keep(byte[] bytes) throws IOException {
        return assets.keep(new ByteArrayInputStream(bytes), bytes.length, MediaType.MP4);
    }

    private List<StoredAsset> seen() throws IOException {
        List<StoredAsset> seen = new ArrayList<>();
        elsewhere.visit(seen::add);
        return seen;
    }

    private String name() {
        return bucket.substring("s3://".length());
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }
}

package dev.framespan.stores.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.store.ChildJvm;
import dev.framespan.activities.store.DamagedAssetException;
import dev.framespan.activities.store.StoredAsset;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jclouds.blobstore.domain.Blob;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever leaves the bucket is whole, and comes once to each machine. */
class S3DownloadTest {
    private static final int BYTES = 3 << 20;

    private final S3Server server = S3Server.here();
    private final String bucket = server.bucket();

    @TempDir
    Path folder;

    private CountingProxy proxy;
    private S3Assets keeper;
    private S3Assets assets;

    @BeforeEach
    void open() throws IOException {
        proxy = new CountingProxy(server.port());
        keeper = server.open(bucket, folder.resolve("keeper"));
        assets = S3Server.open(proxy.endpoint(), bucket, folder.resolve("here"));
    }

    @AfterEach
    void close() throws IOException {
        keeper.close();
        assets.close();
        proxy.close();
    }

    @Test
    void whereTheLineBreaksTheReadingGoesOn() throws IOException {
        byte[] bytes = random(BYTES, 1);
        Asset asset = keep(bytes);
        long before = proxy.down();
        proxy.breakDownAfter(2 << 20, () -> {});

        assertThat(assets.file(asset)).hasBinaryContent(bytes);
        assertThat(proxy.down() - before).isBetween((long) BYTES, BYTES + (1L << 20));

        Asset copied = keep(random(BYTES, 2));
        proxy.breakDownAfter(1 << 20, () -> {});
        assertThat(assets.bytes(copied)).isEqualTo(random(BYTES, 2));
    }

    @Test
    void whatIsWorkedOnOnOneMachineIsFetchedOnce() throws Exception {
        byte[] bytes = random(BYTES, 3);
        Asset asset = keep(bytes);
        long before = proxy.down();

        for (Path file : together(16, () -> assets.file(asset))) {
            assertThat(file).hasBinaryContent(bytes);
        }
        assertThat(assets.find(asset.sha256(), MediaType.MP4).orElseThrow()).hasBinaryContent(bytes);
        assertThat(assets.bytes(asset)).isEqualTo(bytes);

        assertThat(proxy.down() - before).isLessThan(BYTES + (1L << 20));
    }

    @Test
    void whatSeveralProcessesOfAMachineWorkOnIsFetchedOnceAndAKilledOneHoldsNobodyUp() throws Exception {
        Asset asset = keep(random(BYTES, 12));
        Path machine = folder.resolve("machine");
        Process killed = start(machine, asset);
        proxy.breakDownAfter(1 << 20, () -> killed.toHandle().destroyForcibly());
        killed.waitFor();
        assertThat(leftovers(machine)).hasSize(1);
        long before = proxy.down();
        proxy.slowDown();

        Process one = start(machine, asset);
        Process two = start(machine, asset);
        assertThat(one.waitFor()).isZero();
        assertThat(two.waitFor()).isZero();

        assertThat(proxy.down() - before).isLessThan(BYTES + (1L << 20));
        try (S3Assets last = S3Server.open(proxy.endpoint(), bucket, machine)) {
            assertThat(last.scratch()).isDirectory();
            assertThat(leftovers(machine)).isEmpty();
        }
    }

    private Process start(Path machine, Asset asset) throws IOException {
        return ChildJvm.start(
                Reader.class,
                proxy.endpoint().toString(),
                bucket,
                machine.toString(),
                asset.sha256(),
                String.valueOf(asset.bytes()));
    }

    /** What is in the making. */
    private static List<Path> leftovers(Path machine) throws IOException {
        try (Stream<Path> all = Files.walk(machine.resolve("scratch"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    /** Reads one asset. */
    static final class Reader {
        private Reader() {}

        public static void main(String[] arguments) throws IOException {
            S3Assets assets = S3Server.open(URI.create(arguments[0]), arguments[1], Path.of(arguments[2]));
            assets.file(new Asset(arguments[3], Long.parseLong(arguments[4]), MediaType.MP4));
        }
    }

    @Test
    void whatWasKeptHereIsNotFetched() throws IOException {
        byte[] bytes = random(BYTES, 4);
        Asset streamed = assets.keep(new ByteArrayInputStream(bytes), BYTES, MediaType.MP4);
        Path made = Files.write(assets.scratch().resolve("film.mov"), bytes);
        Asset film = assets.keep(made, MediaType.MOV);

        assertThat(assets.file(streamed)).hasBinaryContent(bytes);
        assertThat(assets.file(film)).hasBinaryContent(bytes);
        assertThat(proxy.down()).isLessThan(1 << 20);
    }

    @Test
    void aDamagedCopyIsFetchedAnew() throws IOException {
        byte[] bytes = random(BYTES, 5);
        Asset asset = keep(bytes);
        Path file = assets.file(asset);
        Files.write(file, new byte[BYTES]);

        assertThat(assets.file(asset)).hasBinaryContent(bytes);
        assertThat(keeper.isIntact(asset)).isTrue();
    }

    @Test
    void aDamagedObjectIsSetAside() throws IOException {
        Asset asset = keep(random(1000, 6));
        damage(asset, new byte[1000]);

        assertThat(assets.has(asset)).as("a look at the name alone").isTrue();
        assertThatThrownBy(() -> assets.file(asset)).isInstanceOf(DamagedAssetException.class);

        assertThat(assets.has(asset)).isFalse();
        assertThatThrownBy(() -> assets.file(asset)).isInstanceOf(NoSuchFileException.class);
        List<StoredAsset> seen = new ArrayList<>();
        assets.visit(seen::add);
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).damaged()).isTrue();
        assertThat(assets.hash(seen.get(0))).isNotEqualTo(asset.sha256());

        assertThat(keep(random(1000, 6))).isEqualTo(asset);
        assertThat(assets.file(asset)).hasBinaryContent(random(1000, 6));
        assertThat(assets.discard(seen.get(0))).isTrue();
        assertThat(assets.isIntact(asset)).isTrue();
    }

    @Test
    void anObjectOfAnotherLengthIsDamagedAsWell() throws IOException {
        Asset asset = keep(random(1000, 7));
        damage(asset, new byte[999]);

        assertThat(assets.has(asset)).isFalse();
        assertThat(assets.isIntact(asset)).isFalse();
        assertThatThrownBy(() -> assets.copy(asset, OutputStream.nullOutputStream()))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aCopyIsHashedOnItsWay() throws IOException {
        Asset asset = keep(random(1000, 8));
        damage(asset, new byte[1000]);

        assertThatThrownBy(() -> assets.copy(asset, new ByteArrayOutputStream()))
                .isInstanceOf(DamagedAssetException.class);
        assertThat(assets.has(asset)).isFalse();
    }

    @Test
    void whatWasKeptAnewInTheSameSecondIsNotDiscarded() throws IOException {
        for (int i = 0; i < 20; i++) {
            byte[] bytes = random(1000, 300 + i);
            keep(bytes);
            StoredAsset seen = onlySeen();
            keep(bytes);
            StoredAsset anew = onlySeen();
            boolean sameSecond = KeptAt.bySecond(seen.keptAt()).equals(KeptAt.bySecond(anew.keptAt()));
            if (sameSecond) {
                assertThat(keeper.discard(seen)).isFalse();
                assertThat(keeper.discard(anew)).isTrue();
                return;
            }
            assertThat(keeper.discard(anew)).isTrue();
        }
        throw new AssertionError("no second is long enough");
    }

    private StoredAsset onlySeen() throws IOException {
        List<StoredAsset> seen = new ArrayList<>();
        keeper.visit(seen::add);
        assertThat(seen).hasSize(1);
        return seen.get(0);
    }

    @Test
    void theCacheKeepsItsBoundAndWhatIsLent() throws Exception {
        Path here = folder.resolve("bounded");
        long bound = 1_000_000;
        List<Asset> kept = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            kept.add(keep(random(100_000, 100 + i)));
        }
        try (S3Assets bounded =
                S3Server.open(server.endpoint(), bucket, here, bound, Duration.ofMillis(1), Clock.systemUTC())) {
            ExecutorService threads = Executors.newFixedThreadPool(8);
            List<Future<Path>> files = new ArrayList<>();
            for (int i = 0; i < 160; i++) {
                Asset asset = kept.get(i * 7 % kept.size());
                files.add(threads.submit(() -> {
                    Path file = bounded.file(asset);
                    assertThat(size(here.resolve("cache"))).isLessThanOrEqualTo(bound + 8 * 100_000);
                    return file;
                }));
            }
            for (Future<Path> file : files) {
                file.get();
            }
            threads.shutdown();
            Thread.sleep(5);
            bounded.file(keep(random(100_000, 1)));
            assertThat(size(here.resolve("cache"))).isLessThanOrEqualTo(bound);
        }
    }

    @Test
    void whatAJobReadsIsNotPulledAwayHoweverFullTheCacheIs() throws IOException {
        byte[] bytes = random(100_000, 9);
        Asset used = keep(bytes);
        Path here = folder.resolve("tiny");
        try (S3Assets tiny =
                S3Server.open(server.endpoint(), bucket, here, 1, Duration.ofHours(1), Clock.systemUTC())) {
            Path file = tiny.file(used);
            for (int i = 0; i < 5; i++) {
                tiny.file(keep(random(1000, 200 + i)));
            }
            assertThat(file).hasBinaryContent(bytes);
            // Also where somebody clears the cache by hand.
            for (Path copy : files(here.resolve("cache"))) {
                Files.delete(copy);
            }
            assertThat(file).hasBinaryContent(bytes);
        }
    }

    @Test
    void aLinkGivesOneAssetToWhoeverHasIt() throws Exception {
        byte[] bytes = random(1000, 10);
        Asset asset = keep(bytes);

        URI link = keeper.link(asset, Duration.ofMinutes(5)).orElseThrow();

        try (InputStream in = link.toURL().openStream()) {
            assertThat(in.readAllBytes()).isEqualTo(bytes);
        }
        assertThat(link.toString()).doesNotContain(S3Server.SECRET).doesNotContain("checksum");
        Asset other = keep(random(1000, 11));
        URI forged = URI.create(link.toString()
                .replace(asset.sha256(), other.sha256())
                .replace(
                        "/" + asset.sha256().substring(0, 2) + "/",
                        "/" + other.sha256().substring(0, 2) + "/"));
        assertThatThrownBy(() -> forged.toURL().openStream()).hasMessageContaining("403");
    }

    /** As a server whose disk fails: under the same name, by its own door. */
    private void damage(Asset asset, byte[] bytes) {
        String key = "assets/" + asset.sha256().substring(0, 2) + "/" + asset.fileName();
        Blob blob = server.blobs()
                .blobBuilder(key)
                .payload(bytes)
                .contentLength(bytes.length)
                .build();
        server.blobs().putBlob(bucket.substring("s3://".length()), blob);
    }

    private Asset keep(byte[] bytes) throws IOException {
        return keeper.keep(new ByteArrayInputStream(bytes), bytes.length, MediaType.MP4);
    }

    private static <T> List<T> together(int threads, Callable<T> task) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<T> all = new ArrayList<>();
            for (Future<T> one : pool.invokeAll(java.util.Collections.nCopies(threads, task))) {
                all.add(one.get());
            }
            return all;
        } finally {
            pool.shutdown();
        }
    }

    private static long size(Path folder) throws IOException {
        long size = 0;
        for (Path file : files(folder)) {
            try {
                size += Files.size(file);
            } catch (NoSuchFileException e) {
                continue;
            }
        }
        return size;
    }

    private static Set<Path> files(Path folder) throws IOException {
        Set<Path> files = new java.util.TreeSet<>();
        try (var parts = Files.newDirectoryStream(folder)) {
            for (Path part : parts) {
                try (var names = Files.newDirectoryStream(part)) {
                    names.forEach(files::add);
                }
            }
        }
        return files;
    }

    private static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}

package dev.framespan.activities.store.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.store.Assets;
import dev.framespan.activities.store.StoredAsset;
import dev.framespan.activities.store.TooLargeException;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.asset.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What the {@link Assets} of each store must do, in several processes at once and with processes killed at any moment. A test of a store
 * extends this class and says where the store is.
 */
public abstract class AssetsContract {
    private Assets assets;

    /** Opens the assets. */
    protected abstract Class<? extends Opener<? extends Assets>> opener();

    /** A place for a store, the same all through a test, with nothing in it before. */
    protected abstract String place();

    @BeforeEach
    final void openAssets() throws IOException {
        assets = Opener.open(Assets.class, opener().getName(), place(), Clock.systemUTC());
    }

    @Test
    void bytesAreKeptUnderTheirHashWhicheverWayTheyCome() throws IOException {
        byte[] bytes = random(300_000, 1);

        Asset streamed = assets.keep(new ByteArrayInputStream(bytes), bytes.length, MediaType.MP4);
        Path file = Files.write(assets.scratch().resolve(UUID.randomUUID() + ".mp4"), bytes);
        Asset made = assets.keep(file, MediaType.MP4);

        assertThat(made).isEqualTo(streamed).isEqualTo(new Asset(Sha256.of(bytes), bytes.length, MediaType.MP4));
        assertThat(file).doesNotExist();
        assertThat(assets.has(made)).isTrue();
        assertThat(assets.isIntact(made)).isTrue();
        assertThat(assets.bytes(made)).isEqualTo(bytes);
        assertThat(Files.readAllBytes(assets.file(made))).isEqualTo(bytes);
    }

    @Test
    void whatIsNotThereIsSaidToBeNotThere() throws IOException {
        Asset none = new Asset(Sha256.of("none"), 4, MediaType.MP4);

        assertThat(assets.has(none)).isFalse();
        assertThat(assets.isIntact(none)).isFalse();
        assertThatThrownBy(() -> assets.file(none)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> assets.copy(none, OutputStream.nullOutputStream()))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void whatIsLargerThanAllowedOrBreaksOffLeavesNothing() throws IOException {
        assertThatThrownBy(() -> assets.keep(new ByteArrayInputStream(new byte[11]), 10, MediaType.MP4))
                .isInstanceOf(TooLargeException.class);
        InputStream broken = new InputStream() {
            private int left = 100_000;

            @Override
            public int read() throws IOException {
                if (left-- <= 0) {
                    throw new IOException("connection reset");
                }
                return 1;
            }
        };
        assertThatThrownBy(() -> assets.keep(broken, Long.MAX_VALUE, MediaType.MP4))
                .hasMessage("connection reset");

        assertThat(seen()).isEmpty();
        try (var left = Files.list(assets.scratch())) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void everythingIsSeenAndWhatIsDiscardedIsGoneUnlessItWasKeptAnew() throws Exception {
        Asset gone = keep("gone");
        Asset anew = keep("kept anew");
        List<StoredAsset> seen = seen();
        assertThat(seen)
                .extracting(StoredAsset::sha256)
                .containsExactlyInAnyOrder(gone.sha256(), anew.sha256())
                .isSorted();
        assertThat(seen).allSatisfy(asset -> {
            assertThat(asset.damaged()).isFalse();
            assertThat(assets.hash(asset)).isEqualTo(asset.sha256());
        });

        TimeUnit.MILLISECONDS.sleep(20);
        keep("kept anew");
        for (StoredAsset asset : seen) {
            assertThat(assets.discard(asset)).isEqualTo(asset.sha256().equals(gone.sha256()));
        }

        assertThat(assets.has(gone)).isFalse();
        assertThat(assets.isIntact(anew)).isTrue();
        assertThat(assets.discard(seen.get(seen.get(0).sha256().equals(gone.sha256()) ? 0 : 1)))
                .isFalse();
    }

    @Test
    void theSameBytesKeptByManyAtOnceAreWhole() throws Exception {
        keepTogether(2, 30);
    }

    @Tag("long")
    @Test
    void theSameBytesKeptByManyAtOnceAreWholeForLong() throws Exception {
        keepTogether(4, 200);
    }

    private void keepTogether(int processes, int times) throws Exception {
        List<StoreProcess> keepers = new ArrayList<>();
        try {
            for (int i = 0; i < processes; i++) {
                keepers.add(
                        StoreProcess.start(Keeper.class, opener().getName(), place(), String.valueOf(times), "same"));
            }
            Set<String> kept = new TreeSet<>();
            for (StoreProcess keeper : keepers) {
                keeper.end();
                keeper.lines().forEach(line -> kept.add(line.split(" ")[0]));
            }
            assertThat(seen()).extracting(StoredAsset::sha256).containsExactlyElementsOf(kept);
            for (StoredAsset asset : seen()) {
                assertThat(assets.hash(asset)).isEqualTo(asset.sha256());
            }
        } finally {
            keepers.forEach(StoreProcess::close);
        }
    }

    @Test
    void whateverWasPromisedOutlivesAKillAtAnyMoment() throws Exception {
        killKeepers(1, new Random(11));
    }

    @Tag("long")
    @Test
    void whateverWasPromisedOutlivesManyKills() throws Exception {
        killKeepers(StoreProcess.KILLS, new Random());
    }

    private void killKeepers(int rounds, Random random) throws Exception {
        for (int round = 0; round < rounds; round++) {
            try (StoreProcess keeper = StoreProcess.start(
                    Keeper.class, opener().getName(), place(), String.valueOf(Integer.MAX_VALUE), "other")) {
                keeper.hear(1);
                TimeUnit.MICROSECONDS.sleep(random.nextInt(200_000));
                keeper.kill();
                for (String line : keeper.lines()) {
                    String[] words = line.split(" ");
                    if (words.length == 3) {
                        assertThat(assets.isIntact(new Asset(words[0], Long.parseLong(words[1]), MediaType.MP4)))
                                .as(line)
                                .isTrue();
                    }
                }
            }
            // None is there half, whether it was promised or not.
            for (StoredAsset asset : seen()) {
                assertThat(asset.damaged()).isFalse();
                assertThat(assets.hash(asset)).isEqualTo(asset.sha256());
                assets.discard(asset);
            }
        }
    }

    /** Keeps bytes, out of streams and files in turn, and says what was kept. */
    static final class Keeper {
        private Keeper() {}

        public static void main(String[] arguments) throws IOException {
            Assets assets = Opener.open(Assets.class, arguments[0], arguments[1], Clock.systemUTC());
            long seed = arguments[3].equals("same") ? 7 : System.nanoTime();
            for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
                byte[] bytes = random(200_000 + i % 10, seed + i % 500);
                Asset asset;
                if (i % 2 == 0) {
                    asset = assets.keep(new ByteArrayInputStream(bytes), bytes.length, MediaType.MP4);
                } else {
                    Path file = assets.scratch().resolve(UUID.randomUUID() + ".mp4");
                    asset = assets.keep(Files.write(file, bytes), MediaType.MP4);
                }
                System.out.println(asset.sha256() + " " + asset.bytes() + " .");
            }
        }
    }

    private Asset keep(String text) throws IOException {
        return assets.keep(new ByteArrayInputStream(text.getBytes(UTF_8)), 100, MediaType.TXT);
    }

    private List<StoredAsset> seen() throws IOException {
        List<StoredAsset> seen = new ArrayList<>();
        assets.visit(seen::add);
        return seen;
    }

    private static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}

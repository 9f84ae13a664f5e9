package dev.framespan.activities.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.engine.TestClips;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.assembly.AssemblyActivity;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaAsset;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cutting, as the workflow sees it: assets in, assets out, each made once. */
class AssemblyActivityTest {
    private static final Format FORMAT = new Format(160, 90, "24/1");

    @TempDir
    private Path folder;

    private DirectoryStore store;
    private MediaEngine engine;
    private TestActivityEnvironment temporal;
    private AssemblyActivity assembly;

    @BeforeEach
    void open() {
        store = DirectoryStore.open(folder);
        engine = new MediaEngine(1);
        temporal = TestActivityEnvironment.newInstance();
        temporal.registerActivitiesImplementations(new AssemblyActivityImpl(store, engine));
        assembly = temporal.newActivityStub(AssemblyActivity.class);
    }

    @AfterEach
    void close() {
        temporal.close();
        engine.close();
    }

    @Test
    void itBeatsWhileALongFileIsHashed() throws Exception {
        Cut one = cut("one", 160, 90, 0);
        CountDownLatch beaten = new CountDownLatch(1);
        AtomicBoolean waited = new AtomicBoolean();
        Store slow = (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("file")) {
                        waited.set(beaten.await(20, TimeUnit.SECONDS));
                    }
                    return method.invoke(store, arguments);
                });
        TestActivityEnvironment other = TestActivityEnvironment.newInstance();
        try {
            other.registerActivitiesImplementations(new AssemblyActivityImpl(slow, engine));
            other.setActivityHeartbeatListener(Object.class, beat -> beaten.countDown());
            other.newActivityStub(AssemblyActivity.class).frame(one.clip(), 3, store.id());
        } finally {
            other.close();
        }
        assertThat(waited).as("a beat before a word of progress").isTrue();
    }

    @Test
    void oddClipsAreConformedAndAllJoined() throws IOException {
        Cut one = cut("one", 160, 90, 0);
        Cut two = cut("two", 320, 180, 24);
        Cut three = cut("three", 160, 90, 48);
        Timeline rough = new Timeline(FORMAT, List.of(one, two, three));
        assertThat(rough.odd()).containsExactly("two");

        MediaAsset conformed = assembly.conform(two.clip(), FORMAT, store.id());
        Timeline timeline =
                new Timeline(FORMAT, List.of(one, new Cut("two", conformed.asset(), conformed.facts()), three));
        MediaAsset film = assembly.join(timeline, store.id());

        assertThat(film.facts().frames()).isEqualTo(72);
        assertThat(film.asset().type()).isEqualTo(MediaType.MP4);
        assertThat(store.has(film.asset())).isTrue();
        assertThat(assembly.contactSheet(timeline, store.id()).type()).isEqualTo(MediaType.JPG);
        assertThat(store.scratch()).isEmptyDirectory();
    }

    @Test
    void whatWasMadeOnceIsFoundAgainUnlessItsBytesAreGone() throws IOException {
        Cut cut = cut("one", 320, 180, 0);
        MediaAsset first = assembly.conform(cut.clip(), FORMAT, store.id());
        engine.close();

        // No engine, no work: what comes back was kept.
        AssemblyActivity idle = again();
        assertThat(idle.conform(cut.clip(), FORMAT, store.id())).isEqualTo(first);

        Files.delete(store.file(first.asset()));
        MediaAsset second = idle.conform(cut.clip(), FORMAT, store.id());
        assertThat(store.has(second.asset())).isTrue();
        assertThat(second.facts()).isEqualTo(first.facts());
    }

    @Test
    void clipsThatShareNumbersForDifferentSettingsAreJoinedAllTheSame() throws IOException {
        Timeline timeline =
                new Timeline(FORMAT, List.of(cut("one", 160, 90, 0), cut("two", 160, 90, 24, "preset", "slow")));

        assertThat(assembly.join(timeline, store.id()).facts().frames()).isEqualTo(48);
    }

    @Test
    void aDamagedClipIsTheMediasFaultAndNotTriedAgain() throws IOException {
        Path broken = Files.write(store.scratch().resolve("broken"), new byte[94]);
        Asset asset = store.keep(broken, MediaType.MP4);

        assertThatThrownBy(() -> assembly.conform(asset, FORMAT, store.id()))
                .isInstanceOf(ActivityFailure.class)
                .cause()
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.getType()).isEqualTo("MEDIA");
                    assertThat(failure.isNonRetryable()).isTrue();
                });
        assertThat(store.scratch()).isEmptyDirectory();
    }

    @Test
    void whatWasMadeIsMadeAnewWhereItsBytesAreDamaged() throws IOException {
        Cut cut = cut("one", 320, 180, 0);
        MediaAsset conformed = assembly.conform(cut.clip(), FORMAT, store.id());
        Timeline timeline = new Timeline(
                FORMAT, List.of(new Cut("one", conformed.asset(), conformed.facts()), cut("two", 160, 90, 24)));
        MediaAsset film = assembly.join(timeline, store.id());
        Asset sheet = assembly.contactSheet(timeline, store.id());
        for (Asset made : List.of(film.asset(), sheet, conformed.asset())) {
            damage(made);
        }

        // What is seen and heard is the same; an encoder promises no equal bytes.
        MediaAsset conformedAnew = assembly.conform(cut.clip(), FORMAT, store.id());
        assertThat(conformedAnew.facts()).isEqualTo(conformed.facts());
        Timeline timelineAnew = new Timeline(
                FORMAT,
                List.of(
                        new Cut("one", conformedAnew.asset(), conformedAnew.facts()),
                        timeline.cuts().get(1)));
        MediaAsset filmAnew = assembly.join(timelineAnew, store.id());
        assertThat(filmAnew.facts()).isEqualTo(film.facts());
        Asset sheetAnew = assembly.contactSheet(timelineAnew, store.id());
        for (Asset made : List.of(conformedAnew.asset(), filmAnew.asset(), sheetAnew)) {
            assertThat(store.isIntact(made)).isTrue();
        }
    }

    @Test
    void aClipThatIsDamagedBeforeItIsCutIsSaidWithItsShotAndTheCure() throws IOException {
        Timeline timeline = new Timeline(FORMAT, List.of(cut("one", 160, 90, 0), cut("gull", 160, 90, 24)));
        Asset odd = cut("odd", 320, 180, 0).clip();
        damage(timeline.cuts().get(1).clip());
        damage(odd);

        assertDamaged("shot gull", () -> assembly.join(timeline, store.id()));
        assertDamaged("shot gull", () -> assembly.contactSheet(timeline, store.id()));
        assertDamaged("its clip", () -> assembly.conform(odd, FORMAT, store.id()));
        assertThat(store.scratch()).isEmptyDirectory();
    }

    @Test
    void aFrameIsCutOnceAndKeptAsAPictureOfItsOwn() throws IOException {
        Asset clip = cut("one", 320, 180, 40).clip();
        Asset first = assembly.frame(clip, 0, store.id());
        Asset last = assembly.frame(clip, 23, store.id());
        assertThat(last.type()).isEqualTo(MediaType.PNG);
        assertThat(number(first)).isEqualTo(40);
        assertThat(number(last)).isEqualTo(63);
        assertThat(store.scratch()).isEmptyDirectory();
        engine.close();

        // The engine works no more: what comes back was kept.
        assertThat(assembly.frame(clip, 23, store.id())).isEqualTo(last);
        assertThatThrownBy(() -> assembly.frame(clip, 22, store.id())).isInstanceOf(ActivityFailure.class);
    }

    @Test
    void aFrameThatIsGoneOrDamagedIsCutAnewAndIsTheSame() throws IOException {
        Asset clip = cut("one", 160, 90, 0).clip();
        Asset frame = assembly.frame(clip, 7, store.id());
        damage(frame);
        assertThat(assembly.frame(clip, 7, store.id())).isEqualTo(frame);
        assertThat(store.isIntact(frame)).isTrue();
        Files.delete(store.file(frame));
        assertThat(assembly.frame(clip, 7, store.id())).isEqualTo(frame);
        assertThat(store.has(frame)).isTrue();
    }

    @Test
    void aFrameOfADamagedClipIsRefusedWithTheCure() throws IOException {
        Asset clip = cut("one", 160, 90, 0).clip();
        damage(clip);
        assertDamaged("its clip", () -> assembly.frame(clip, 7, store.id()));
        assertThat(store.scratch()).isEmptyDirectory();
    }

    /** What the barcode says. */
    private int number(Asset frame) throws IOException {
        BufferedImage picture = ImageIO.read(store.file(frame).toFile());
        int number = 0;
        for (int bit = 0; bit < 12; bit++) {
            int x = (int) (picture.getWidth() * (bit + 0.5) / 12);
            number |= (picture.getRGB(x, picture.getHeight() / 4) & 255) > 127 ? 1 << bit : 0;
        }
        return number;
    }

    private static void assertDamaged(String whose, org.assertj.core.api.ThrowableAssert.ThrowingCallable making) {
        assertThatThrownBy(making)
                .isInstanceOf(ActivityFailure.class)
                .rootCause()
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.getType()).isEqualTo("MEDIA");
                    assertThat(failure.isNonRetryable()).isTrue();
                    assertThat(failure.getOriginalMessage())
                            .contains(whose)
                            .contains("damaged")
                            .contains("render again");
                });
    }

    private void damage(Asset asset) throws IOException {
        Path file = store.file(asset);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 0x5a;
        Files.write(file, bytes);
    }

    private AssemblyActivity again() {
        engine = new MediaEngine(1);
        temporal.close();
        temporal = TestActivityEnvironment.newInstance();
        temporal.registerActivitiesImplementations(new AssemblyActivityImpl(store, engine));
        return temporal.newActivityStub(AssemblyActivity.class);
    }

    private Cut cut(String id, int width, int height, int number, String... options) throws IOException {
        Path file = store.scratch().resolve(UUID.randomUUID() + ".mp4");
        TestClips.second(file, width, height, number, options);
        MediaFacts facts = engine.decode(file, MediaType.MP4, ProgressListener.NONE);
        return new Cut(id, store.keep(file, MediaType.MP4), facts);
    }
}

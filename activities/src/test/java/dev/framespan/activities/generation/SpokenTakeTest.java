package dev.framespan.activities.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.activities.ledger.Charge;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.engine.TestSounds;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.Take;
import io.temporal.failure.ApplicationFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Speech as it came, with the real engine. */
class SpokenTakeTest {
    private static final String FINGERPRINT = "v1:" + "a".repeat(64);

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private DirectoryStore store;
    private MediaEngine engine;
    private SpokenTake spoken;

    @BeforeEach
    void open() {
        store = DirectoryStore.open(folder);
        engine = new MediaEngine(1);
        spoken = new SpokenTake(store, engine, clock);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private ProviderTask task(Asset sound) {
        return new ProviderTask(
                FINGERPRINT, 1, null, "storm", "opening", 1, false, null, clock.instant(), true, null, sound);
    }

    private Asset sound(long samples) throws IOException {
        Path file = store.scratch().resolve("spoken.mp3");
        TestSounds.mp3(file, 24_000, samples);
        return store.keep(file, MediaType.MP3);
    }

    private Stop stop(Asset sound) {
        return Stop.of(catchThrowable(() -> spoken.verify(task(sound), fraction -> {})))
                .orElseThrow();
    }

    private LedgerEntry state() throws IOException {
        return new Ledger(store).of(FINGERPRINT, 1).orElseThrow().state();
    }

    @Test
    void aWholeSoundIsCompletedWithItsLength() throws IOException {
        Asset sound = sound(24_000);

        Take take = spoken.verify(task(sound), fraction -> {});

        assertThat(take.samples()).isBetween(48_000L, 51_000L);
        assertThat(take.original()).isEqualTo(sound);
        assertThat(state()).isEqualTo(new LedgerEntry.Completed(clock.instant(), sound, null, take.samples()));
        assertThat(new Ledger(store).of(FINGERPRINT, 1).orElseThrow().all(LedgerEntry.Submitted.class))
                .as("written where the store could not take it when the answer came")
                .containsExactly(new LedgerEntry.Submitted(clock.instant(), null, sound));
    }

    @Test
    void whatDoesNotDecodeIsGoneAndPaidFor() throws IOException {
        Asset text = store.keep(
                new ByteArrayInputStream("ID3 is all that it has of an MP3".getBytes(StandardCharsets.US_ASCII)),
                100,
                MediaType.MP3);

        Stop gone = stop(text);

        assertThat(gone.kind()).isEqualTo(FailureKind.GONE);
        assertThat(gone.message()).contains("what was spoken is no use", "--rebuy opening");
        assertThat(Charge.of(state())).isEqualTo(Charge.KEPT);
    }

    @Test
    void aSoundThatBrokeOffIsNoUse() throws IOException {
        Path wav = store.scratch().resolve("spoken.wav");
        TestSounds.wav(wav, 48_000);
        Path mp3 = store.scratch().resolve("spoken.mp3");
        TestSounds.mp3(mp3, 24_000, 48_000);

        for (Path whole : List.of(wav, mp3)) {
            byte[] bytes = Files.readAllBytes(whole);
            MediaType type = whole == wav ? MediaType.WAV : MediaType.MP3;
            byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
            Stop gone = stop(store.keep(new ByteArrayInputStream(half), half.length, type));

            assertThat(gone.kind()).isEqualTo(FailureKind.GONE);
            assertThat(gone.message()).contains("what was spoken is no use: is cut short");
        }
    }

    @Test
    void anotherSoundThanAnMp3IsTaken() throws IOException {
        Path wav = store.scratch().resolve("spoken.wav");
        TestSounds.wav(wav, 4_800);

        Asset sound = store.keep(wav, MediaType.WAV);

        assertThat(spoken.verify(task(sound), fraction -> {}).samples()).isEqualTo(4_800);
    }

    @Test
    void whatTheDiskHasDamagedIsGone() throws IOException {
        Asset sound = sound(2_400);
        Files.write(store.file(sound), new byte[(int) sound.bytes()]);

        Stop gone = stop(sound);

        assertThat(gone.kind()).isEqualTo(FailureKind.GONE);
        assertThat(gone.message()).contains("damaged in the store");
        assertThat(Charge.of(state())).isEqualTo(Charge.KEPT);
    }

    @Test
    void whatTheStoreHasLostIsGoneUntilItIsBack() throws IOException {
        Asset sound = sound(2_400);
        Path away = folder.resolve("away.mp3");
        Files.move(store.file(sound), away);

        assertThat(stop(sound).message()).contains("what was spoken is no longer in the store");

        clock.advance(Duration.ofMinutes(1));
        store.keep(away, MediaType.MP3);
        assertThat(spoken.verify(task(sound), fraction -> {}).samples()).isPositive();
        assertThat(state()).isInstanceOf(LedgerEntry.Completed.class);
    }

    @Test
    void aFileThatIsMissingForAMomentWhileTheResultIsWrittenIsTriedAgain() throws IOException {
        Asset sound = sound(2_400);
        AtomicBoolean away = new AtomicBoolean(true);
        SpokenTake first = new SpokenTake(without("completed", away), engine, clock);

        Throwable failure = catchThrowable(() -> first.verify(task(sound), fraction -> {}));

        assertThat(failure).isInstanceOfSatisfying(ApplicationFailure.class, again -> assertThat(again.isNonRetryable())
                .isFalse());
        assertThat(Stop.of(failure)).isEmpty();
        assertThat(state()).isInstanceOf(LedgerEntry.Submitted.class);
        away.set(false);
        assertThat(first.verify(task(sound), fraction -> {}).samples()).isPositive();
    }

    /** The store, while the folder of some records is away. */
    private Store without(String records, AtomicBoolean away) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (away.get()
                            && method.getName().equals("create")
                            && arguments[0].toString().contains(records)) {
                        throw new NoSuchFileException(arguments[0].toString());
                    }
                    return method.invoke(store, arguments);
                });
    }
}

package dev.framespan.activities.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.activities.ledger.Charge;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.engine.TestSounds;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.Take;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
    void whatTheDiskHasDamagedIsGone() throws IOException {
        Asset sound = sound(2_400);
        Files.write(store.file(sound), new byte[(int) sound.bytes()]);

        assertThat(stop(sound).kind()).isEqualTo(FailureKind.GONE);
        assertThat(Charge.of(state())).isEqualTo(Charge.KEPT);
    }
}

package dev.framespan.activities.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.engine.TestClips;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.testing.TestTask;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.VerifyActivity;
import dev.framespan.workflows.payload.Payloads;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checking what was fetched, alone, with the real engine. */
class VerifyActivityTest {
    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private DirectoryStore store;
    private MediaEngine engine;
    private TestActivityEnvironment temporal;
    private VerifyActivity verify;
    private ProviderTask task;

    @BeforeEach
    void open() {
        store = DirectoryStore.open(folder);
        engine = new MediaEngine(1);
        temporal = TestActivityEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
        temporal.registerActivitiesImplementations(new VerifyActivityImpl(store, engine, clock));
        verify = temporal.newActivityStub(VerifyActivity.class);
        task = TestTask.submittedAt(clock.instant()).take(2).build();
    }

    @AfterEach
    void close() {
        temporal.close();
        engine.close();
    }

    @Test
    void aResultThatWasFetchedAgainWithOtherBytesIsWrittenDownAsWell() throws IOException {
        Asset first = clip(0);
        Asset second = clip(24);

        verify.verify(task, first);
        clock.advance(Duration.ofMinutes(1));
        assertThat(verify.verify(task, second).original()).isEqualTo(second);

        LedgerEntry state =
                new Ledger(store).of(task.fingerprint(), 1).orElseThrow().state();
        assertThat(state)
                .isInstanceOfSatisfying(LedgerEntry.Completed.class, completed -> assertThat(completed.original())
                        .isEqualTo(second));
    }

    @Test
    void aStillThatCameBackWithOtherBytesKeepsItsName() throws IOException {
        ProviderTask still =
                TestTask.submittedAt(clock.instant()).id("hill").still().build();
        Asset first = still("png");
        verify.verify(still, first);
        Files.delete(store.file(first));
        clock.advance(Duration.ofMinutes(1));

        assertThat(verify.verify(still, still("jpg")).original()).isEqualTo(first);
    }

    private Asset still(String format) throws IOException {
        Path file = store.scratch().resolve("still." + format);
        BufferedImage picture = new BufferedImage(64, 36, BufferedImage.TYPE_3BYTE_BGR);
        ImageIO.write(picture, format, file.toFile());
        return store.keep(file, MediaType.ofExtension(format).orElseThrow());
    }

    @Test
    void whatIsDamagedBetweenFetchingAndCheckingIsFetchedAgain() throws IOException {
        Asset clip = clip(0);
        Files.write(store.file(clip), new byte[(int) clip.bytes()]);

        Stop stop = Stop.of(catchThrowable(() -> verify.verify(task, clip))).orElseThrow();

        assertThat(stop.kind()).isEqualTo(FailureKind.UNUSABLE);
        assertThat(stop.message()).contains("damaged").contains("render again");
        assertThat(new Ledger(store).of(task.fingerprint())).isEmpty();
    }

    private Asset clip(int number) throws IOException {
        Path file = store.scratch().resolve("clip.mp4");
        TestClips.second(file, 160, 90, number);
        return store.keep(file, MediaType.MP4);
    }
}

package dev.framespan.activities.generation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.activities.account.TaskPermits;
import dev.framespan.activities.callback.CallbackUrls;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.LiveProcesses;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Fingerprint;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.InputPicture;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.generation.ProviderRealms;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk has changed bytes of what was bought, or of what is to be submitted. */
class DamagedPurchaseTest {
    @TempDir
    Path folder;

    private DirectoryStore store;
    private TestPurchases purchases;

    @BeforeEach
    void open() throws IOException {
        store = DirectoryStore.open(folder.resolve("store"));
        purchases = new TestPurchases(store, folder.resolve("locks"));
    }

    @AfterEach
    void close() throws IOException {
        purchases.close();
    }

    private void damage(Asset asset) throws IOException {
        Files.write(store.file(asset), new byte[(int) asset.bytes()]);
    }

    private Asset clip(String content) throws IOException {
        return store.keep(new ByteArrayInputStream(content.getBytes(UTF_8)), 100, MediaType.MP4);
    }

    @Test
    void aDamagedClipIsAwaitedAgainAndNotPaidForAgain() throws IOException {
        purchases.buy();
        Asset clip = purchases.completes(1);
        assertThat(purchases.buy().take().original()).isEqualTo(clip);
        damage(clip);

        assertThat(purchases.buy().task().task()).isEqualTo("task-1");

        assertThat(purchases.provider.calls()).isEqualTo(1);
        assertThat(store.has(clip)).isFalse();
    }

    @Test
    void ofResultsThatWereFetchedTheLatestSoundOneIsTaken() throws IOException {
        purchases.buy();
        Asset first = clip("first");
        Asset second = clip("fetched again, with other bytes");
        purchases.ledger.complete(
                TestPurchases.fingerprint(),
                1,
                new LedgerEntry.Completed(purchases.clock.instant(), first, TestPurchases.FACTS));
        purchases.clock.advance(Duration.ofMinutes(1));
        purchases.ledger.complete(
                TestPurchases.fingerprint(),
                1,
                new LedgerEntry.Completed(purchases.clock.instant(), second, TestPurchases.FACTS));

        assertThat(purchases.buy().take().original()).isEqualTo(second);
        damage(second);
        assertThat(purchases.buy().take().original()).isEqualTo(first);
        damage(first);
        assertThat(purchases.buy().task().task()).isEqualTo("task-1");
        assertThat(purchases.provider.calls()).isEqualTo(1);
    }

    @Test
    void aStillThatCameBackWithOtherBytesKeepsTheNameUnderWhichItsClipsWereBought() throws IOException {
        GenerationRequest still = GenerationRequest.of("doubao-seedream-4.5", Action.GENERATE, Prompt.of("a hill"))
                .aspectRatio("16:9")
                .resolution("2K")
                .build();
        Purchase purchase = new Purchase("storm", "run-1", "hill", still, null);
        String fingerprint = Fingerprint.of("example.org", still, "a hill");
        InputLinks links = new InputLinks(
                store,
                purchases.provider,
                List.of(purchases.provider),
                Optional.of(AssetUrls.below(URI.create("http://127.0.0.1:1/assets"))),
                purchases.clock);
        PurchaseExecutor executor = executor(links);
        executor.buy(purchase, 0);
        Asset first = still("first");
        Asset second = still("the same still, encoded anew");
        purchases.ledger.complete(
                fingerprint, 1, new LedgerEntry.Completed(purchases.clock.instant(), first, TestPurchases.FACTS));
        damage(first);
        assertThat(store.isIntact(first)).isFalse();
        purchases.clock.advance(Duration.ofMinutes(1));
        purchases.ledger.complete(
                fingerprint, 1, new LedgerEntry.Completed(purchases.clock.instant(), second, TestPurchases.FACTS));

        assertThat(executor.buy(purchase, 0).take().original()).isEqualTo(first);

        GenerationRequest clip =
                TestPurchases.GULL.with(List.of(new InputPicture(InputPicture.Role.FIRST_FRAME, first, fingerprint)));
        assertThat(executor.buy(new Purchase("storm", "run-1", "gull", clip, null), 0)
                        .task())
                .isNotNull();
        assertThat(purchases.provider.pictures().get(1))
                .containsExactly("http://127.0.0.1:1/assets/" + second.fileName());
    }

    private Asset still(String content) throws IOException {
        return store.keep(new ByteArrayInputStream(content.getBytes(UTF_8)), 100, MediaType.PNG);
    }

    private PurchaseExecutor executor(InputLinks links) throws IOException {
        return new PurchaseExecutor(
                store,
                new LiveProcesses(folder.resolve("locks")),
                purchases.provider,
                ProviderRealms.of(purchases.provider.realm()),
                links,
                SubmissionSettings.UNLIMITED,
                new SubmissionsInFlight(),
                TaskPermits.UNLIMITED,
                CallbackUrls.NONE,
                purchases.clock);
    }

    @Test
    void aDamagedPromptIsNeverSubmitted() throws IOException {
        Asset words = store.keep(new ByteArrayInputStream("a gull".getBytes(UTF_8)), 10, MediaType.TXT);
        GenerationRequest request = GenerationRequest.of("kling-v3", Action.GENERATE, Prompt.stored(words))
                .aspectRatio("16:9")
                .resolution("720p")
                .seconds(5)
                .build();
        damage(words);

        Stop stop = stop(purchases.another(new LiveProcesses(folder.resolve("locks"))), request);

        assertThat(stop.kind()).isEqualTo(FailureKind.STORE);
        assertThat(stop.message()).contains("prompt").contains("damaged").contains("render the storyboard again");
        assertThat(purchases.provider.calls()).isZero();
        assertThat(store.list("ledger")).isEmpty();
    }

    @Test
    void aDamagedPictureIsNotShownToTheProvider() throws IOException {
        Asset picture = store.keep(new ByteArrayInputStream(new byte[] {1, 2, 3}), 10, MediaType.PNG);
        GenerationRequest request =
                TestPurchases.GULL.with(List.of(new InputPicture(InputPicture.Role.FIRST_FRAME, picture, null)));
        InputLinks links = new InputLinks(
                store,
                purchases.provider,
                List.of(purchases.provider),
                Optional.of(AssetUrls.below(URI.create("http://127.0.0.1:1/assets"))),
                purchases.clock);
        damage(picture);

        Stop stop = stop(executor(links), request);

        assertThat(stop.kind()).isEqualTo(FailureKind.STORE);
        assertThat(stop.message()).contains("first frame").contains("damaged").contains("render again");
        assertThat(purchases.provider.calls()).isZero();
        assertThat(purchases.ledger.of(Fingerprint.of("example.org", request, "a gull")))
                .isEmpty();
    }

    private static Stop stop(PurchaseExecutor executor, GenerationRequest request) {
        SubmitResult[] bought = new SubmitResult[1];
        Throwable thrown = catchThrowable(
                () -> bought[0] = executor.buy(new Purchase("storm", "run-1", "gull", request, null), 0));
        assertThat(bought[0]).isNull();
        return Stop.of(thrown).orElseThrow(() -> new AssertionError(thrown));
    }
}

package dev.framespan.activities.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.activities.account.TaskPermits;
import dev.framespan.activities.callback.CallbackUrls;
import dev.framespan.activities.ledger.FilmSpending;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.activities.spending.SpendingLimit;
import dev.framespan.activities.store.LiveProcesses;
import dev.framespan.activities.store.MemoryStore;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.asset.Sha256;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Fingerprint;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.InputPicture;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.generation.ProviderRealms;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.Realm;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.generation.WorkIdentity;
import dev.framespan.workflows.payload.Payloads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that pays two providers: kling, which keeps the books, and the atelier, which makes kling-v2.6 here. A clip costs 0.357 or 0.1955 dollars. */
class SeveralProvidersTest {
    private static final String KLING = "example.org";
    private static final String ATELIER = "atelier.org";
    private static final String PUBLIC = "https://films.example.org/assets";

    @TempDir
    Path folder;

    private final Store store = new MemoryStore();
    private final TestClock clock = new TestClock();
    private LiveProcesses processes;
    private Catalogue catalogue;
    private ProviderRealms realms;
    private ScriptedProvider kling;
    private ScriptedProvider atelier;
    private Optional<BigDecimal> dailyUsd = Optional.empty();

    @BeforeEach
    void open() throws IOException {
        processes = new LiveProcesses(folder.resolve("locks"));
        catalogue = Catalogue.read(Files.writeString(
                folder.resolve("own.json"), "{\"videos\": [{\"name\": \"kling-v2.6\", \"provider\": \"atelier\"}]}"));
        Map<String, String> byName = new LinkedHashMap<>();
        byName.put("kling", KLING);
        byName.put("atelier", ATELIER);
        realms = new ProviderRealms(byName);
        kling = new ScriptedProvider(KLING).sells(catalogue);
        atelier = new ScriptedProvider(ATELIER).sells(catalogue);
    }

    @AfterEach
    void close() throws IOException {
        processes.close();
    }

    private PurchaseExecutor at(ScriptedProvider provider) {
        return at(provider, realms, Optional.of(URI.create(PUBLIC)));
    }

    private PurchaseExecutor at(ScriptedProvider provider, ProviderRealms paid, Optional<URI> assets) {
        List<Provider> makers = List.of(kling, atelier);
        return new PurchaseExecutor(
                store,
                processes,
                provider,
                paid,
                new InputLinks(store, provider, makers, assets.map(AssetUrls::below), clock),
                new SubmissionSettings(Optional.empty(), Duration.ZERO, dailyUsd),
                new SubmissionsInFlight(),
                TaskPermits.UNLIMITED,
                CallbackUrls.NONE,
                clock);
    }

    private Purchase shot(String model, String words, String budget) {
        GenerationRequest request = GenerationRequest.of(model, Action.GENERATE, Prompt.of(words))
                .aspectRatio("16:9")
                .resolution("720p")
                .seconds(5)
                .build();
        return purchase(words, request, budget);
    }

    private Purchase purchase(String id, GenerationRequest request, String budget) {
        BigDecimal most = budget == null ? null : new BigDecimal(budget);
        return new Purchase("storm", "run", id, request, new WorkIdentity(store.id(), realms.main()), most, null, null);
    }

    private Stop stop(ScriptedProvider provider, Purchase purchase) {
        return Stop.of(catchThrowable(() -> at(provider).buy(purchase, 0))).orElseThrow();
    }

    @Test
    void whatAnotherProviderMakesIsSentThereBeforeAnythingIsWritten() throws IOException {
        Purchase gull = shot("kling-v2.6", "gull", null);

        assertThat(at(kling).buy(gull, 0)).isEqualTo(SubmitResult.elsewhere(new WorkIdentity(store.id(), ATELIER)));

        assertThat(kling.calls()).isZero();
        assertThat(store.list("ledger")).isEmpty();
        assertThat(at(atelier).buy(gull, 0).task().task()).isEqualTo("task-1");
        assertThat(atelier.calls()).isEqualTo(1);
    }

    @Test
    void whatTheFirstProviderMakesIsSentBackToIt() throws IOException {
        assertThat(at(atelier).buy(shot("kling-v3", "gull", null), 0).elsewhere())
                .isEqualTo(new WorkIdentity(store.id(), KLING));
    }

    @Test
    void aProviderThatIsNotPaidHereIsNamedWithItsVariable() {
        PurchaseExecutor alone = at(kling, ProviderRealms.of(KLING), Optional.empty());

        Stop stop = Stop.of(catchThrowable(() -> alone.buy(shot("kling-v2.6", "gull", null), 0)))
                .orElseThrow();

        assertThat(stop.kind()).isEqualTo(FailureKind.REJECTED);
        assertThat(stop.message())
                .isEqualTo(
                        "kling-v2.6 is made by atelier, and FRAMESPAN_PROVIDERS is kling where it would be bought: make"
                                + " that kling,atelier and set ATELIER_API_KEY, or name another model");
        assertThat(kling.calls()).isZero();
    }

    @Test
    void aFilmsBudgetIsOneSumOverItsProviders() throws IOException {
        at(kling).buy(shot("kling-v3", "gull", "0.5"), 0);

        assertThat(stop(atelier, shot("kling-v2.6", "wave", "0.5")).kind()).isEqualTo(FailureKind.BUDGET);
        assertThat(atelier.calls()).isZero();

        at(atelier).buy(shot("kling-v2.6", "wave", "0.7"), 0);
        assertThat(stop(kling, shot("kling-v3", "shore", "0.7")).kind()).isEqualTo(FailureKind.BUDGET);
    }

    @Test
    void aBudgetCountsWhatWasBoughtOfAnyProviderBeforeThereWasOne() throws IOException {
        at(atelier).buy(shot("kling-v2.6", "wave", null), 0);

        assertThat(stop(kling, shot("kling-v3", "gull", "0.5")).kind()).isEqualTo(FailureKind.BUDGET);
        assertThat(SpendingLimit.ofFilm(store, "storm", KLING, clock)
                        .counted(Set.of())
                        .reservedUsd())
                .isPositive();
    }

    @Test
    void whatAFilmSpendsIsCountedInOneRealm() throws IOException {
        Purchase wave = shot("kling-v2.6", "wave", "0.7").of(new WorkIdentity(store.id(), ATELIER));
        ProviderRealms otherwise = new ProviderRealms(Map.of("atelier", ATELIER));

        Stop stop = Stop.of(catchThrowable(() ->
                        at(atelier, otherwise, Optional.of(URI.create(PUBLIC))).buy(wave, 0)))
                .orElseThrow();

        assertThat(stop.kind()).isEqualTo(FailureKind.REPRICED);
        assertThat(stop.message())
                .isEqualTo(
                        "its film counts what it spends at example.org, and this worker at atelier.org, so it was not"
                                + " submitted; give all workers of the store one FRAMESPAN_PROVIDERS, then render again");
        assertThat(atelier.calls()).isZero();
        assertThat(at(atelier).buy(wave, 0).task().task()).isEqualTo("task-1");
    }

    @Test
    void theDaysLimitIsOneSumOverAllProviders() throws IOException {
        dailyUsd = Optional.of(new BigDecimal("0.5"));
        at(kling).buy(shot("kling-v3", "gull", null), 0);

        assertThat(at(atelier).buy(shot("kling-v2.6", "wave", null), 0).cause()).isEqualTo(SubmitResult.Cause.DAY);
        assertThat(atelier.calls()).isZero();
    }

    @Test
    void theLedgerNamesWhomItPaid() throws IOException {
        at(kling).buy(shot("kling-v3", "gull", null), 0);
        at(atelier).buy(shot("kling-v2.6", "wave", null), 0);

        assertThat(FilmSpending.of(store, "storm"))
                .extracting(FilmSpending::realm)
                .containsExactly(ATELIER, KLING);
    }

    @Test
    void aClipFromAStillOfTheOtherProviderIsShownThatOnesLink() throws IOException {
        kling.answersStatus(new TaskStatus(
                TaskStatus.State.COMPLETED,
                100,
                List.of(new TaskStatus.Link("https://cdn.example.org/hill.png", Instant.MAX)),
                null,
                null));

        at(atelier, realms, Optional.empty()).buy(clipFrom(still()), 0);

        assertThat(atelier.pictures().get(0)).containsExactly("https://cdn.example.org/hill.png");
        assertThat(atelier.looks()).isZero();
    }

    @Test
    void whatAProviderOnThisMachineMadeIsShownFromHereToOneElsewhere() throws IOException {
        kling = new ScriptedProvider("loopback").sells(catalogue);
        Map<String, String> byName = new LinkedHashMap<>();
        byName.put("kling", "loopback");
        byName.put("atelier", ATELIER);
        realms = new ProviderRealms(byName);
        InputPicture still = still();

        at(atelier).buy(clipFrom(still), 0);

        assertThat(atelier.pictures().get(0))
                .containsExactly(PUBLIC + "/" + still.picture().fileName());
        assertThat(kling.looks()).isZero();
    }

    @Test
    void oneOfThisMachineIsAskedAnewWhereItShowsWhatItMadeAndWhereItDoesNotKnowTheStoreShowsIt() throws Exception {
        kling = new ScriptedProvider("loopback").sells(catalogue);
        Map<String, String> byName = new LinkedHashMap<>();
        byName.put("kling", "loopback");
        byName.put("atelier", ATELIER);
        realms = new ProviderRealms(byName);
        InputPicture still = still();
        store.replace(
                "links/" + Realm.pathName("loopback") + "/" + Sha256.of("task-1") + ".json",
                Payloads.json()
                        .writeValueAsBytes(
                                new TaskStatus.Link("http://127.0.0.1:1/of-a-simulator-that-is-gone", Instant.MAX)));
        kling.answersNoStatus(ProviderException.of(FailureKind.LOST, ProviderException.Accepted.NO, "no such task")
                .answer(404, null)
                .build());

        assertThat(new InputLinks(store, kling, List.of(kling), Optional.of(AssetUrls.below(URI.create(PUBLIC))), clock)
                        .of(clipFrom(still)))
                .containsExactly(PUBLIC + "/" + still.picture().fileName());
    }

    /** Bought of kling. */
    private InputPicture still() throws IOException {
        GenerationRequest request = GenerationRequest.of("doubao-seedream-4.5", Action.GENERATE, Prompt.of("a hill"))
                .aspectRatio("16:9")
                .resolution("2K")
                .build();
        at(kling).buy(purchase("hill", request, null), 0);
        String fingerprint = Fingerprint.of(kling.realm(), request, "a hill");
        Asset picture = store.keep(new ByteArrayInputStream(new byte[] {1, 2, 3}), 10, MediaType.PNG);
        new Ledger(store)
                .complete(fingerprint, 1, new LedgerEntry.Completed(clock.instant(), picture, TestPurchases.FACTS));
        return new InputPicture(InputPicture.Role.FIRST_FRAME, picture, fingerprint);
    }

    private Purchase clipFrom(InputPicture still) {
        return purchase(
                "ride",
                GenerationRequest.of("kling-v2.6", Action.IMAGE2VIDEO, Prompt.of("a ride"))
                        .resolution("720p")
                        .seconds(5)
                        .inputs(List.of(still))
                        .build(),
                null);
    }
}

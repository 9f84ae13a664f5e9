package dev.framespan.activities.film;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.film.FilmInput;
import dev.framespan.workflows.film.FilmReport;
import dev.framespan.workflows.film.Receipt;
import dev.framespan.workflows.film.ReceiptInput;
import dev.framespan.workflows.film.Settlement;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.studio.Cancellation;
import dev.framespan.workflows.studio.FilmOutcome;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.studio.StopPolicies;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the receipt of a cancelled film says of what was at the provider. */
class SettlementTest {
    private static final Instant BEFORE = Instant.parse("2026-03-01T09:00:00Z");
    private static final Instant BEGUN = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-01T10:01:00Z");
    private static final BigDecimal PRICE = new BigDecimal("0.2142");

    @TempDir
    Path folder;

    private DirectoryStore store;
    private Ledger ledger;

    @BeforeEach
    void open() {
        store = DirectoryStore.open(folder.resolve("store"));
        ledger = new Ledger(store);
    }

    @Test
    void whatIsRefundedKeptAndRunningIsToldApartWithItsMoney() throws IOException {
        submitted("a", "queued", "run");
        ended("a", NOW);
        submitted("b", "begun", "run");
        completed("b", NOW);
        submitted("c", "shared", "run");
        submitted("d", "again", "earlier");
        completed("d", NOW);

        Receipt receipt = receipt("queued", "begun", "shared", "again");

        Settlement settlement = receipt.settlement();
        assertThat(settlement.refunded()).isEqualTo(part("queued"));
        assertThat(settlement.kept().ids()).containsExactlyInAnyOrder("begun", "again");
        assertThat(settlement.kept().usd()).isEqualByComparingTo(PRICE.add(PRICE));
        assertThat(settlement.running()).isEqualTo(part("shared"));
        assertThat(receipt.spentUsd()).as("by this run").isEqualByComparingTo(PRICE);
        assertThat(receipt.totalUsd()).isEqualByComparingTo(PRICE.add(PRICE));
        assertThat(receipt.stops()).extracting(Stop::id).containsExactly("queued", "shared");
    }

    @Test
    void whatAnEarlierRunGaveBackOrKeptIsNotToldAgain() throws IOException {
        submitted("a", "queued", "earlier");
        ended("a", BEFORE);
        submitted("b", "begun", "earlier");
        completed("b", BEFORE);

        assertThat(receipt("queued", "begun").settlement()).isNull();
    }

    @Test
    void whatTheProviderKeepsThePriceOfForNothingIsToldAsLost() throws IOException {
        submitted("a", "kept", "run");
        ended("a", NOW, false);
        ledger.add(fingerprint("b"), 1, 1, claimed("doubt", "run"));
        ledger.add(fingerprint("b"), 1, new LedgerEntry.Sending(BEFORE, "o", BEFORE, 1));
        ledger.add(fingerprint("b"), 1, new LedgerEntry.Ambiguous(NOW, 500, "status 500"));

        Settlement settlement = receipt("kept", "doubt").settlement();

        assertThat(settlement.lost().ids()).containsExactlyInAnyOrder("kept", "doubt");
        assertThat(settlement.refunded()).isNull();
        assertThat(settlement.kept()).isNull();
    }

    @Test
    void whatAnotherProviderGaveBackOrRunsCountsForTheFilmAndIsToldWithIts() throws IOException {
        submittedAt("atelier.org", "a", "queued");
        ended("a", NOW);
        submittedAt("atelier.org", "b", "begun");
        completed("b", NOW);
        submitted("c", "shared", "run");

        Receipt receipt = receipt("queued", "begun", "shared");

        Settlement settlement = receipt.settlement();
        assertThat(settlement.refunded()).isEqualTo(part("queued"));
        assertThat(settlement.kept()).isEqualTo(part("begun"));
        assertThat(settlement.running()).isEqualTo(part("shared"));
        assertThat(receipt.totalUsd()).isEqualByComparingTo(PRICE);
        assertThat(receipt.refunded()).isNotNull();
    }

    private void submittedAt(String realm, String letter, String id) throws IOException {
        LedgerEntry.Claimed claim = claimed(id, "run");
        ledger.add(
                fingerprint(letter),
                1,
                1,
                new LedgerEntry.Claimed(
                        claim.at(),
                        claim.owner(),
                        claim.deadline(),
                        claim.film(),
                        claim.run(),
                        claim.id(),
                        claim.take(),
                        claim.model(),
                        claim.priceUsd(),
                        null,
                        realm,
                        null,
                        null,
                        null,
                        null,
                        null,
                        claim.realm()));
        ledger.add(fingerprint(letter), 1, new LedgerEntry.Sending(BEFORE, "o", BEFORE, 1));
        ledger.add(fingerprint(letter), 1, new LedgerEntry.Submitted(BEFORE, "task-" + letter));
    }

    private Receipt receipt(String... ids) throws IOException {
        Asset plan =
                kept("{\"film\": \"storm\", \"title\": \"Storm\", \"width\": 1280, \"height\": 720, \"keyframes\": [],"
                        + " \"shots\": []}");
        List<Item> items = Stream.of(ids)
                .map(id -> new Item(
                        id,
                        false,
                        Item.State.STOPPED,
                        "w",
                        null,
                        null,
                        Stop.of(FailureKind.CANCELLED, id, 1, "cancelled")))
                .toList();
        FilmReport report = ClosingWorker.close(
                new FilmActivityImpl(store, "e.org", 5, StopPolicies.ASK, false, false, Clock.systemUTC()),
                new ReceiptInput(
                        new FilmInput("storm", store.id(), plan, "e.org"),
                        FilmOutcome.CANCELLED,
                        items,
                        null,
                        null,
                        new Cancellation("run", BEGUN, List.of(ids))));
        Receipt receipt = Payloads.json().readValue(store.bytes(report.receipt()), Receipt.class);
        assertThat(report.stops()).isEqualTo(receipt.stops());
        return receipt;
    }

    private static Settlement.Part part(String id) {
        return new Settlement.Part(List.of(id), PRICE, null);
    }

    private static String fingerprint(String letter) {
        return "v1:" + letter.repeat(64);
    }

    private void submitted(String letter, String id, String run) throws IOException {
        ledger.add(fingerprint(letter), 1, 1, claimed(id, run));
        ledger.add(fingerprint(letter), 1, new LedgerEntry.Sending(BEFORE, "o", BEFORE, 1));
        ledger.add(fingerprint(letter), 1, new LedgerEntry.Submitted(BEFORE, "task-" + letter));
    }

    private static LedgerEntry.Claimed claimed(String id, String run) {
        return new LedgerEntry.Claimed(BEFORE, "o", BEFORE, "storm", run, id, 1, "kling-v3", PRICE, null, "e.org");
    }

    private void ended(String letter, Instant at) throws IOException {
        ended(letter, at, true);
    }

    private void ended(String letter, Instant at, boolean refunded) throws IOException {
        ledger.add(
                fingerprint(letter),
                1,
                new LedgerEntry.Failed(
                        at, FailureKind.CANCELLED, null, "cancelled while queued", "storm", refunded, null));
    }

    private void completed(String letter, Instant at) throws IOException {
        MediaFacts facts = new MediaFacts(1280, 720, 72, "24/1", false, "h264", "0".repeat(64));
        ledger.complete(
                fingerprint(letter),
                1,
                new LedgerEntry.Completed(at, new Asset(letter.repeat(64), 9, MediaType.MP4), facts));
    }

    private Asset kept(String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return store.keep(new ByteArrayInputStream(bytes), bytes.length, MediaType.JSON);
    }
}

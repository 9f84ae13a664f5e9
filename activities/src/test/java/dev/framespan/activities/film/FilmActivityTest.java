package dev.framespan.activities.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.testing.UtcClock;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.film.FilmInput;
import dev.framespan.workflows.film.FilmReport;
import dev.framespan.workflows.film.Receipt;
import dev.framespan.workflows.film.ReceiptInput;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.studio.FilmOutcome;
import dev.framespan.workflows.studio.StopPolicies;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilmActivityTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String PLAN =
            "{\"film\": \"storm\", \"title\": \"Storm\", \"width\": 1280, \"height\": 720, \"keyframes\": [], \"shots\": []}";

    @TempDir
    Path folder;

    private DirectoryStore store;
    private FilmActivityImpl films;

    @BeforeEach
    void open() {
        store = DirectoryStore.open(folder);
        films = new FilmActivityImpl(store, "example.org", 5, StopPolicies.ASK, false, false, Clock.systemUTC());
    }

    @Test
    void aDamagedPlanStopsTheFilmAndSaysTheCure() throws IOException {
        Asset plan = kept("{\"film\": \"storm\"}");
        Files.write(store.file(plan), new byte[(int) plan.bytes()]);

        assertStops(plan, "damaged");
        assertStops(plan, "not in the store");
    }

    @Test
    void aPlanThatThisVersionCannotReadStopsTheFilmInsteadOfBeingReadForDays() throws IOException {
        assertStops(kept("{\"film\": 7, \"scenes\": []}"), "cannot be read");
    }

    @Test
    void aRecordOfTheLedgerThatCannotBeReadKeepsNoFilmFromEnding() throws IOException {
        Asset plan = kept(PLAN);
        String key = "ledger/v1/aa/" + "a".repeat(64) + "/0001-1-claimed-01.json";
        store.create(key, new byte[] {'{'});

        FilmReport report = ClosingWorker.close(films, failed(plan));

        Receipt receipt = Payloads.json().readValue(store.bytes(report.receipt()), Receipt.class);
        assertThat(receipt.refundsUnknown()).contains(key, "damaged");
        assertThat(receipt.refunded()).isNull();
    }

    /** A worker stands still for so long that Temporal gives what it was at to another one, while it draws up the receipt. */
    @Test
    void aWorkerThatStoodStillWritesNoEndOverANewerOne() throws Exception {
        ReceiptInput facts = failed(kept(PLAN));
        CountDownLatch standsStill = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        Clock sleepy = new UtcClock() {
            @Override
            public Instant instant() {
                Instant now = NOW;
                standsStill.countDown();
                try {
                    goesOn.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return now;
            }
        };
        CompletableFuture<FilmReport> late =
                CompletableFuture.supplyAsync(() -> ClosingWorker.close(films(sleepy), facts));
        standsStill.await();
        FilmFolder records = new FilmFolder(store);
        FilmReport report = ClosingWorker.close(films(Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC)), facts);
        // It is rendered once more.
        records.begin(new FilmFolder.Beginning(
                "storm", "Storm", "storm.yaml", facts.input().plan(), 1, BigDecimal.ZERO, NOW.plusSeconds(90)));
        goesOn.countDown();
        late.get();

        assertThat(records.end("storm")).get().satisfies(end -> {
            assertThat(end.report()).isEqualTo(report);
            assertThat(end.at()).isEqualTo(NOW.plusSeconds(60));
        });
        assertThat(records.end("storm").get().ends(records.beginning("storm").get()))
                .isFalse();
    }

    @Test
    void aWorkerThatStoodStillEndsNoRenderThatHasBegunSince() throws Exception {
        ReceiptInput facts = failed(kept(PLAN));
        FilmFolder records = new FilmFolder(store);
        Iterator<Instant> times = List.of(NOW, NOW.plusSeconds(600)).iterator();
        Clock jumping = new UtcClock() {
            @Override
            public Instant instant() {
                return times.next();
            }
        };
        ClosingWorker.close(films(jumping), facts);
        records.begin(new FilmFolder.Beginning(
                "storm", "Storm", "storm.yaml", facts.input().plan(), 1, BigDecimal.ZERO, NOW.plusSeconds(90)));

        assertThat(records.end("storm").get().ends(records.beginning("storm").get()))
                .isFalse();
    }

    private ReceiptInput failed(Asset plan) {
        return new ReceiptInput(
                new FilmInput("storm", store.id(), plan, null), FilmOutcome.FAILED, List.of(), null, null);
    }

    private FilmActivityImpl films(Clock clock) {
        return new FilmActivityImpl(store, "example.org", 5, StopPolicies.ASK, false, false, clock);
    }

    private void assertStops(Asset plan, String words) {
        Stop stop = Stop.of(catchThrowable(() -> films.open(new FilmInput("storm", store.id(), plan, null))))
                .orElseThrow();
        assertThat(stop.kind()).isEqualTo(FailureKind.STORE);
        assertThat(stop.message()).contains(words).contains("render the storyboard again");
    }

    private Asset kept(String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return store.keep(new ByteArrayInputStream(bytes), bytes.length, MediaType.JSON);
    }
}

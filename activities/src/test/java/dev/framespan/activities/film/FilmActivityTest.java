package dev.framespan.activities.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.film.FilmInput;
import dev.framespan.workflows.film.FilmOutcome;
import dev.framespan.workflows.film.FilmReport;
import dev.framespan.workflows.film.Receipt;
import dev.framespan.workflows.film.ReceiptInput;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.studio.StopPolicies;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilmActivityTest {
    @TempDir
    Path folder;

    private DirectoryStore store;
    private FilmActivityImpl films;

    @BeforeEach
    void open() {
        store = DirectoryStore.open(folder);
        films = new FilmActivityImpl(store, "example.org", 5, StopPolicies.ASK, false, Clock.systemUTC());
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
        Asset plan = kept(
                "{\"film\": \"storm\", \"title\": \"Storm\", \"width\": 1280, \"height\": 720, \"keyframes\": [], \"shots\": []}");
        String key = "ledger/v1/aa/" + "a".repeat(64) + "/0001-1-claimed-01.json";
        store.create(key, new byte[] {'{'});

        FilmReport report = ClosingWorker.close(
                films,
                new ReceiptInput(
                        new FilmInput("storm", store.id(), plan, null), FilmOutcome.FAILED, List.of(), null, null));

        Receipt receipt = Payloads.json().readValue(store.bytes(report.receipt()), Receipt.class);
        assertThat(receipt.refundsUnknown()).contains(key, "damaged");
        assertThat(receipt.refunded()).isNull();
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

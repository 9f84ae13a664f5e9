package dev.framespan.activities.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.film.FilmReport;
import dev.framespan.workflows.film.Receipt;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.Take;
import dev.framespan.workflows.generation.TakeKind;
import dev.framespan.workflows.generation.WorkIdentity;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.FilmOutcome;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.studio.RunSettings;
import dev.framespan.workflows.studio.StopPolicies;
import dev.framespan.workflows.studio.StudioActivity;
import dev.framespan.workflows.studio.StudioEnd;
import dev.framespan.workflows.studio.StudioItems;
import dev.framespan.workflows.studio.StudioTerms;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a workflow of one's own leaves in the store is what a film leaves there. */
class StudioActivityTest {
    private static final MediaFacts FACTS = new MediaFacts(1280, 720, 120, "24/1", false, "h264", "0".repeat(64));

    @TempDir
    Path folder;

    private DirectoryStore store;
    private StudioActivityImpl studio;
    private RunSettings run;

    @BeforeEach
    void open() {
        store = DirectoryStore.open(folder);
        studio = new StudioActivityImpl(
                store,
                new FilmActivityImpl(store, "example.org", 5, StopPolicies.ASK, true, false, Clock.systemUTC()),
                Catalogue.builtIn());
        run = run(new WorkIdentity(store.id(), "example.org"), null);
    }

    private static RunSettings run(WorkIdentity identity, Asset plan) {
        return new RunSettings(
                "song", "A song", "MusicVideo", identity, plan, BigDecimal.TEN, null, null, null, null, null);
    }

    private StudioTerms opened() {
        return ClosingWorker.asked(StudioActivity.class, studio, stub -> stub.openStudio(run));
    }

    @Test
    void whatAnAuthorsOwnProgramHasStartedIsKnownToTheStore() throws IOException {
        StudioTerms terms = opened();

        assertThat(terms.maxParallel()).isEqualTo(5);
        assertThat(terms.notifies()).isTrue();
        assertThat(terms.searchable()).isNull();
        assertThat(Catalogue.ofJson(terms.catalogue().getBytes())).isEqualTo(Catalogue.builtIn());
        FilmFolder.Beginning begun = new FilmFolder(store).beginning("song").orElseThrow();
        assertThat(begun.title()).isEqualTo("A song");
        assertThat(begun.budgetUsd()).isEqualByComparingTo("10");
        assertThat(begun.plan()).isEqualTo(terms.run().plan());
        assertThat(store.isIntact(begun.plan())).isTrue();
    }

    @Test
    void whatACommandHasWrittenDownStaysAsItIs() throws IOException {
        Asset plan = asset("plan", MediaType.JSON);
        run = run(run.identity(), plan);

        assertThat(opened().run()).isEqualTo(run);
        assertThat(new FilmFolder(store).beginning("song")).isEmpty();
    }

    @Test
    void aWorkerOfAnotherStoreHandsItBack() {
        run = run(new WorkIdentity("another", "example.org"), null);

        assertThat(catchThrowable(this::opened)).hasStackTraceContaining("another store");
    }

    @Test
    void theReceiptListsWhatWasAskedForAndWhereItIsSeen() throws IOException {
        run = opened().run();
        Take still = new Take(
                asset("dawn", MediaType.PNG), FACTS, "v1:" + "1".repeat(64), 1, "t1", new BigDecimal("0.04"), true);
        Take sail = new Take(
                asset("sail", MediaType.MP4), FACTS, "v1:" + "2".repeat(64), 1, "t2", new BigDecimal("0.5"), true);
        Take gull = new Take(
                asset("gull", MediaType.MP4), FACTS, "v1:" + "3".repeat(64), 1, "t3", new BigDecimal("0.5"), true);
        Asset items = studio.keepStudioItems(
                run,
                new StudioItems(List.of(
                        entry("dawn", TakeKind.STILL, still),
                        entry("sail", TakeKind.CLIP, sail),
                        entry("gull", TakeKind.CLIP, gull))));
        Map<String, Asset> films = new LinkedHashMap<>();
        films.put("german", studio.keepStudioFilm(run, film("german", gull, sail)));
        films.put("french", studio.keepStudioFilm(run, film("french", sail)));

        close(new StudioEnd(FilmOutcome.DONE, List.of(items), films, null, null));

        FilmReport report = report();
        assertThat(report.outcome()).isEqualTo(FilmOutcome.DONE);
        assertThat(report.film()).isEqualTo(asset("german", MediaType.MP4));
        assertThat(report.films()).containsOnlyKeys("german", "french");
        assertThat(report.films().get("french").contactSheet()).isEqualTo(asset("sheet", MediaType.JPG));
        Receipt receipt = Payloads.json().readValue(store.bytes(report.receipt()), Receipt.class);
        assertThat(receipt.spentUsd()).isEqualByComparingTo("1.04");
        assertThat(receipt.keyframes()).extracting(Receipt.Entry::id).containsExactly("dawn");
        assertThat(receipt.shots()).extracting(Receipt.Entry::id).containsExactly("sail", "gull");
        assertThat(receipt.shots()).extracting(Receipt.Entry::startFrame).containsExactly(120L, 0L);
    }

    @Test
    void whatSeveralRunsHaveCalledTheSameIsAllInTheReceipt() throws IOException {
        run = opened().run();
        Take bought = new Take(
                asset("sail", MediaType.MP4), FACTS, "v1:" + "2".repeat(64), 1, "t2", new BigDecimal("0.5"), true);
        Take had = new Take(
                asset("sail", MediaType.MP4), FACTS, "v1:" + "2".repeat(64), 1, "t2", new BigDecimal("0.5"), false);
        Take other = new Take(
                asset("gull", MediaType.MP4), FACTS, "v1:" + "3".repeat(64), 1, "t3", new BigDecimal("0.7"), true);
        Asset first = studio.keepStudioRun(run, endWith(bought, null));
        Asset second = studio.keepStudioRun(run, endWith(other, first));

        close(endWith(had, second));

        Receipt receipt = Payloads.json().readValue(store.bytes(report().receipt()), Receipt.class);
        assertThat(receipt.shots()).extracting(Receipt.Entry::id).containsExactly("hero", "hero-2");
        assertThat(receipt.spentUsd()).isEqualByComparingTo("1.2");
    }

    @Test
    void whatHasFailedSaysWhy() throws IOException {
        run = opened().run();
        Item refused = Item.waiting("crowd", TakeKind.CLIP)
                .parked(Stop.of(FailureKind.POLICY, "crowd", 1, "refused"), java.time.Instant.EPOCH);
        Asset items = studio.keepStudioItems(
                run, new StudioItems(List.of(new StudioItems.Entry(refused, request(TakeKind.CLIP)))));

        close(new StudioEnd(FilmOutcome.FAILED, List.of(items), Map.of(), "the song has no refrain", null));

        assertThat(report().trouble()).isEqualTo("the song has no refrain");
        assertThat(report().stops()).extracting(Stop::id).containsExactly("crowd");
        assertThat(report().film()).isNull();
    }

    /** Of a run that has made one clip, called hero. */
    private StudioEnd endWith(Take hero, Asset before) {
        Asset items = studio.keepStudioItems(run, new StudioItems(List.of(entry("hero", TakeKind.CLIP, hero))));
        return new StudioEnd(FilmOutcome.DONE, List.of(items), Map.of(), null, null, before);
    }

    private void close(StudioEnd end) {
        ClosingWorker.asked(StudioActivity.class, studio, stub -> {
            stub.closeStudio(run, end);
            return null;
        });
    }

    private FilmReport report() throws IOException {
        return new FilmFolder(store).end("song").orElseThrow().report();
    }

    private static StudioItems.Entry entry(String id, TakeKind kind, Take take) {
        return new StudioItems.Entry(
                new Item(id, kind == TakeKind.STILL, Item.State.DONE, null, null, take, null), request(kind));
    }

    private static GenerationRequest request(TakeKind kind) {
        GenerationRequest.Builder wanted = GenerationRequest.of("kling-v3", Action.GENERATE, Prompt.of("a gull"))
                .resolution("720p");
        return (kind == TakeKind.STILL ? wanted : wanted.seconds(5)).build();
    }

    private static Film film(String name, Take... takes) {
        List<Cut> cuts = java.util.Arrays.stream(takes)
                .map(take -> new Cut(take.task().equals("t2") ? "sail" : "gull", take.original(), take.facts()))
                .toList();
        return new Film(
                asset(name, MediaType.MP4),
                FACTS,
                asset("sheet", MediaType.JPG),
                new Timeline(new Format(1280, 720, "24/1"), cuts),
                Set.of(),
                null,
                null,
                null,
                null);
    }

    private static Asset asset(String name, MediaType type) {
        return new Asset(dev.framespan.workflows.asset.Sha256.of(name.getBytes()), 1, type);
    }
}

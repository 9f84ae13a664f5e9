package dev.framespan.activities.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.film.FilmInput;
import dev.framespan.workflows.film.FilmOutline;
import dev.framespan.workflows.film.FilmReport;
import dev.framespan.workflows.film.ItemPage;
import dev.framespan.workflows.film.Receipt;
import dev.framespan.workflows.film.SceneOutline;
import dev.framespan.workflows.film.ScenesEnd;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.Take;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.plan.PlanPage;
import dev.framespan.workflows.plan.PlanPages;
import dev.framespan.workflows.studio.FilmOutcome;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.studio.StopPolicies;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilmPartsActivityTest {
    private static final int LARGEST = 64 * 1024;
    private static final int SHOTS = 120;

    @TempDir
    Path folder;

    private DirectoryStore store;
    private FilmPartsActivityImpl scenes;
    private Plan plan;
    private FilmInput input;

    @BeforeEach
    void open() {
        store = DirectoryStore.open(folder);
        scenes = new FilmPartsActivityImpl(
                store, new FilmActivityImpl(store, "example.org", 5, StopPolicies.ASK, true, false, Clock.systemUTC()));
        List<Plan.Keyframe> keyframes = new ArrayList<>();
        List<Plan.Shot> shots = new ArrayList<>();
        for (int i = 0; i < SHOTS; i++) {
            keyframes.add(Plan.Keyframe.of("k" + i, request(null), List.of()));
            shots.add(Plan.Shot.of("s" + i, "k" + i, null, request(5)));
        }
        plan = new Plan("storm", "Storm", 1280, 720, "24/1", keyframes, shots);
        input = new FilmInput("storm", store.id(), KeptScenes.keep(store, plan), "example.org").parking();
    }

    private static GenerationRequest request(Integer seconds) {
        GenerationRequest.Builder wanted = GenerationRequest.of(
                seconds == null ? "doubao-seedream-4.5" : "kling-v3",
                seconds == null ? Action.GENERATE : Action.IMAGE2VIDEO,
                Prompt.of("a wave ".repeat(80)));
        return (seconds == null
                        ? wanted.aspectRatio("16:9").resolution("2K")
                        : wanted.resolution("720p").seconds(seconds))
                .build();
    }

    private static int size(Object value) throws IOException {
        return Payloads.json().writeValueAsBytes(value).length;
    }

    @Test
    void aLongFilmIsDividedAndEachSceneReadInSmallPages() throws IOException {
        FilmOutline outline = scenes.outline(input);

        assertThat(outline.page()).isNull();
        assertThat(outline.title()).isEqualTo("Storm");
        assertThat(outline.policies()).isEqualTo(StopPolicies.ASK);
        assertThat(outline.notifies()).isTrue();
        assertThat(outline.scenes()).extracting(SceneOutline::shots).containsExactly(50, 50, 20);
        List<Plan.Shot> shots = new ArrayList<>();
        for (SceneOutline scene : outline.scenes()) {
            PlanPage first = scenes.page(input, scene.plan(), 0);
            shots.addAll(PlanPages.read(first, number -> {
                        PlanPage page = scenes.page(input, scene.plan(), number);
                        assertThat(page.plan().shots().size()
                                        + page.plan().keyframes().size())
                                .isPositive();
                        return page;
                    })
                    .plan()
                    .shots());
            assertThat(size(first)).isLessThan(LARGEST);
        }
        assertThat(shots).isEqualTo(plan.shots());
        assertThat(scenes.page(input, outline.scenes().get(0).plan(), 0).next()).isEqualTo(1);
    }

    @Test
    void aFilmThatEndsWhereItCannotGoOnIsOneWorkflowAndReadInPages() throws IOException {
        FilmInput alone = new FilmInput("storm", store.id(), input.plan(), "example.org");
        FilmOutline outline = scenes.outline(alone);

        assertThat(outline.scenes()).isEmpty();
        assertThat(size(outline)).isLessThan(LARGEST);
        assertThat(PlanPages.read(outline.page(), number -> scenes.page(alone, null, number))
                        .plan())
                .isEqualTo(plan);
    }

    @Test
    void aPartThatIsGoneStopsTheFilmAndSaysTheCure() {
        Asset gone = new Asset("a".repeat(64), 7, MediaType.JSON);

        Stop stop = Stop.of(catchThrowable(() -> scenes.page(input, gone, 0))).orElseThrow();
        assertThat(stop.kind()).isEqualTo(FailureKind.STORE);
        assertThat(stop.message()).contains("not in the store", "render the storyboard again");
    }

    @Test
    void theReceiptOfACancelledFilmTellsOfScenesThatWereNotBegun() throws IOException {
        Take take = new Take(
                new Asset("b".repeat(64), 7, MediaType.MP4),
                new MediaFacts(1280, 720, 120, "24/1", false, "h264", "0".repeat(64)),
                "v1:" + "c".repeat(64),
                1,
                "task",
                BigDecimal.ONE,
                true);
        Item done = new Item("s0", false, Item.State.DONE, "storm/1/s0", null, take, null);
        Asset kept = scenes.keepItems(input, new ItemPage(List.of(done), List.of()));

        FilmReport report = ClosingWorker.close(
                scenes, new ScenesEnd(input, FilmOutcome.CANCELLED, List.of(kept), null, null, null));

        Receipt receipt = Payloads.json().readValue(store.bytes(report.receipt()), Receipt.class);
        assertThat(receipt.shots()).hasSize(SHOTS);
        assertThat(receipt.shots().get(0).priceUsd()).isEqualByComparingTo(BigDecimal.ONE);
        assertThat(receipt.shots().get(1).priceUsd()).isNull();
        assertThat(receipt.totalUsd()).isEqualByComparingTo(BigDecimal.ONE);
    }

    @Test
    void aFilmEndsThoughWhatASceneHasMadeIsLost() {
        Asset gone = new Asset("d".repeat(64), 7, MediaType.JSON);

        FilmReport report =
                ClosingWorker.close(scenes, new ScenesEnd(input, FilmOutcome.FAILED, List.of(gone), null, null, null));

        assertThat(report.outcome()).isEqualTo(FilmOutcome.FAILED);
        assertThat(report.trouble()).contains("what a scene has made is not in the store");
        assertThat(report.receipt()).isNotNull();
    }
}

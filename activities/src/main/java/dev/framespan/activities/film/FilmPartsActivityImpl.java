package dev.framespan.activities.film;

import dev.framespan.activities.identity.ForeignWorkGuard;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.film.FilmInput;
import dev.framespan.workflows.film.FilmOutline;
import dev.framespan.workflows.film.FilmPartsActivity;
import dev.framespan.workflows.film.FilmReport;
import dev.framespan.workflows.film.ItemPage;
import dev.framespan.workflows.film.LoadedPlan;
import dev.framespan.workflows.film.PlanScenes;
import dev.framespan.workflows.film.ReceiptInput;
import dev.framespan.workflows.film.SceneOutline;
import dev.framespan.workflows.film.ScenesEnd;
import dev.framespan.workflows.film.UnbegunItems;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.plan.PlanPage;
import dev.framespan.workflows.plan.PlanPages;
import dev.framespan.workflows.plan.ScenePlan;
import dev.framespan.workflows.studio.Cancellation;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.FilmOutcome;
import dev.framespan.workflows.studio.Item;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** See {@link FilmPartsActivity}. */
public final class FilmPartsActivityImpl implements FilmPartsActivity {
    private final Store store;
    private final FilmActivityImpl films;

    public FilmPartsActivityImpl(Store store, FilmActivityImpl films) {
        this.store = store;
        this.films = films;
    }

    @Override
    public FilmOutline outline(FilmInput input) {
        LoadedPlan loaded = films.open(input);
        Plan plan = loaded.plan();
        List<PlanScenes.Scene> scenes = Boolean.TRUE.equals(input.parks()) ? PlanScenes.of(plan) : List.of();
        if (scenes.size() <= 1) {
            return new FilmOutline(
                    plan.title(),
                    loaded.maxParallel(),
                    loaded.policies(),
                    loaded.notifies(),
                    loaded.searchable(),
                    PlanPages.of(new ScenePlan(plan, null)).get(0),
                    null);
        }
        List<SceneOutline> outlines = new ArrayList<>();
        for (PlanScenes.Scene scene : scenes) {
            outlines.add(scene.outline(KeptScenes.keep(store, scene.plan())));
        }
        return new FilmOutline(
                plan.title(),
                loaded.maxParallel(),
                loaded.policies(),
                loaded.notifies(),
                loaded.searchable(),
                null,
                outlines);
    }

    @Override
    public PlanPage page(FilmInput input, Asset scene, int number) {
        ForeignWorkGuard.requireOwn(store.id(), input.store());
        ScenePlan plan = scene == null
                ? new ScenePlan(films.plan(input), null)
                : films.read(input, scene, ScenePlan.class, "the plan of a scene");
        return PlanPages.of(plan).get(number);
    }

    @Override
    public Asset keepItems(FilmInput input, ItemPage items) {
        ForeignWorkGuard.requireOwn(store.id(), input.store());
        return KeptScenes.keep(store, items);
    }

    @Override
    public FilmReport closeScenes(ScenesEnd end) {
        FilmInput input = end.input();
        ForeignWorkGuard.requireOwn(store.id(), input.store());
        // Scenes that were not begun, and what is lost: the ledger knows what was paid for it.
        Map<String, Item> items = new LinkedHashMap<>();
        UnbegunItems.of(films.plan(input)).forEach(item -> items.put(item.id(), item));
        List<String> atWork = new ArrayList<>();
        String trouble = end.trouble();
        for (Asset kept : end.items()) {
            try {
                ItemPage page = films.read(input, kept, ItemPage.class, "what a scene has made");
                page.items().forEach(item -> items.put(item.id(), item));
                atWork.addAll(page.atWork());
            } catch (ApplicationFailure lost) {
                if (!lost.isNonRetryable()) {
                    throw lost;
                }
                trouble = trouble == null && end.outcome() != FilmOutcome.DONE ? lost.getOriginalMessage() : trouble;
            }
        }
        Film film = end.film() == null ? null : films.read(input, end.film(), Film.class, "the finished film's record");
        Cancellation cancelled = end.cancelled() == null
                ? null
                : new Cancellation(end.cancelled().run(), end.cancelled().begunAt(), atWork);
        return films.close(
                new ReceiptInput(input, end.outcome(), List.copyOf(items.values()), film, trouble, cancelled));
    }
}

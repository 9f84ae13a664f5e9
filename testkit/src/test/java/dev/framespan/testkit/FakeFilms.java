package dev.framespan.testkit;

import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.film.FilmActivity;
import dev.framespan.workflows.film.FilmInput;
import dev.framespan.workflows.film.FilmOutline;
import dev.framespan.workflows.film.FilmPartsActivity;
import dev.framespan.workflows.film.FilmReport;
import dev.framespan.workflows.film.FilmTimeline;
import dev.framespan.workflows.film.ItemPage;
import dev.framespan.workflows.film.LoadedPlan;
import dev.framespan.workflows.film.PlanScenes;
import dev.framespan.workflows.film.ReceiptInput;
import dev.framespan.workflows.film.ScenesAssemblyActivity;
import dev.framespan.workflows.film.ScenesEnd;
import dev.framespan.workflows.film.ScenesToAssemble;
import dev.framespan.workflows.plan.PlanPage;
import dev.framespan.workflows.plan.PlanPages;
import dev.framespan.workflows.plan.ScenePlan;
import dev.framespan.workflows.studio.Cancellation;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The activities of films: each writes down that it was called, and does as it was told. */
final class FakeFilms {
    private FakeFilms() {}

    record Records(WorkflowTestServer server) implements FilmActivity {
        @Override
        public LoadedPlan open(FilmInput input) {
            server.called("open");
            return new LoadedPlan(
                    server.plan(),
                    server.maxParallel(),
                    server.policies(),
                    server.isNotifying(),
                    server.isSearchable());
        }

        @Override
        public FilmReport close(ReceiptInput facts) {
            server.called("close " + facts.outcome());
            server.closed(facts);
            return FilmReport.of(facts, WorkflowTestServer.asset("receipt", MediaType.JSON));
        }
    }

    /** Keeps parts of films as the store does, under their names. */
    record Scenes(WorkflowTestServer server) implements FilmPartsActivity, ScenesAssemblyActivity {
        @Override
        public FilmOutline outline(FilmInput input) {
            server.called("outline");
            List<PlanScenes.Scene> scenes =
                    Boolean.TRUE.equals(input.parks()) ? PlanScenes.of(server.plan()) : List.of();
            if (scenes.size() <= 1) {
                return new FilmOutline(
                        server.plan().title(),
                        server.maxParallel(),
                        server.policies(),
                        server.isNotifying(),
                        server.isSearchable(),
                        PlanPages.of(new ScenePlan(server.plan(), null)).get(0),
                        null);
            }
            return new FilmOutline(
                    server.plan().title(),
                    server.maxParallel(),
                    server.policies(),
                    server.isNotifying(),
                    server.isSearchable(),
                    null,
                    scenes.stream()
                            .map(scene -> scene.outline(server.keep(scene.plan())))
                            .toList());
        }

        @Override
        public PlanPage page(FilmInput input, Asset scene, int number) {
            server.called("page");
            return PlanPages.of(scene == null ? new ScenePlan(server.plan(), null) : (ScenePlan) server.kept(scene))
                    .get(number);
        }

        @Override
        public Asset keepItems(FilmInput input, ItemPage items) {
            server.called("keep items");
            return server.keep(items);
        }

        @Override
        public Asset assembleScenes(ScenesToAssemble cut) {
            server.called("cut");
            Map<String, Item> items = new LinkedHashMap<>();
            server.items(cut.items()).forEach(item -> items.put(item.id(), item));
            Timeline timeline = FilmTimeline.of(server.plan(), items, cut.day(), false);
            return server.keep(Film.of(new FakeActivities.Assembly(server).assemble(timeline, null), timeline));
        }

        @Override
        public FilmReport closeScenes(ScenesEnd end) {
            return new Records(server)
                    .close(new ReceiptInput(
                            end.input(),
                            end.outcome(),
                            server.items(end.items()),
                            end.film() == null ? null : (Film) server.kept(end.film()),
                            end.trouble(),
                            end.cancelled() == null
                                    ? null
                                    : new Cancellation(
                                            end.cancelled().run(),
                                            end.cancelled().begunAt(),
                                            end.items().stream()
                                                    .flatMap(page -> ((ItemPage) server.kept(page)).atWork().stream())
                                                    .toList())));
        }
    }
}

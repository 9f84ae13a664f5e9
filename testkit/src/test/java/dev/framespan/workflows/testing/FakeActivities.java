package dev.framespan.workflows.testing;

import dev.framespan.workflows.assembly.AssembledFilm;
import dev.framespan.workflows.assembly.AssemblyActivity;
import dev.framespan.workflows.assembly.FilmLayout;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaAsset;
import dev.framespan.workflows.asset.MediaFacts;
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
import dev.framespan.workflows.generation.AdoptActivity;
import dev.framespan.workflows.generation.AwaitActivity;
import dev.framespan.workflows.generation.CancelActivity;
import dev.framespan.workflows.generation.DecisionActivity;
import dev.framespan.workflows.generation.FetchActivity;
import dev.framespan.workflows.generation.Fetched;
import dev.framespan.workflows.generation.GiveBackActivity;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.SubmitActivity;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.generation.Take;
import dev.framespan.workflows.generation.VerifyActivity;
import dev.framespan.workflows.plan.PlanPage;
import dev.framespan.workflows.plan.PlanPages;
import dev.framespan.workflows.plan.ScenePlan;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.Item;
import io.temporal.failure.ApplicationFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The activities of a test server: each writes down that it was called, and does as it was told. */
final class FakeActivities {
    private FakeActivities() {}

    record Submit(WorkflowTestServer server) implements SubmitActivity {
        @Override
        public SubmitResult submit(Purchase purchase, int waits) {
            server.called("submit " + purchase.id());
            return server.submitted(purchase, waits);
        }
    }

    record Answers(WorkflowTestServer server) implements AdoptActivity, DecisionActivity {
        @Override
        public void adopt(Purchase purchase, String task) {
            server.called("adopt " + purchase.id() + " " + task);
        }

        @Override
        public void rebuy(String film, String id, String question) {
            server.called("rebuy " + id);
        }

        @Override
        public boolean rebuyByPolicy(String film, String id, String question, int most) {
            boolean allowed = server.times("rebuy " + id) < most;
            if (allowed) {
                server.called("rebuy " + id);
            }
            return allowed;
        }
    }

    record Await(WorkflowTestServer server) implements AwaitActivity {
        @Override
        public void await(ProviderTask task) {
            server.called("await " + task.id());
            server.awaited(task);
        }
    }

    record Fetch(WorkflowTestServer server) implements FetchActivity {
        @Override
        public Fetched fetch(ProviderTask task) {
            server.called("fetch " + task.id());
            server.fetched(task);
            Asset made = WorkflowTestServer.asset(
                    WorkflowTestServer.name(task.id(), task.take()), task.still() ? MediaType.PNG : MediaType.MP4);
            return Fetched.of(made, server.machine());
        }
    }

    record Verify(WorkflowTestServer server) implements VerifyActivity {
        @Override
        public Take verify(ProviderTask task, Asset original) {
            server.called("verify " + task.id());
            MediaFacts facts = server.verified(task);
            if (task.delivered() != null) {
                return new Take(
                        original,
                        null,
                        task.fingerprint(),
                        task.submission(),
                        null,
                        task.priceUsd(),
                        true,
                        72_000L,
                        null);
            }
            return new Take(original, facts, task.fingerprint(), task.submission(), task.task(), task.priceUsd(), true)
                    .on(server.machine());
        }

        @Override
        public void reject(ProviderTask task, String reason) {
            server.called("reject " + task.id() + ": " + reason);
        }
    }

    record Cancel(WorkflowTestServer server) implements CancelActivity, GiveBackActivity {
        @Override
        public boolean cancel(ProviderTask task) {
            return giveBack(task) == Result.GIVEN_BACK;
        }

        @Override
        public Result giveBack(ProviderTask task) {
            server.called("cancel " + task.id());
            return server.givenBack(task);
        }
    }

    record Assembly(WorkflowTestServer server) implements AssemblyActivity {
        @Override
        public MediaAsset conform(Asset clip, Format format, String store) {
            server.called("conform " + clip.sha256());
            if (clip.equals(WorkflowTestServer.asset("damaged", MediaType.MP4))) {
                throw ApplicationFailure.newNonRetryableFailure("its clip is damaged", "STORE");
            }
            server.conformed();
            return new MediaAsset(
                    WorkflowTestServer.asset("conformed", MediaType.MP4),
                    new MediaFacts(format.width(), format.height(), 24, format.rate(), false, "h264", "c".repeat(64)));
        }

        @Override
        public MediaAsset join(Timeline timeline, String store) {
            server.called("join");
            server.joined();
            return new MediaAsset(WorkflowTestServer.asset("film", MediaType.MP4), WorkflowTestServer.FACTS);
        }

        @Override
        public void prepare(Asset clip, Format format, JoinSettings settings, long head, String store) {
            server.called("prepare " + clip.sha256());
            server.conformed();
        }

        @Override
        public AssembledFilm assemble(Timeline timeline, String store) {
            server.called("assemble");
            timeline.cuts().stream()
                    .filter(cut -> cut.clip().equals(WorkflowTestServer.asset("damaged", MediaType.MP4)))
                    .findFirst()
                    .ifPresent(cut -> {
                        throw ApplicationFailure.newNonRetryableFailure(
                                "shot " + cut.id() + ": its clip is damaged", "STORE");
                    });
            server.joined();
            return new AssembledFilm(
                    WorkflowTestServer.asset("film", MediaType.MP4),
                    WorkflowTestServer.FACTS,
                    WorkflowTestServer.asset("sheet", MediaType.JPG),
                    Set.of(),
                    FilmLayout.of(
                            timeline,
                            timeline.cuts().stream()
                                    .map(cut -> new FilmLayout.Join(cut.over(), false))
                                    .toList()),
                    WorkflowTestServer.asset("joins", MediaType.JSON),
                    WorkflowTestServer.asset("joins", MediaType.HTML),
                    Map.of());
        }

        @Override
        public Asset contactSheet(Timeline timeline, String store) {
            server.called("contact sheet");
            return WorkflowTestServer.asset("sheet", MediaType.JPG);
        }

        @Override
        public Asset frame(Asset clip, long number, String store) {
            server.called("frame " + number);
            server.framed();
            return WorkflowTestServer.asset("frame " + number + " of " + clip.sha256(), MediaType.PNG);
        }
    }

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
            return server.keep(Film.of(new Assembly(server).assemble(timeline, null), timeline));
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
                                    : new ReceiptInput.Cancelled(
                                            end.cancelled().run(),
                                            end.cancelled().begunAt(),
                                            end.items().stream()
                                                    .flatMap(page -> ((ItemPage) server.kept(page)).atWork().stream())
                                                    .toList())));
        }
    }
}

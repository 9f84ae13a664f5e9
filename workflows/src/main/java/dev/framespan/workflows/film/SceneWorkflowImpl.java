package dev.framespan.workflows.film;

import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.RootCause;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.plan.PlanPages;
import dev.framespan.workflows.plan.ScenePlan;
import dev.framespan.workflows.studio.Clip;
import dev.framespan.workflows.studio.FilmSearch;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.studio.PlanRequests;
import dev.framespan.workflows.studio.RecordOptions;
import dev.framespan.workflows.studio.SceneClip;
import dev.framespan.workflows.studio.Still;
import dev.framespan.workflows.studio.StudioSession;
import dev.framespan.workflows.studio.StudioSettings;
import dev.framespan.workflows.studio.WaitingNews;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ExternalWorkflowStub;
import io.temporal.workflow.Promise;
import io.temporal.workflow.SignalExternalWorkflowException;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** See {@link SceneWorkflow}: asks its studio for what its part of the plan says, and tells its film what others need. */
public final class SceneWorkflowImpl implements SceneWorkflow {
    private final SceneImports imports = new SceneImports();
    private final List<SceneExport> exports = new ArrayList<>();
    private SceneInput input;
    private FilmPartsActivity records;
    private ExternalWorkflowStub film;
    private StudioSession session;
    private Promise<Clip> first;
    private Promise<Void> ready;
    private BigDecimal budget;
    private Boolean paused;
    private boolean telling;
    private int roomsTold;
    private boolean tellsFewLeft;
    private boolean fewLeftTold;
    private int heard;
    private List<Item> waiting;
    private int heardAtRest;
    private final WaitingNews news = new WaitingNews();
    private int numberOfNews;
    private Asset planTold;
    private boolean closing;
    private boolean leaving;
    private boolean abandoned;

    @Override
    public SceneReport make(SceneInput given) {
        input = given;
        // Whoever began the scene may be of another build than who makes it, and than who goes on with it.
        tellsFewLeft = input.tellWhenLeft() != null
                && Workflow.getVersion("few-left", Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;
        records = FilmOptions.records(FilmPartsActivity.class, RecordOptions.RECORDS, input.film());
        // That run of it alone: a film that is begun anew has nothing to do with what an earlier one left.
        film = Workflow.newUntypedExternalWorkflowStub(WorkflowExecution.newBuilder()
                .setWorkflowId(Workflow.getInfo().getParentWorkflowId().orElseThrow())
                .setRunId(Workflow.getInfo().getParentRunId().orElseThrow())
                .build());
        Asset kept = input.scene().plan();
        ScenePlan scene =
                PlanPages.read(records.page(input.film(), kept, 0), number -> records.page(input.film(), kept, number));
        try {
            ask(scene);
            while (!isOver()) {
                Workflow.await(() -> isOver() || hasNews());
                tell();
            }
            tell();
            closing = true;
            return report(List.of());
        } catch (TemporalFailure failure) {
            // Cancelled while it told its film something, it may come as far as its report, and that fails as an
            // activity does.
            if (!CancellationScope.current().isCancelRequested()) {
                throw failure;
            }
            leaving = true;
            List<String> atWork = session.atWork();
            Workflow.newDetachedCancellationScope(() -> leave(atWork)).run();
            throw failure;
        }
    }

    private void ask(ScenePlan scene) {
        Plan plan = scene.plan();
        FilmInput of = input.film();
        StudioSettings settings = new StudioSettings(
                plan.film(),
                plan.width(),
                plan.height(),
                plan.rate(),
                input.maxParallel(),
                of.identity(),
                budget == null ? input.budgetUsd() : budget,
                of.catalogue(),
                of.priority(),
                true,
                input.policies(),
                input.run(),
                null,
                null);
        session = StudioSession.ofScene(settings);
        if (of.skipped() != null) {
            session.skipBeforehand(of.skipped());
        }
        String title = input.scene().title();
        session.show(
                plan.title() + ", " + (title == null ? "scene " + input.scene().id() : title));
        session.setPaused(paused == null ? Boolean.TRUE.equals(input.paused()) : paused);
        PlanRequests requests = new PlanRequests(session.studio(), plan, imports);
        List<SceneClip> clips = new ArrayList<>();
        List<Promise<Clip>> asked = requests.ask();
        for (int i = 0; i < asked.size(); i++) {
            String id = plan.shots().get(i).id();
            clips.add(new SceneClip(asked.get(i), scene.before().getOrDefault(id, Transition.CUT)));
        }
        requests.askForSpeeches();
        input.scene().exports().forEach(id -> export(id, requests.asked(id)));
        JoinSettings joins = plan.joins() == null ? JoinSettings.EVERY_FRAME : plan.joins();
        first = first(requests, plan);
        ready = session.ready(first, clips, joins);
    }

    /** The clip whose rate is the film's; any will do where its settings say one. */
    private Promise<Clip> first(PlanRequests requests, Plan plan) {
        String id = input.scene().first();
        return requests.clip(id == null ? plan.shots().get(0).id() : id);
    }

    private void export(String id, Promise<?> promise) {
        promise.handle((made, failure) -> {
            if (failure == null) {
                exports.add(new SceneExport(
                        id, made instanceof Still still ? still : null, made instanceof Clip clip ? clip : null, null));
            } else if (!(RootCause.of(failure) instanceof CanceledFailure)) {
                exports.add(new SceneExport(id, null, null, stop(id, failure)));
            }
            return null;
        });
    }

    private static Stop stop(String id, RuntimeException failure) {
        return Stop.of(failure).orElseGet(() -> Stop.of(FailureKind.INTERNAL, id, 1, RootCause.message(failure)));
    }

    /** Where the film's first clip is missing, so is its rate: whoever cuts the film makes these clips ready then. */
    private boolean isOver() {
        return session.studio().isFinished() && (ready.isCompleted() || !first.isCompleted());
    }

    private boolean hasNews() {
        return !exports.isEmpty()
                || session.plan() != planTold
                || isNewRest()
                || hasMoved()
                || isNewRoom()
                || isNewlyFewLeft();
    }

    /** Whether nothing moves, and the film does not know that, or what is waited for. */
    private boolean isNewRest() {
        if (!session.isResting() || isOver()) {
            return false;
        }
        return waiting == null
                || heardAtRest != heard
                || !WaitingNews.said(parked()).equals(WaitingNews.said(waiting));
    }

    /** Once: what is answered later does not count. */
    private boolean isNewlyFewLeft() {
        return tellsFewLeft
                && !fewLeftTold
                && session.studio().items().stream()
                                .filter(item ->
                                        item.state() == Item.State.WAITING || item.state() == Item.State.IN_PROGRESS)
                                .count()
                        <= input.tellWhenLeft();
    }

    private boolean isNewRoom() {
        return session.rooms() != roomsTold && session.budgetUsd() != null;
    }

    private boolean hasMoved() {
        return waiting != null && !session.isResting() && WaitingNews.isAnswered(waiting, parked());
    }

    private List<Item> parked() {
        return session.studio().items().stream()
                .filter(item -> item.state() == Item.State.PARKED)
                .toList();
    }

    /** In this order: a film that hears that nothing moves here has heard before what was made. */
    private void tell() {
        telling = true;
        if (session.plan() != planTold) {
            planTold = session.plan();
            tell(SceneNews.PLANNED, planTold);
        }
        while (!exports.isEmpty()) {
            List<SceneExport> next = exports.subList(0, Math.min(exports.size(), ScenesFilm.MOST_IN_A_SIGNAL));
            List<SceneExport> some = List.copyOf(next);
            next.clear();
            tell(SceneNews.MADE, some);
        }
        if (isNewRoom()) {
            roomsTold = session.rooms();
            tell(SceneNews.ROOM, input.scene().id());
        }
        if (isNewlyFewLeft()) {
            fewLeftTold = true;
            tell(SceneNews.FEW_LEFT, input.scene().id());
        }
        if (isNewRest()) {
            waiting = parked();
            if (news.areNews(waiting)) {
                numberOfNews++;
            }
            news.told(waiting);
            heardAtRest = heard;
            tell(
                    SceneNews.RESTS,
                    SceneRest.of(
                            input.scene().id(),
                            heard,
                            waiting,
                            numberOfNews,
                            session.studio().items()));
        } else if (hasMoved()) {
            waiting = null;
            tell(SceneNews.MOVES, input.scene().id());
        }
        telling = false;
    }

    private void tell(String signal, Object news) {
        try {
            film.signal(signal, news);
        } catch (SignalExternalWorkflowException ended) {
            // Nobody is left who needs it: a film that ends asks its scenes to.
        }
    }

    private SceneReport report(List<String> atWork) {
        List<Asset> kept = new ArrayList<>();
        for (ItemPage page : ItemPages.of(session.results(), atWork)) {
            kept.add(records.keepItems(input.film(), page));
        }
        return new SceneReport(input.scene().id(), FilmSearch.spentUsd(session.results()), kept);
    }

    private void leave(List<String> atWork) {
        Workflow.await(() -> abandoned || session.studio().isIdle());
        if (abandoned) {
            session.studio().abandon();
            Workflow.await(session.studio()::isIdle);
        }
        tell(SceneNews.CANCELLED, report(atWork));
    }

    @Override
    public FilmStatus status() {
        if (session == null) {
            return new FilmStatus("", List.of());
        }
        boolean waits = session.isResting() && !isOver() && exports.isEmpty() && !telling && !closing && !leaving;
        return new FilmStatus(
                leaving ? FilmStatus.CANCELLING : "", session.studio().items(), waits ? true : null);
    }

    @Override
    public void made(List<SceneExport> all) {
        heard++;
        all.forEach(imports::made);
    }

    @Override
    public void raiseBudget(BigDecimal usd) {
        heard++;
        budget = usd;
        if (session != null) {
            session.setBudget(usd);
        }
    }

    @Override
    public void roomMade() {
        heard++;
        if (session != null) {
            session.roomMade();
        }
    }

    @Override
    public void paused(boolean held) {
        heard++;
        paused = held;
        if (session != null) {
            session.setPaused(held);
        }
    }

    @Override
    public void abandon() {
        heard++;
        abandoned = true;
    }
}

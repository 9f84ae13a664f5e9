package dev.framespan.workflows.film;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.RootCause;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.studio.Cancellation;
import dev.framespan.workflows.studio.FilmNotices;
import dev.framespan.workflows.studio.FilmOutcome;
import dev.framespan.workflows.studio.FilmSearch;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.studio.RecordOptions;
import dev.framespan.workflows.studio.RunSettings;
import dev.framespan.workflows.studio.StopPolicies;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/**
 * A film of several scenes: begins them in order, a few at a time, passes on what one makes and another needs, and has the film cut when all are made.
 * Of stills and clips it knows nothing but that.
 */
final class ScenesFilm implements SceneNews, ScenesAnswers {
    /** Things that one signal carries at most: they have about a kilobyte each. */
    static final int MOST_IN_A_SIGNAL = 40;

    /** Scenes with much left to be made; more where these have fewer shots than may be begun at once. */
    private static final int AT_ONCE = 4;

    /** Scenes in which something moves, those of which few is left among them. */
    private static final int MOST_AT_ONCE = 2 * AT_ONCE;

    private final FilmInput input;
    private final int maxParallel;
    private final StopPolicies policies;
    private final FilmPartsActivity receipts;
    private final FilmNotices notices;
    private final FilmSearch search;
    private final List<SceneChild> scenes = new ArrayList<>();
    private final Map<String, SceneExport> made = new LinkedHashMap<>();
    private final WaitingAssembly join = new WaitingAssembly();
    private BigDecimal budget;
    private boolean paused;
    private Asset plan;
    private String doing = "";
    private boolean closing;
    private boolean leaving;
    private boolean abandoned;

    ScenesFilm(FilmInput input, FilmOutline outline) {
        this.input = input;
        this.budget = input.budgetUsd();
        this.maxParallel = outline.maxParallel();
        this.policies = outline.policies();
        this.notices = Boolean.TRUE.equals(outline.notifies())
                ? new FilmNotices(input.film(), outline.title(), input.store())
                : null;
        this.search = Boolean.TRUE.equals(outline.searchable()) ? new FilmSearch(outline.title()) : null;
        this.receipts = FilmOptions.records(FilmPartsActivity.class, RecordOptions.RECEIPT, input);
        outline.scenes().forEach(scene -> scenes.add(new SceneChild(scene, input, this::ended)));
        Workflow.registerListener(this);
    }

    FilmReport make() {
        try {
            while (!haveEnded()) {
                show();
                Workflow.await(() -> mayBegin() || isNews() || isFoundOtherwise() || haveEnded());
                if (mayBegin()) {
                    begin(next());
                } else if (isNews()) {
                    scenes.forEach(SceneChild::toldNews);
                    notices.waits(parked(), rests().mapToInt(SceneRest::more).sum());
                } else if (isFoundOtherwise()) {
                    search.stands(allWait(), parked(), spentUsd());
                }
            }
            closing = true;
            return closed(cut());
        } catch (CanceledFailure cancelled) {
            leaving = true;
            Workflow.newDetachedCancellationScope(this::leave).run();
            closed(new ScenesEnd(
                    counted(), FilmOutcome.CANCELLED, items(), null, null, Cancellation.ofThisRun(List.of())));
            throw cancelled;
        }
    }

    /** In Temporal's own UI: see {@link Workflow#setCurrentDetails}. */
    private void show() {
        StringBuilder words = new StringBuilder();
        for (SceneChild scene : scenes) {
            words.append("- ").append(scene.words()).append('\n');
        }
        join.parked().forEach(item -> words.append('\n').append(item.stop().message()));
        Workflow.setCurrentDetails(words + (doing.isEmpty() ? "" : "\n" + doing));
    }

    private boolean mayBegin() {
        List<SceneChild> moving = scenes.stream().filter(SceneChild::moves).toList();
        List<SceneChild> withMuchLeft =
                moving.stream().filter(SceneChild::hasMuchLeft).toList();
        boolean room = withMuchLeft.size() < AT_ONCE && moving.size() < MOST_AT_ONCE
                || moving.stream().mapToInt(scene -> scene.outline().shots()).sum() < maxParallel;
        return room && !paused && next() != null;
    }

    /** In order; null where all are begun. */
    private SceneChild next() {
        return scenes.stream().filter(SceneChild::mayBegin).findFirst().orElse(null);
    }

    private void begin(SceneChild scene) {
        int few = scenes.indexOf(scene) == scenes.size() - 1 ? 0 : maxParallel / 2;
        scene.begin(new SceneInput(
                input,
                scene.outline(),
                Workflow.getInfo().getRunId(),
                maxParallel,
                policies,
                budget,
                few == 0 ? null : few,
                paused ? true : null));
        List<SceneExport> known =
                made.values().stream().filter(each -> scene.imports(each.id())).toList();
        for (int from = 0; from < known.size(); from += MOST_IN_A_SIGNAL) {
            scene.tell(
                    SceneWorkflow.IMPORT,
                    List.copyOf(known.subList(from, Math.min(known.size(), from + MOST_IN_A_SIGNAL))));
        }
    }

    /** What a scene has not made by its end, it never will. */
    private void ended(SceneChild scene, String why) {
        show();
        List<SceneExport> missing = scene.outline().exports().stream()
                .filter(id -> !made.containsKey(id))
                .map(id -> new SceneExport(id, null, null, Stop.of(FailureKind.INTERNAL, id, 1, why)))
                .toList();
        if (!missing.isEmpty()) {
            made(missing);
        }
    }

    private ScenesEnd cut() {
        String trouble = scenes.stream()
                .map(SceneChild::trouble)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (trouble != null) {
            return end(FilmOutcome.FAILED, null, trouble);
        }
        doing = "joining";
        show();
        String day =
                Instant.ofEpochMilli(Workflow.currentTimeMillis()).toString().substring(0, 10);
        try {
            ScenesToAssemble whole = new ScenesToAssemble(counted(), items(), day);
            Asset film = join.made(() -> FilmOptions.cut(input).assembleScenes(whole), this::joinWaits);
            return end(FilmOutcome.DONE, film, null);
        } catch (RuntimeException failure) {
            if (RootCause.of(failure) instanceof CanceledFailure cancelled) {
                throw cancelled;
            }
            return end(FilmOutcome.FAILED, null, RootCause.message(failure));
        } finally {
            doing = "";
        }
    }

    private void joinWaits(List<Item> parked) {
        show();
        if (notices != null && notices.areNews(parked)) {
            notices.waits(parked);
        }
    }

    @Override
    public List<String> goOn() {
        List<String> ids = join.parked().stream().map(Item::id).toList();
        join.again();
        return ids;
    }

    @Override
    public void validateGoOn() {
        if (join.parked().isEmpty()) {
            throw new IllegalArgumentException("nothing waits that could be asked for once more");
        }
    }

    private ScenesEnd end(FilmOutcome outcome, Asset film, String trouble) {
        return new ScenesEnd(counted(), outcome, items(), film, trouble, null);
    }

    private FilmInput counted() {
        return plan == null ? input : input.planned(plan);
    }

    private List<Asset> items() {
        return scenes.stream().flatMap(scene -> scene.items().stream()).toList();
    }

    /** Detached: a cancellation that comes now must not keep the receipt from being written. */
    private FilmReport closed(ScenesEnd end) {
        AtomicReference<FilmReport> report = new AtomicReference<>();
        Workflow.newDetachedCancellationScope(() -> {
                    report.set(receipts.closeScenes(end));
                    if (search != null) {
                        search.ended(end.outcome(), spentUsd());
                    }
                    if (notices != null) {
                        notices.ended(end.outcome());
                    }
                })
                .run();
        return report.get();
    }

    private void leave() {
        Workflow.await(() -> abandoned || scenes.stream().noneMatch(SceneChild::isAtWork));
        if (abandoned) {
            tellAll(SceneWorkflow.ABANDON);
            Workflow.await(() -> scenes.stream().noneMatch(SceneChild::isAtWork));
        }
    }

    private void tellAll(String signal, Object... news) {
        scenes.stream().filter(SceneChild::isAtWork).forEach(scene -> scene.tell(signal, news));
    }

    @Override
    public void made(List<SceneExport> exports) {
        exports.forEach(each -> made.put(each.id(), each));
        for (SceneChild scene : scenes) {
            List<SceneExport> wanted =
                    exports.stream().filter(each -> scene.imports(each.id())).toList();
            if (scene.isAtWork() && !wanted.isEmpty()) {
                scene.tell(SceneWorkflow.IMPORT, wanted);
            }
        }
    }

    @Override
    public void rests(SceneRest rest) {
        scene(rest.scene()).forEach(scene -> scene.rest(rest));
        show();
    }

    @Override
    public void moves(String id) {
        scene(id).forEach(scene -> scene.rest(null));
        show();
    }

    @Override
    public void fewLeft(String id) {
        scene(id).forEach(SceneChild::heardFewLeft);
    }

    @Override
    public void roomMade(String id) {
        scenes.stream()
                .filter(scene -> scene.isAtWork() && !scene.outline().id().equals(id))
                .forEach(scene -> scene.tell(SceneWorkflow.ROOM));
    }

    private Stream<SceneChild> scene(String id) {
        return scenes.stream().filter(scene -> scene.outline().id().equals(id));
    }

    @Override
    public void planned(Asset changed) {
        plan = changed;
        Workflow.upsertMemo(Map.of(RunSettings.PLAN, changed.sha256()));
    }

    @Override
    public void cancelled(SceneReport report) {
        scene(report.scene()).forEach(scene -> scene.cancelled(report));
    }

    @Override
    public void pause() {
        paused = true;
        tellAll(SceneWorkflow.PAUSED, true);
    }

    @Override
    public void validatePause() {
        if (paused) {
            throw new IllegalArgumentException("it is paused already");
        }
    }

    @Override
    public void resume() {
        paused = false;
        tellAll(SceneWorkflow.PAUSED, false);
    }

    @Override
    public void validateResume() {
        if (!paused) {
            throw new IllegalArgumentException("it is not paused");
        }
    }

    BigDecimal budgetUsd() {
        return budget;
    }

    private void raiseBudget(BigDecimal usd) {
        budget = usd;
        tellAll(SceneWorkflow.BUDGET, usd);
    }

    /** Of two that come before the plan is read, the larger one counts. */
    Optional<BigDecimal> raisedBudget(BigDecimal usd) {
        Optional<BigDecimal> before = Optional.ofNullable(budget);
        if (before.isEmpty() || usd.compareTo(before.get()) > 0) {
            raiseBudget(usd);
        }
        return before;
    }

    void abandon() {
        abandoned = true;
    }

    /** Whether it is about to end. */
    boolean isClosing() {
        return closing;
    }

    /** Whether it waits itself, for scenes that may. */
    private boolean waits() {
        return !closing
                && !leaving
                && (paused || next() == null)
                && scenes.stream().noneMatch(SceneChild::isTold);
    }

    /** Whether the operator does not know yet what all scenes wait for. */
    private boolean isNews() {
        return notices != null && allWait() && scenes.stream().anyMatch(SceneChild::isNews);
    }

    /** Whether Temporal's lists say something else of it. */
    private boolean isFoundOtherwise() {
        return search != null && search.isNews(allWait(), parked());
    }

    private boolean allWait() {
        return waits() && scenes.stream().filter(SceneChild::isAtWork).allMatch(SceneChild::rests);
    }

    private BigDecimal spentUsd() {
        return scenes.stream().map(SceneChild::spentUsd).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private List<Item> parked() {
        return rests().flatMap(rest -> rest.parked().stream()).toList();
    }

    private Stream<SceneRest> rests() {
        return scenes.stream().map(SceneChild::rest).filter(Objects::nonNull);
    }

    private boolean haveEnded() {
        return scenes.stream().allMatch(SceneChild::hasEnded);
    }

    FilmStatus status() {
        return new FilmStatus(
                leaving ? FilmStatus.CANCELLING : doing,
                join.parked(),
                waits() || !join.parked().isEmpty() ? true : null,
                scenes.stream().map(SceneChild::status).toList(),
                paused ? true : null,
                null);
    }
}

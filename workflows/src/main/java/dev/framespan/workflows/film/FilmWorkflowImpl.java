package dev.framespan.workflows.film;

import dev.framespan.workflows.assembly.FilmTags;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.generation.RootCause;
import dev.framespan.workflows.studio.Clip;
import dev.framespan.workflows.studio.Edit;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.FilmNotices;
import dev.framespan.workflows.studio.FilmOutcome;
import dev.framespan.workflows.studio.FilmSearch;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.studio.Sound;
import dev.framespan.workflows.studio.Studio;
import dev.framespan.workflows.studio.StudioSettings;
import dev.framespan.workflows.text.DollarText;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** See {@link FilmWorkflow}: a loop over the plan that asks the studio for what it says. */
public final class FilmWorkflowImpl implements FilmWorkflow {
    private FilmActivity receipts;
    private Studio studio;
    private FilmNotices notices;
    private FilmSearch search;
    private ScenesFilm scenes;
    private boolean parks;
    private boolean closing;
    private boolean leaving;
    private boolean abandoned;

    @Override
    public FilmReport make(FilmInput input) {
        receipts = FilmOptions.records(FilmActivity.class, FilmOptions.RECEIPT, input);
        int version = Workflow.getVersion("scenes", Workflow.DEFAULT_VERSION, 1);
        if (version == Workflow.DEFAULT_VERSION) {
            return make(
                    input,
                    FilmOptions.records(FilmActivity.class, FilmOptions.RECORDS, input)
                            .open(input));
        }
        FilmPartsActivity records = FilmOptions.records(FilmPartsActivity.class, FilmOptions.RECORDS, input);
        FilmOutline outline = records.outline(input);
        if (outline.page() == null) {
            scenes = new ScenesFilm(input, outline);
            return scenes.make();
        }
        Plan plan = PlanPages.read(outline.page(), number -> records.page(input, null, number))
                .plan();
        return make(
                input,
                new LoadedPlan(
                        plan, outline.maxParallel(), outline.policies(), outline.notifies(), outline.searchable()));
    }

    private FilmReport make(FilmInput input, LoadedPlan loaded) {
        Plan plan = loaded.plan();
        StudioSettings settings = new StudioSettings(
                plan.film(),
                plan.width(),
                plan.height(),
                plan.rate(),
                loaded.maxParallel(),
                input.identity(),
                input.budgetUsd(),
                input.catalogue(),
                input.priority(),
                null,
                loaded.policies(),
                null);
        parks = Boolean.TRUE.equals(input.parks());
        notices = parks && Boolean.TRUE.equals(loaded.notifies())
                ? new FilmNotices(plan.film(), plan.title(), input.store())
                : null;
        search = parks && Boolean.TRUE.equals(loaded.searchable()) ? new FilmSearch(plan.title()) : null;
        studio = Studio.open(parks ? settings.parking() : settings);
        if (input.skipped() != null) {
            studio.skipBeforehand(input.skipped());
        }
        studio.show(plan.title());
        try {
            Promise<Film> film = studio.cut(edit(input, plan));
            // Nothing is asked for any more when the film is there: only then is it written down how all of it stands.
            Supplier<Boolean> over = parks ? () -> studio.isFinished() && film.isCompleted() : studio::isSettled;
            Workflow.await(() -> over.get() || isNews() || isFoundOtherwise());
            while (!over.get()) {
                if (isNews()) {
                    notices.waits(parked());
                }
                if (isFoundOtherwise()) {
                    search.stands(waits() != null, parked(), FilmSearch.spentUsd(studio.items()));
                }
                Workflow.await(() -> over.get() || isNews() || isFoundOtherwise());
            }
            closing = true;
            return closed(facts(input, film));
        } catch (CanceledFailure cancelled) {
            leaving = true;
            List<String> atWork = studio.items().stream()
                    .filter(item -> item.state() == Item.State.IN_PROGRESS)
                    .map(Item::id)
                    .toList();
            Workflow.newDetachedCancellationScope(this::leave).run();
            closed(new ReceiptInput(
                    input,
                    FilmOutcome.CANCELLED,
                    studio.items(),
                    null,
                    null,
                    new ReceiptInput.Cancelled(
                            Workflow.getInfo().getRunId(),
                            Instant.ofEpochMilli(Workflow.getInfo().getRunStartedTimestampMillis()),
                            atWork)));
            throw cancelled;
        }
    }

    /** Until all is given back or here, however long what has begun takes; or until the operator waits no longer. */
    private void leave() {
        Workflow.await(() -> abandoned || studio.isIdle());
        if (abandoned) {
            studio.abandon();
            Workflow.await(studio::isIdle);
        }
    }

    @Override
    public void abandon() {
        abandoned = true;
        if (scenes != null) {
            scenes.abandon();
        }
    }

    /** What has ended has ended: a cancellation from here on comes too late to keep it from being written down. */
    private FilmReport closed(ReceiptInput facts) {
        AtomicReference<FilmReport> report = new AtomicReference<>();
        Workflow.newDetachedCancellationScope(() -> {
                    report.set(receipts.close(facts));
                    if (search != null) {
                        search.ended(facts.outcome(), FilmSearch.spentUsd(facts.items()));
                    }
                    if (notices != null) {
                        notices.ended(facts.outcome());
                    }
                })
                .run();
        return report.get();
    }

    @Override
    public FilmStatus status() {
        if (scenes != null) {
            return scenes.status();
        }
        return studio == null
                ? new FilmStatus("", List.of())
                : new FilmStatus(leaving ? FilmStatus.CANCELLING : studio.cutting(), studio.items(), waits())
                        .paused(studio.isPaused());
    }

    /** Whether all that is left waits for an answer, or a pause. */
    private Boolean waits() {
        boolean paused = studio.isPaused() && studio.isIdle() && !studio.isFinished();
        return parks && !closing && !leaving && (paused || studio.isSettled() && !studio.isFinished()) ? true : null;
    }

    /** What an answer is waited for about, or what goes on by itself. */
    private List<Item> parked() {
        return studio.items().stream()
                .filter(item -> item.state() == Item.State.PARKED)
                .toList();
    }

    private boolean isNews() {
        return notices != null && waits() != null && notices.areNews(parked());
    }

    /** Whether Temporal's lists say something else of it. */
    private boolean isFoundOtherwise() {
        return search != null && search.isNews(waits() != null, parked());
    }

    @Override
    public void validateBudget(BigDecimal usd) {
        if (usd == null || usd.signum() < 0) {
            throw new IllegalArgumentException("a budget is zero US dollars or more, not " + usd);
        }
        if (closing || scenes != null && scenes.isClosing()) {
            throw new IllegalStateException(
                    "the film is about to end; run the same command again, for its next render");
        }
        BigDecimal now = budgetUsd();
        if (now != null && usd.compareTo(now) < 0) {
            throw new IllegalArgumentException("the budget is " + DollarText.exact(now)
                    + " already, and is only ever raised while the film is at work");
        }
    }

    @Override
    public Optional<BigDecimal> raiseBudget(BigDecimal usd) {
        // An update can come before the plan is read.
        Workflow.await(() -> studio != null || scenes != null);
        Optional<BigDecimal> before = Optional.ofNullable(budgetUsd());
        // Of two that come before the plan is read, the larger one counts.
        if (before.isEmpty() || usd.compareTo(before.get()) > 0) {
            if (scenes == null) {
                studio.raiseBudget(usd);
            } else {
                scenes.raiseBudget(usd);
            }
        }
        return before;
    }

    private BigDecimal budgetUsd() {
        if (scenes != null) {
            return scenes.budgetUsd();
        }
        return studio == null ? null : studio.budgetUsd();
    }

    private Edit edit(FilmInput input, Plan plan) {
        PlanRequests requests = new PlanRequests(studio, plan);
        List<Promise<Clip>> clips = requests.ask();
        List<Promise<Sound>> speeches = requests.askForSpeeches();
        List<Edit.Shot> shots = new ArrayList<>();
        for (Plan.Shot shot : plan.shots()) {
            Plan.Edit edit = shot.edit() == null ? Plan.Edit.PLAIN : shot.edit();
            shots.add(new Edit.Shot(clips.get(shots.size()), edit.transition(), edit.sound(), edit.chapter()));
        }
        JoinSettings joins = plan.joins() == null ? JoinSettings.EVERY_FRAME : plan.joins();
        String day =
                Instant.ofEpochMilli(Workflow.currentTimeMillis()).toString().substring(0, 10);
        Edit film = Edit.ofShots(shots)
                .joins(joins.decodeAll(Boolean.TRUE.equals(input.decodeAll())))
                .sound(plan.sound())
                .tags(new FilmTags(plan.title(), day, plan.language()));
        for (int i = 0; i < speeches.size(); i++) {
            film = film.cue(plan.speeches().get(i).cue(), speeches.get(i).thenApply(spoken -> spoken.take()
                    .original()));
        }
        return film;
    }

    private ReceiptInput facts(FilmInput begun, Promise<Film> wanted) {
        FilmInput input = studio.plan() == null ? begun : begun.planned(studio.plan());
        List<Item> items = studio.items();
        if (items.stream().allMatch(FilmWorkflowImpl::isThereOrLeftOut)) {
            try {
                Film film = wanted.get();
                return new ReceiptInput(input, FilmOutcome.DONE, items, film, null);
            } catch (RuntimeException failure) {
                // Also a clip whose facts make no film: thrown on, that would hang the workflow instead of ending it.
                return new ReceiptInput(input, FilmOutcome.FAILED, items, null, trouble(failure));
            }
        }
        boolean waitsOnly = items.stream()
                .filter(item -> item.state() != Item.State.SKIPPED)
                .map(Item::stop)
                .filter(Objects::nonNull)
                .allMatch(stop -> stop.kind().waitsForPerson());
        return new ReceiptInput(input, waitsOnly ? FilmOutcome.WAITS : FilmOutcome.FAILED, items, null, null);
    }

    private static boolean isThereOrLeftOut(Item item) {
        return item.state() == Item.State.DONE || item.state() == Item.State.SKIPPED;
    }

    private static String trouble(RuntimeException failure) {
        if (RootCause.of(failure) instanceof CanceledFailure cancelled) {
            throw cancelled;
        }
        return RootCause.message(failure);
    }
}

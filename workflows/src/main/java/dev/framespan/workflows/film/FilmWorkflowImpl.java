package dev.framespan.workflows.film;

import dev.framespan.workflows.generation.RootCause;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.plan.PlanPages;
import dev.framespan.workflows.studio.Cancellation;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.FilmOutcome;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.studio.PlanRequests;
import dev.framespan.workflows.studio.RecordOptions;
import dev.framespan.workflows.studio.Studio;
import dev.framespan.workflows.studio.StudioSession;
import dev.framespan.workflows.studio.StudioSettings;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** See {@link FilmWorkflow}: asks a studio for what the plan says, and cuts its clips. Of several scenes, it leaves that to these. */
public final class FilmWorkflowImpl implements FilmWorkflow {
    private FilmActivity receipts;
    private StudioSession session;
    private ScenesFilm scenes;
    private boolean abandoned;

    @Override
    public FilmReport make(FilmInput input) {
        receipts = FilmOptions.records(FilmActivity.class, RecordOptions.RECEIPT, input);
        int version = Workflow.getVersion("scenes", Workflow.DEFAULT_VERSION, 1);
        if (version == Workflow.DEFAULT_VERSION) {
            return make(
                    input,
                    FilmOptions.records(FilmActivity.class, RecordOptions.RECORDS, input)
                            .open(input));
        }
        FilmPartsActivity records = FilmOptions.records(FilmPartsActivity.class, RecordOptions.RECORDS, input);
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
        boolean parks = Boolean.TRUE.equals(input.parks());
        session = open(input, loaded, parks);
        Studio studio = session.studio();
        try {
            PlanRequests requests = new PlanRequests(studio, plan);
            Promise<Film> film = studio.cut(
                    requests.edit(requests.ask(), requests.askForSpeeches(), Boolean.TRUE.equals(input.decodeAll())));
            // Nothing is asked for any more when the film is there: only then is it written down how all of it stands.
            session.await(parks ? () -> studio.isFinished() && film.isCompleted() : studio::isSettled);
            session.closing();
            return closed(facts(input, film));
        } catch (CanceledFailure cancelled) {
            session.leaving();
            List<String> atWork = session.atWork();
            Workflow.newDetachedCancellationScope(session::leave).run();
            closed(new ReceiptInput(
                    input, FilmOutcome.CANCELLED, studio.items(), null, null, Cancellation.ofThisRun(atWork)));
            throw cancelled;
        }
    }

    private StudioSession open(FilmInput input, LoadedPlan loaded, boolean parks) {
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
                null,
                null,
                null);
        StudioSession opened = StudioSession.open(
                parks ? settings.parking() : settings,
                plan.title(),
                null,
                loaded.notifies(),
                loaded.searchable(),
                input.skipped());
        if (abandoned) {
            opened.abandoned();
        }
        return opened;
    }

    @Override
    public void abandon() {
        abandoned = true;
        if (session != null) {
            session.abandoned();
        }
        if (scenes != null) {
            scenes.abandon();
        }
    }

    /** Detached: a cancellation that comes now must not keep the receipt from being written. */
    private FilmReport closed(ReceiptInput facts) {
        AtomicReference<FilmReport> report = new AtomicReference<>();
        Workflow.newDetachedCancellationScope(() -> {
                    report.set(receipts.close(facts));
                    session.ended(facts.outcome(), facts.items());
                })
                .run();
        return report.get();
    }

    @Override
    public FilmStatus status() {
        if (scenes != null) {
            return scenes.status();
        }
        return session == null ? new FilmStatus("", List.of()) : FilmStatus.of(session.status());
    }

    @Override
    public void validateBudget(BigDecimal usd) {
        boolean ends = session != null && session.isClosing() || scenes != null && scenes.isClosing();
        StudioSession.validateBudget(usd, ends, budgetUsd());
    }

    @Override
    public Optional<BigDecimal> raiseBudget(BigDecimal usd) {
        // An update can come before the plan is read.
        Workflow.await(() -> session != null || scenes != null);
        return scenes == null ? session.raiseBudget(usd) : scenes.raisedBudget(usd);
    }

    private BigDecimal budgetUsd() {
        if (scenes != null) {
            return scenes.budgetUsd();
        }
        return session == null ? null : session.budgetUsd();
    }

    private ReceiptInput facts(FilmInput begun, Promise<Film> wanted) {
        FilmInput input = session.plan() == null ? begun : begun.planned(session.plan());
        List<Item> items = session.studio().items();
        if (items.stream().allMatch(FilmWorkflowImpl::isThereOrLeftOut)) {
            try {
                Film film = wanted.get();
                return new ReceiptInput(input, FilmOutcome.DONE, items, film, null);
            } catch (RuntimeException failure) {
                // Also a clip whose facts make no film: thrown on, that would hang the workflow instead of ending it.
                return new ReceiptInput(input, FilmOutcome.FAILED, items, null, trouble(failure));
            }
        }
        return new ReceiptInput(input, FilmOutcome.ofStopped(items), items, null, null);
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

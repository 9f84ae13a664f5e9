package dev.framespan.workflows.studio;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.RootCause;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.TaskQueues;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** A workflow of one's own from the opening of its studio to its receipt. */
final class StudioRun implements StudioControls {
    private RunSettings run;
    private StudioActivity receipts;
    private StudioSession session;
    private List<String> atWork = List.of();
    private boolean abandoned;

    /** What its memo says. @throws io.temporal.failure.ApplicationFailure where it has none */
    static RunSettings settings() {
        RunSettings found = (RunSettings) Workflow.getMemo(RunSettings.MEMO, RunSettings.class);
        if (found == null) {
            throw StopFailures.because(
                    "studio",
                    "this workflow was not started by framespan run, so that nothing says whose workers make its film:"
                            + " give Studio.make its StudioSettings");
        }
        return found;
    }

    /** What a workflow that was started otherwise would have in its memo; where its input is kept, its workers say. */
    private static RunSettings settings(StudioSettings settings) {
        RunSettings found = (RunSettings) Workflow.getMemo(RunSettings.MEMO, RunSettings.class);
        if (found != null && found.film().equals(settings.film())) {
            return found;
        }
        if (!settings.hasIdentity()) {
            throw StopFailures.because(settings.film(), "its settings name no store and no realm: say its identity");
        }
        return new RunSettings(
                settings.film(),
                null,
                Workflow.getInfo().getWorkflowType(),
                settings.identity(),
                null,
                settings.budgetUsd(),
                settings.catalogue(),
                settings.priority(),
                settings.parks(),
                null,
                null);
    }

    <R> R make(StudioSettings settings, Function<Studio, R> production) {
        Workflow.registerListener(this);
        // Before all else hears of it: what is at work then is what was.
        CancellationScope.current().getCancellationRequest().thenApply(this::leave);
        run = settings(settings);
        String queue = TaskQueues.of(run.identity()).films();
        receipts = RecordOptions.stub(StudioActivity.class, RecordOptions.RECEIPT, queue);
        StudioTerms terms = RecordOptions.stub(StudioActivity.class, RecordOptions.RECORDS, queue)
                .openStudio(run);
        run = terms.run();
        session = open(settings.by(terms), terms);
        if (isStartedToEnd() && !settings.parksWhatStops()) {
            Workflow.newDetachedCancellationScope(() -> Async.procedure(this::refuseWhatIsTooDear))
                    .run();
        }
        // It may wait for an answer while its method waits for a film: who is to be told hears of it meanwhile.
        Workflow.newDetachedCancellationScope(() -> Async.procedure(() -> session.await(session::isOver)))
                .run();
        try {
            return made(production);
        } catch (CanceledFailure cancelled) {
            if (session.isClosing() || !CancellationScope.current().isCancelRequested()) {
                throw cancelled;
            }
            throw cancelled(cancelled);
        }
    }

    /** Whoever started it waits for its end, and says a larger budget when it is started again. */
    private static boolean isStartedToEnd() {
        return Workflow.getMemo(RunSettings.MEMO, RunSettings.class) != null;
    }

    private void refuseWhatIsTooDear() {
        Studio studio = session.studio();
        while (!session.isOver()) {
            Workflow.await(() -> session.isOver() || studio.isSettled() && studio.hasWhatIsTooDear());
            if (!session.isOver()) {
                studio.refuseWhatIsTooDear();
            }
        }
    }

    private StudioSession open(StudioSettings settings, StudioTerms terms) {
        StudioSession opened = StudioSession.open(
                settings,
                run.title(),
                TaskQueues.of(run.identity()).films(),
                terms.notifies(),
                terms.searchable(),
                run.skipped());
        opened.studio().attend(opened, RequestChecks.of(terms.catalogue()), run);
        if (abandoned) {
            opened.abandoned();
        }
        return opened;
    }

    private <R> R made(Function<Studio, R> production) {
        Studio studio = session.studio();
        R result;
        try {
            result = production.apply(studio);
            // What nothing waits for any more is given back where it can be; what is paid for is kept.
            finish(studio);
        } catch (TemporalFailure failure) {
            if (CancellationScope.current().isCancelRequested()) {
                throw failure instanceof CanceledFailure
                        ? failure
                        : new CanceledFailure(failure.getOriginalMessage(), null, failure);
            }
            settle(studio, failure);
            end(failed(studio, failure), trouble(studio, failure), null);
            throw failure;
        }
        end(FilmOutcome.DONE, null, null);
        return result;
    }

    private static void finish(Studio studio) {
        if (!studio.isFinished()) {
            studio.giveUp("the workflow needs it no more");
            Workflow.await(studio::isIdle);
        }
    }

    /** Where a shot has stopped, all others are made first; where the workflow itself has, nothing more is. */
    private static void settle(Studio studio, TemporalFailure failure) {
        if (stopped(studio, failure).isPresent()) {
            Workflow.await(studio::isSettled);
        } else {
            finish(studio);
        }
    }

    /** What a failure says of something that was asked for, or of a film that was cut. */
    private static Optional<Stop> stopped(Studio studio, TemporalFailure failure) {
        return Stop.of(failure)
                .filter(stop ->
                        studio.item(stop.id()) != null && studio.item(stop.id()).state() != Item.State.WAITING
                                || studio.isCut(stop.id()));
    }

    private static FilmOutcome failed(Studio studio, TemporalFailure failure) {
        List<Stop> stops = studio.items().stream()
                .filter(item -> item.state() != Item.State.SKIPPED)
                .map(Item::stop)
                .filter(Objects::nonNull)
                .toList();
        boolean waits = !stops.isEmpty()
                && stops.stream().allMatch(stop -> stop.kind().waitsForPerson())
                && stopped(studio, failure)
                        .filter(stop -> !studio.isCut(stop.id()))
                        .isPresent();
        return waits ? FilmOutcome.WAITS : FilmOutcome.FAILED;
    }

    /** What no still, clip or speech says. */
    private static String trouble(Studio studio, TemporalFailure failure) {
        return stopped(studio, failure)
                        .filter(stop -> studio.item(stop.id()) != null)
                        .isPresent()
                ? null
                : Stop.of(failure)
                        .map(stop -> stop.kind() == FailureKind.REJECTED
                                ? stop.id() + ": " + stop.message()
                                : stop.message())
                        .orElseGet(() -> RootCause.message(failure));
    }

    /** It is cancelled: its method may go on for as long as what has begun takes. */
    private String leave(String reason) {
        if (session != null && !session.isOver()) {
            session.leaving();
            atWork = session.studio().items().stream()
                    .filter(item -> item.state() == Item.State.IN_PROGRESS)
                    .map(Item::id)
                    .toList();
            Workflow.newDetachedCancellationScope(() -> Async.procedure(session::leave))
                    .run();
        }
        return reason;
    }

    private CanceledFailure cancelled(CanceledFailure cancelled) {
        Workflow.newDetachedCancellationScope(() -> Workflow.await(session.studio()::isIdle))
                .run();
        end(
                FilmOutcome.CANCELLED,
                null,
                new StudioEnd.Cancelled(
                        Workflow.getInfo().getRunId(),
                        Instant.ofEpochMilli(Workflow.getInfo().getRunStartedTimestampMillis()),
                        atWork));
        return cancelled;
    }

    /** What has ended has ended: a cancellation from here on comes too late to keep it from being written down. */
    private void end(FilmOutcome outcome, String trouble, StudioEnd.Cancelled cancelled) {
        session.closing();
        Workflow.newDetachedCancellationScope(() -> {
                    Studio studio = session.studio();
                    List<StudioItems.Entry> entries = studio.items().stream()
                            .map(item -> new StudioItems.Entry(item, requested(item.id())))
                            .toList();
                    List<Asset> items = new ArrayList<>();
                    for (StudioItems part : StudioItems.of(entries)) {
                        items.add(receipts.keepStudioItems(run, part));
                    }
                    Map<String, Asset> films = new LinkedHashMap<>();
                    studio.films().forEach((name, film) -> films.put(name, receipts.keepStudioFilm(run, film)));
                    receipts.closeStudio(run, new StudioEnd(outcome, items, films, trouble, cancelled));
                    session.ended(outcome, studio.items());
                })
                .run();
    }

    private GenerationRequest requested(String id) {
        TakeRequest asked = session.studio().asked(id);
        return asked == null ? null : asked.request();
    }

    @Override
    public StudioStatus status() {
        return session == null ? new StudioStatus("", List.of(), null, null, null) : session.status();
    }

    @Override
    public Asked request(String id) {
        GenerationRequest asked = session == null ? null : requested(id);
        return asked == null ? null : new Asked(id, asked);
    }

    @Override
    public Optional<BigDecimal> raiseBudget(BigDecimal usd) {
        // An update can come before the studio is open.
        Workflow.await(() -> session != null);
        return session.raiseBudget(usd);
    }

    @Override
    public void validateBudget(BigDecimal usd) {
        StudioSession.validateBudget(
                usd, session != null && session.isClosing(), session == null ? null : session.budgetUsd());
    }

    @Override
    public void abandon() {
        abandoned = true;
        if (session != null) {
            session.abandoned();
        }
    }
}

package dev.framespan.workflows.studio;

import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.RootCause;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.TaskQueues;
import io.temporal.common.converter.DataConverterException;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A workflow of one's own from the opening of its studio to its receipt. */
final class StudioRun implements StudioControls {
    private StudioReceipts receipts;
    private StudioSession session;
    /** What was in progress when nothing more was to be made. */
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
        if (found != null) {
            if (!found.film().equals(settings.film())) {
                throw StopFailures.because(
                        settings.film(),
                        "this workflow was started to make " + found.film()
                                + ", whose budget and receipt are its: take StudioSettings.ofRun()");
            }
            return found;
        }
        RequestChecks.requireFilm(settings.film());
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
        listen();
        // The first to hear of it: what is in progress then was at work when it was cancelled.
        CancellationScope.current().getCancellationRequest().thenApply(this::leave);
        receipts = new StudioReceipts(settings(settings));
        StudioTerms terms = receipts.open();
        session = open(settings.by(terms, isContinued()), terms);
        if (receipts.run().isOfCommand() && !settings.parksWhatStops()) {
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

    private void listen() {
        try {
            Workflow.registerListener(this);
        } catch (IllegalStateException | IllegalArgumentException taken) {
            // It would hang the workflow.
            throw StopFailures.because(
                    "studio",
                    "a workflow has one Studio.make, and no query, signal or Update of a name that the studio takes: "
                            + taken.getMessage());
        }
    }

    private static boolean isContinued() {
        return Workflow.getInfo().getContinuedExecutionRunId().isPresent();
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
                terms.run().title(),
                TaskQueues.of(terms.run().identity()).films(),
                terms.notifies(),
                terms.searchable(),
                terms.run().skipped());
        opened.studio().openedByMake(opened, RequestChecks.of(terms.catalogue()), receipts);
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
            studio.films().awaitAll();
            finish(studio);
        } catch (TemporalFailure failure) {
            throw failed(studio, failure);
        } catch (DataConverterException unreadable) {
            // A worker may end the workflow by it; tried again, it would be the same.
            throw failed(
                    studio,
                    ApplicationFailure.newNonRetryableFailureWithCause(
                            "what the workflow was given cannot be read: " + unreadable.getMessage(),
                            "INPUT",
                            unreadable));
        }
        end(FilmOutcome.DONE, null);
        return result;
    }

    private TemporalFailure failed(Studio studio, TemporalFailure failure) {
        if (CancellationScope.current().isCancelRequested()) {
            return failure instanceof CanceledFailure
                    ? failure
                    : new CanceledFailure(failure.getOriginalMessage(), null, failure);
        }
        settle(studio, failure);
        end(outcome(studio, failure), trouble(studio, failure));
        return failure;
    }

    /** Gives back what nothing waits for any more, where it can be; what is paid for is kept. */
    private void finish(Studio studio) {
        if (!studio.isFinished()) {
            atWork = session.atWork();
            studio.giveUp("the workflow needs it no more");
            Workflow.await(studio::isIdle);
        }
    }

    /** Where a shot has stopped, all others are made first; where the workflow itself has, nothing more is. */
    private void settle(Studio studio, TemporalFailure failure) {
        if (stopped(studio, failure).isPresent()) {
            Workflow.await(studio.parks() ? studio::isFinished : studio::isSettled);
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

    private static FilmOutcome outcome(Studio studio, TemporalFailure failure) {
        boolean ofAShot = stopped(studio, failure)
                .filter(stop -> !studio.isCut(stop.id()))
                .isPresent();
        return ofAShot ? FilmOutcome.ofStopped(studio.items()) : FilmOutcome.FAILED;
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
                        .orElseGet(() -> failure instanceof ApplicationFailure told
                                ? told.getOriginalMessage()
                                : RootCause.message(failure));
    }

    /** It is cancelled: its method may go on for as long as what has begun takes. */
    private String leave(String reason) {
        if (session != null && !session.isOver()) {
            session.leaving();
            atWork = session.atWork();
            Workflow.newDetachedCancellationScope(() -> Async.procedure(session::leave))
                    .run();
        }
        return reason;
    }

    private CanceledFailure cancelled(CanceledFailure cancelled) {
        Workflow.newDetachedCancellationScope(() -> Workflow.await(session.studio()::isIdle))
                .run();
        end(FilmOutcome.CANCELLED, null);
        return cancelled;
    }

    private void end(FilmOutcome outcome, String trouble) {
        session.closing();
        boolean kept = outcome == FilmOutcome.CANCELLED || !atWork.isEmpty();
        receipts.close(session.studio(), outcome, trouble, kept ? Cancellation.ofThisRun(atWork) : null);
        Workflow.newDetachedCancellationScope(
                        () -> session.ended(outcome, session.studio().items()))
                .run();
    }

    @Override
    public StudioStatus status() {
        return session == null ? new StudioStatus("", List.of(), null, null, null) : session.status();
    }

    @Override
    public Asked request(String id) {
        GenerationRequest asked = session == null ? null : session.studio().requested(id);
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

package dev.framespan.workflows.studio;

import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.RootCause;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.Take;
import dev.framespan.workflows.generation.TakeKind;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * Has a film's stills and clips made, each as soon as its pictures are there, a permit is free, and the film's budget and the day's limit
 * have room for it. What waits for a limit holds no permit.
 */
final class Purchases {
    private static final long MOST_SECONDS_BETWEEN_LOOKS = 60;

    private final ItemStates items;
    private final CancellationScopes scopes;
    private final Generations generations;
    private final Slots slots;
    private final BudgetQueue budget;
    private final DayQueue day;
    // Children of before ended with their film.
    private final boolean childrenOutlive =
            Workflow.getVersion("children-outlive", Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;
    // In own workflows of before, what was asked for in the stead of what failed was asked for in another order.
    private final boolean toldInTurn =
            Workflow.getVersion("failures-in-turn", Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;
    private final FailuresInTurn failures = new FailuresInTurn();
    private Stop account;

    Purchases(StudioSettings settings, ItemStates items, CancellationScopes scopes) {
        this.items = items;
        this.scopes = scopes;
        this.generations = new Generations(settings);
        this.slots = new FilmSlots(settings.maxParallel());
        this.budget = new BudgetQueue(settings.budgetUsd());
        // What the day had no room for had been reserved against the budget for a moment.
        this.day = new DayQueue(scopes, budget::roomMade);
        scopes.onCancel(budget.queue()::close);
    }

    BigDecimal budgetUsd() {
        return budget.limit();
    }

    void raiseBudget(BigDecimal usd) {
        budget.raise(usd);
    }

    /** Ends what is still waited for after a cancellation. */
    void abandon() {
        items.all().stream()
                .filter(item -> item.state() == Item.State.IN_PROGRESS)
                .forEach(item -> generations.abandon(item.id()));
    }

    /** @param ready the request, when its pictures and its video are made */
    Promise<Take> make(String id, TakeKind kind, Promise<GenerationRequest> ready) {
        items.put(Item.waiting(id, kind));
        CompletablePromise<Take> made = Workflow.newPromise();
        Promise<GenerationRequest> request = toldInTurn ? failures.of(ready) : ready;
        return request.thenCompose(wanted -> {
                    ask(new Wanted(id, wanted, made, null, 0));
                    return made;
                })
                .handle((take, failure) -> failure == null ? take : ended(id, null, failure));
    }

    /** @param with the id of an equal request, whose take it shows */
    Promise<Take> share(String id, TakeKind kind, String with, Promise<Take> made) {
        items.put(Item.shared(id, kind, with));
        return made.handle((take, failure) -> ended(id, take, failure));
    }

    /**
     * What is to be made.
     *
     * @param made the promise of it
     * @param refused why it was not made when it was asked for last; null where it was not asked for before
     * @param met how often a child of an earlier run of the film was still at it
     */
    private record Wanted(String id, GenerationRequest request, CompletablePromise<Take> made, Stop refused, int met) {
        private Wanted refused(Stop stop) {
            return new Wanted(id, request, made, stop, met);
        }

        private Wanted afterEarlier() {
            return new Wanted(id, request, made, refused, met + 1);
        }

        /** Longer each time: tasks take minutes, and each look costs events. */
        private Duration untilNextLook() {
            return Duration.ofSeconds(Math.min(MOST_SECONDS_BETWEEN_LOOKS, 2L << Math.min(met, 5)));
        }
    }

    /** Promises are not nested however often something is asked for: one behind the other, they would end the stack. */
    private void ask(Wanted wanted) {
        slots.acquire().thenApply(permit -> {
            begin(wanted);
            return null;
        });
    }

    private void begin(Wanted wanted) {
        Stop refused = wanted.refused();
        if (refused != null && queue(refused).isTooDear(refused)) {
            park(wanted, refused, queue(refused).openings());
            slots.release();
            return;
        }
        int budgets = budget.queue().openings();
        int days = day.queue().openings();
        generate(wanted).handle((take, failure) -> {
            if (childrenOutlive && isEarliersAtWork(failure)) {
                waitForEarlier(wanted);
                return null;
            }
            Optional<Stop> over = Stop.of(failure).filter(Purchases::isOverLimit);
            if (over.isPresent()) {
                boolean today = over.get().waitsForNextDay();
                if (today) {
                    budget.passed(wanted.id());
                } else {
                    day.passed(wanted.id());
                }
                park(wanted, over.get(), today ? days : budgets);
                slots.release();
            } else {
                end(wanted, take, failure);
            }
            return null;
        });
    }

    /** A child of a run that ended before is still keeping what was paid for: when it has, the ledger has it. */
    private void waitForEarlier(Wanted wanted) {
        scopes.begin(() -> Workflow.newTimer(wanted.untilNextLook())).handle((time, cancelled) -> {
            if (cancelled == null) {
                begin(wanted.afterEarlier());
            } else {
                end(wanted, null, cancelled);
            }
            return null;
        });
    }

    private static boolean isEarliersAtWork(RuntimeException failure) {
        return RootCause.outermost(failure, WorkflowExecutionAlreadyStarted.class)
                .isPresent();
    }

    private static boolean isOverLimit(Stop stop) {
        return stop.kind() == FailureKind.BUDGET || stop.waitsForNextDay();
    }

    private LimitQueue queue(Stop refused) {
        return refused.waitsForNextDay() ? day.queue() : budget.queue();
    }

    /** What a limit has no room for is asked for again as soon as there may be some. */
    private void park(Wanted wanted, Stop refused, int noted) {
        items.put(items.of(wanted.id()).parked(refused));
        Promise<Void> room = refused.waitsForNextDay()
                ? day.room(refused, noted)
                : budget.queue().room(refused, noted);
        room.handle((free, closed) -> {
            if (closed == null) {
                ask(wanted.refused(refused));
            } else {
                wanted.made().completeExceptionally(closed);
            }
            return null;
        });
    }

    private void end(Wanted wanted, Take take, RuntimeException failure) {
        RuntimeException told = null;
        boolean usable = account == null;
        try {
            ended(wanted.id(), take, failure);
        } catch (RuntimeException stopped) {
            told = stopped;
        }
        boolean freed =
                Stop.of(failure).filter(stop -> stop.kind().mayMakeRoom()).isPresent();
        if (freed) {
            budget.roomMade();
            day.roomMade();
        }
        budget.passed(wanted.id());
        day.passed(wanted.id());
        if (usable && account != null) {
            // Nothing is bought on the next day either: each hears now what stopped the account.
            day.queue().open();
        }
        // Only now, for the next one begins in here: it must find the account as it is now.
        slots.release();
        // Last, for what is made from it comes after those that have waited for a permit.
        if (told == null) {
            wanted.made().complete(take);
        } else {
            wanted.made().completeExceptionally(told);
        }
    }

    private Promise<Take> generate(Wanted wanted) {
        if (account != null) {
            // Every further submission would meet the same answer; this was not even asked for.
            return Workflow.newFailedPromise(
                    Stop.of(account.kind(), wanted.id(), wanted.request().take(), account.message())
                            .answered(account.status(), account.code())
                            .failure());
        }
        return scopes.begin(() -> {
            items.put(items.of(wanted.id()).inProgress(generations.child(wanted.id())));
            return generations.begin(wanted.id(), wanted.request(), budget.limit());
        });
    }

    private Take ended(String id, Take take, RuntimeException failure) {
        Item item = items.of(id);
        if (failure == null) {
            items.put(item.done(take));
            return take;
        }
        if (item.state() == Item.State.STOPPED) {
            throw failure;
        }
        Stop stop = Stop.of(failure).orElseGet(() -> StopFailures.stop(FailureKind.INTERNAL, id, failure));
        boolean inProgress = item.state() == Item.State.IN_PROGRESS;
        if (inProgress && stop.kind().concernsAccount() && account == null) {
            account = stop;
        }
        items.put(inProgress ? item.stopped(stop) : item.blocked());
        throw StopFailures.explained(failure, stop);
    }
}

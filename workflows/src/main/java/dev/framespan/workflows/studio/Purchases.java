package dev.framespan.workflows.studio;

import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.RootCause;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.Take;
import dev.framespan.workflows.generation.TakeKind;
import dev.framespan.workflows.waiting.AccountQueue;
import dev.framespan.workflows.waiting.BudgetQueue;
import dev.framespan.workflows.waiting.CancellationScopes;
import dev.framespan.workflows.waiting.DayQueue;
import dev.framespan.workflows.waiting.FailuresInTurn;
import dev.framespan.workflows.waiting.FilmSlots;
import dev.framespan.workflows.waiting.LimitQueue;
import dev.framespan.workflows.waiting.Outages;
import dev.framespan.workflows.waiting.WantedTake;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.workflow.Async;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Has a film's stills and clips made, each as soon as its pictures are there, a permit is free, and the film's budget and the day's limit
 * have room for it. What waits for a limit holds no permit.
 */
final class Purchases {
    /** A task that is cancelled by others, as in the account's own pages, is asked for again so often by itself. */
    private static final int MOST_TRIES = 3;

    private final ItemStates items;
    private final CancellationScopes scopes;
    private final Generations generations;
    private final FilmSlots slots;
    private final BudgetQueue budget;
    private final DayQueue day;
    // Children of before ended with their film.
    private final boolean childrenOutlive =
            Workflow.getVersion("children-outlive", Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;
    // In own workflows of before, what was asked for in the stead of what failed was asked for in another order.
    private final boolean toldInTurn =
            Workflow.getVersion("failures-in-turn", Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION;
    private final FailuresInTurn failures = new FailuresInTurn();
    private final boolean parks;
    private final Map<String, WantedTake> parked = new LinkedHashMap<>();
    private final AccountQueue hold;
    private final Outages outages;
    private final StopPolicies policies;
    private final AnswerActivities answers;
    private Stop account;
    private final Map<String, Integer> rebuysByPolicy = new HashMap<>();
    private int deciding;
    private int rooms;

    Purchases(StudioSettings settings, ItemStates items, CancellationScopes scopes) {
        this.items = items;
        this.scopes = scopes;
        this.generations = new Generations(settings);
        this.slots = new FilmSlots(settings.maxParallel());
        this.budget = new BudgetQueue(settings.budgetUsd());
        // What the day had no room for had been reserved against the budget for a moment.
        this.day = new DayQueue(scopes, budget::roomMade);
        this.parks = settings.parksWhatStops();
        this.hold = new AccountQueue(scopes);
        this.outages = new Outages(scopes);
        this.policies = settings.policies() == null ? StopPolicies.ASK : settings.policies();
        this.answers = parks ? new AnswerActivities(settings) : null;
        scopes.onCancel(budget.queue()::close);
        // What a pause holds up is to hear of it, too.
        scopes.onCancel(cancelled -> slots.resume());
        scopes.onCancel(this::leaveAll);
    }

    /** Nothing is answered any more: what waits for that ends. */
    private void leaveAll(RuntimeException cancelled) {
        List<WantedTake> all = List.copyOf(parked.values());
        parked.clear();
        hold.queue().close(cancelled);
        all.forEach(wanted -> wanted.made().completeExceptionally(cancelled));
    }

    Outages outages() {
        return outages;
    }

    boolean hasWhatIsTooDear() {
        return !budget.queue().isEmpty();
    }

    void refuseWhatIsTooDear() {
        budget.queue().refuse();
    }

    BigDecimal budgetUsd() {
        return budget.limit();
    }

    /** How often something that was to cost something may have come to cost nothing. */
    int rooms() {
        return rooms;
    }

    void roomMade() {
        budget.roomMade();
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
        if (items.isLeftOut(id)) {
            Stop stop = leftOut(id);
            items.put(items.of(id).skipped(stop));
            return Workflow.newFailedPromise(stop.failure());
        }
        CompletablePromise<Take> made = Workflow.newPromise();
        if (parks) {
            askWhenReady(id, made, ready);
            return made.handle((take, failure) -> failure == null ? take : ended(id, null, failure));
        }
        Promise<GenerationRequest> request = toldInTurn ? failures.of(ready) : ready;
        return request.thenCompose(wanted -> {
                    ask(new WantedTake(id, wanted, made));
                    return made;
                })
                .handle((take, failure) -> failure == null ? take : ended(id, null, failure));
    }

    private void askWhenReady(String id, CompletablePromise<Take> made, Promise<GenerationRequest> ready) {
        failures.of(ready).handle((request, failure) -> {
            if (failure == null) {
                ask(new WantedTake(id, request, made));
            } else if (scopes.isClosed() && StopFailures.isCancelled(failure)) {
                made.completeExceptionally(failure);
            } else {
                parkForAnswer(new WantedTake(id, null, made), withoutInput(id, failure));
            }
            return null;
        });
    }

    private static Stop withoutInput(String id, RuntimeException failure) {
        Stop why = Stop.of(failure).orElseGet(() -> StopFailures.stop(FailureKind.INTERNAL, id, failure));
        return why.kind() == FailureKind.SKIPPED
                ? Stop.of(
                        FailureKind.INPUT_SKIPPED,
                        id,
                        1,
                        "needs " + why.id() + ", which was left out; make it from something else, or leave it out, too")
                : Stop.of(why.kind(), id, 1, "needs " + why.id() + ": " + why.message());
    }

    /** @param with the id of an equal request, whose take it shows */
    Promise<Take> share(String id, TakeKind kind, String with, Promise<Take> made) {
        items.put(Item.shared(id, kind, with));
        return made.handle((take, failure) -> ended(id, take, failure));
    }

    /** Promises are not nested however often something is asked for: one behind the other, they would end the stack. */
    private void ask(WantedTake wanted) {
        slots.acquire().thenApply(permit -> {
            begin(wanted);
            return null;
        });
    }

    private void begin(WantedTake wanted) {
        if (scopes.isClosed()) {
            end(wanted, null, CancellationScopes.cancelled());
            return;
        }
        if (hold.stop() != null && !hold.queue().isTried(wanted.id())) {
            // Every further submission would meet the same answer; this is not even asked for.
            park(wanted, hold.of(wanted), hold.queue().openings());
            slots.release();
            return;
        }
        Optional<Stop> outage = outages.holding(wanted);
        if (outage.isPresent()) {
            parkForOutage(wanted, outage.get());
            slots.release();
            return;
        }
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
                hold.passed(wanted.id());
                outages.passed(wanted.id(), over.get());
                park(wanted, over.get(), today ? days : budgets);
                slots.release();
            } else if (parks && failure != null && !(scopes.isClosed() && StopFailures.isCancelled(failure))) {
                stopped(wanted, failure);
            } else {
                end(wanted, take, failure);
            }
            return null;
        });
    }

    /** A child of a run that ended before is still keeping what was paid for: when it has, the ledger has it. */
    private void waitForEarlier(WantedTake wanted) {
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

    /** It stopped, and nothing else stops with it. */
    private void stopped(WantedTake wanted, RuntimeException failure) {
        Stop stop = Stop.of(failure).orElseGet(() -> StopFailures.stop(FailureKind.INTERNAL, wanted.id(), failure));
        passed(wanted, stop);
        if (stop.kind().concernsAccount()) {
            int noted = hold.queue().openings();
            hold.met(stop);
            park(wanted, stop, noted);
        } else if (stop.kind() == FailureKind.FAILED
                || stop.kind() == FailureKind.CANCELLED
                        && wanted.tries() < MOST_TRIES
                        && !StopFailures.isCancelled(failure)) {
            // By the provider's fault, and not charged: the ledger says how often that is tried.
            items.put(items.of(wanted.id()).again());
            ask(wanted.again());
        } else {
            decide(wanted, stop);
        }
        slots.release();
    }

    /** As the operator has decided beforehand; else it is asked. */
    private void decide(WantedTake wanted, Stop stop) {
        StopPolicy policy = policies.of(stop);
        if (policy.rebuys() == 0) {
            decided(wanted, stop, policy);
            return;
        }
        items.put(items.of(wanted.id()).again());
        deciding++;
        scopes.begin(() -> Async.function(answers::rebuyByPolicy, wanted.id(), policy.rebuys()))
                .handle((written, failure) -> {
                    deciding--;
                    if (failure == null && written && isWithin(policy, wanted.id())) {
                        ask(wanted.refused(null));
                    } else if (failure == null) {
                        decided(wanted, stop, policy);
                    } else if (scopes.isClosed() && StopFailures.isCancelled(failure)) {
                        wanted.made().completeExceptionally(failure);
                    } else {
                        parkForAnswer(wanted, stop);
                    }
                    return null;
                });
    }

    /**
     * Whether the policy has decided this no more often than it says. The store counts that over all runs; a store that always says yes would
     * have it asked for without end. Runs of before, which did that, are replayed as they were.
     */
    private boolean isWithin(StopPolicy policy, String id) {
        return rebuysByPolicy.merge(id, 1, Integer::sum) <= policy.rebuys()
                || Workflow.getVersion("rebuys-are-counted", Workflow.DEFAULT_VERSION, 1) == Workflow.DEFAULT_VERSION;
    }

    /** Whether it is being looked up what becomes of something that stopped. */
    boolean areDeciding() {
        return deciding > 0;
    }

    /** Nothing more is bought by itself. */
    private void decided(WantedTake wanted, Stop stop, StopPolicy policy) {
        if (policy.skips()) {
            leaveOut(wanted);
        } else if (stop.kind().isAskedAgainByItself()) {
            outages.of(stop.kind()).met(stop);
            parkForOutage(wanted, stop);
        } else {
            parkForAnswer(wanted, stop);
        }
    }

    /** What passes with time goes on without an answer; an answer may come before. */
    private void parkForOutage(WantedTake wanted, Stop stop) {
        parkForAnswer(wanted, stop);
        outages.of(stop.kind()).await(wanted.id(), () -> {
            parked.remove(wanted.id());
            items.put(items.of(wanted.id()).again());
            ask(wanted);
        });
    }

    private void parkForAnswer(WantedTake wanted, Stop stop) {
        items.put(items.of(wanted.id()).parked(stop, Instant.ofEpochMilli(Workflow.currentTimeMillis())));
        parked.put(wanted.id(), wanted);
    }

    /** What was parked, to be decided otherwise. */
    private WantedTake unpark(String id) {
        budget.queue().remove(id);
        day.queue().remove(id);
        hold.queue().remove(id);
        outages.remove(id);
        return parked.remove(id);
    }

    /** Whether it is parked; what a limit or the account holds is, too. */
    boolean isParked(String id) {
        return parked.containsKey(id);
    }

    /** What it asked for; null where its pictures are not there. */
    GenerationRequest request(String id) {
        return parked.get(id).request();
    }

    /** What of that was bought, or was to be. */
    Purchase purchase(String id) {
        return generations.purchase(id, request(id), budget.limit());
    }

    /** Asks for something parked once more. */
    void again(String id) {
        FailureKind kind = items.of(id).stop().kind();
        if (kind.concernsAccount()) {
            hold.queue().tryCheapest();
            return;
        }
        if (kind.isAskedAgainByItself()) {
            outages.of(kind).open();
            return;
        }
        WantedTake wanted = unpark(id);
        items.put(items.of(id).again());
        ask(wanted.refused(null));
    }

    /** Asks for something else in the place of something parked. */
    void change(String id, Promise<GenerationRequest> ready) {
        WantedTake wanted = unpark(id);
        items.put(items.of(id).again());
        askWhenReady(id, wanted.made(), ready);
    }

    /** Makes once more what is made. */
    Promise<Take> retake(String id, GenerationRequest request) {
        items.put(items.of(id).again());
        CompletablePromise<Take> made = Workflow.newPromise();
        ask(new WantedTake(id, request, made));
        return made;
    }

    /** Leaves out something parked. */
    void skip(String id) {
        leaveOut(unpark(id));
    }

    private static void leaveOut(WantedTake wanted) {
        wanted.made().completeExceptionally(leftOut(wanted.id()).failure());
    }

    private static Stop leftOut(String id) {
        return Stop.of(FailureKind.SKIPPED, id, 1, "left out");
    }

    void pause() {
        slots.pause();
    }

    void resume() {
        slots.resume();
    }

    boolean isPaused() {
        return slots.isPaused();
    }

    private LimitQueue queue(Stop refused) {
        if (refused.kind().concernsAccount()) {
            return hold.queue();
        }
        return refused.waitsForNextDay() ? day.queue() : budget.queue();
    }

    /** What a limit has no room for is asked for again as soon as there may be some. */
    private void park(WantedTake wanted, Stop refused, int noted) {
        if (parks) {
            parkForAnswer(wanted, refused);
        } else {
            items.put(items.of(wanted.id()).parked(refused));
        }
        room(refused, noted).handle((free, closed) -> {
            parked.remove(wanted.id());
            if (closed == null) {
                if (parks) {
                    items.put(items.of(wanted.id()).again());
                }
                ask(wanted.refused(refused));
            } else {
                wanted.made().completeExceptionally(closed);
            }
            return null;
        });
    }

    private Promise<Void> room(Stop refused, int noted) {
        if (refused.kind().concernsAccount()) {
            return hold.room(refused, noted);
        }
        return refused.waitsForNextDay()
                ? day.room(refused, noted)
                : budget.queue().room(refused, noted);
    }

    private void end(WantedTake wanted, Take take, RuntimeException failure) {
        RuntimeException told = null;
        boolean usable = account == null;
        try {
            ended(wanted.id(), take, failure);
        } catch (RuntimeException stopped) {
            told = stopped;
        }
        passed(wanted, Stop.of(failure).orElse(null));
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

    /** It was made, or stopped: the limits hear of that. */
    private void passed(WantedTake wanted, Stop stop) {
        if (stop != null && stop.kind().mayMakeRoom()) {
            rooms++;
            budget.roomMade();
            day.roomMade();
        }
        budget.passed(wanted.id());
        day.passed(wanted.id());
        if (stop == null || !stop.kind().concernsAccount()) {
            hold.passed(wanted.id());
        }
        outages.passed(wanted.id(), stop);
    }

    private Promise<Take> generate(WantedTake wanted) {
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
        if (item.state() == Item.State.STOPPED || item.state() == Item.State.SKIPPED) {
            throw failure;
        }
        Stop stop = Stop.of(failure).orElseGet(() -> StopFailures.stop(FailureKind.INTERNAL, id, failure));
        if (stop.kind() == FailureKind.SKIPPED) {
            if (parks || item.sharedWith() != null) {
                items.put(item.skipped(stop));
                throw StopFailures.explained(failure, stop);
            }
            Stop input = withoutInput(id, failure);
            items.put(item.stopped(input));
            throw input.failure(failure);
        }
        boolean inProgress = item.state() == Item.State.IN_PROGRESS;
        if (inProgress && stop.kind().concernsAccount() && account == null) {
            account = stop;
        }
        boolean tooDear = item.state() == Item.State.PARKED && stop.kind() == FailureKind.BUDGET;
        items.put(inProgress || tooDear ? item.stopped(stop) : item.blocked());
        throw StopFailures.explained(failure, stop);
    }
}

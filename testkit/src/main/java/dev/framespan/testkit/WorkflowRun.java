package dev.framespan.testkit;

import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.studio.StudioAnswers;
import dev.framespan.workflows.studio.StudioControls;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowQueryException;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.failure.TimeoutFailure;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A workflow that runs, for a test that answers, cancels or looks on. The server's time stands still between two calls, but for the time that they
 * take; while a result is waited for, it is skipped.
 *
 * @param <R> what the workflow returns
 */
public final class WorkflowRun<R> {
    private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST_LOOK = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestStudio studio;
    private final WorkflowStub stub;
    private final Method method;
    private final Instant begun;

    WorkflowRun(TestStudio studio, WorkflowStub stub, Method method) {
        this.studio = studio;
        this.stub = stub;
        this.method = method;
        this.begun = studio.server().now();
    }

    /**
     * Waits for the end.
     *
     * @return what the workflow returns
     * @throws WorkflowFailedException where it fails; {@link Stop#of} has the reason
     * @throws AssertionError where it waits for ever: for an answer, as a rule
     */
    @SuppressWarnings("unchecked") // what the method returns is what the caller's lambda returns
    public R result() {
        try {
            return stub.getResult((Class<R>) method.getReturnType(), method.getGenericReturnType());
        } catch (WorkflowFailedException e) {
            if (e.getCause() instanceof TimeoutFailure) {
                throw new AssertionError(
                        workflowId() + " did not end in " + TestStudio.LONGEST.toDays() + " days; it waits for "
                                + waiting(),
                        e);
            }
            throw e;
        }
    }

    private String waiting() {
        List<String> reasons = new ArrayList<>();
        try {
            Optional.ofNullable(controls().status().waitsFor()).ifPresent(reasons::add);
        } catch (WorkflowQueryException notKnown) {
            // A studio that is opened by hand waits in nobody's words.
        }
        items().stream()
                .filter(item -> item.state() == Item.State.PARKED)
                .forEach(item -> reasons.add(
                        "an answer about " + item.id() + " (" + item.stop().message() + ")"));
        return reasons.isEmpty() ? "something of its own" : String.join(", ", reasons);
    }

    /**
     * Waits for the end of a workflow that is to stop.
     *
     * @return why it stopped
     * @throws AssertionError where it does not, or fails for another reason
     */
    public Stop expectStop() {
        try {
            R made = result();
            throw new AssertionError(workflowId() + " is to stop, and made " + made);
        } catch (WorkflowFailedException e) {
            return Stop.of(e)
                    .orElseThrow(() -> new AssertionError(workflowId() + " failed for another reason than a stop", e));
        }
    }

    /**
     * What people tell a workflow in which something {@linkplain StudioExtension#parking() parks}.
     *
     * @return a stub of the running workflow
     */
    public StudioAnswers answers() {
        return studio.server().client().newWorkflowStub(StudioAnswers.class, workflowId());
    }

    /**
     * How everything stands that was asked for.
     *
     * @return in the order in which it was asked for
     */
    public List<Item> items() {
        try {
            return controls().status().items();
        } catch (WorkflowQueryException notKnown) {
            // A studio that is opened by hand answers only where it parks.
            return answers().items();
        }
    }

    /**
     * How one thing stands that was asked for.
     *
     * @param id its name, or the one that it was given
     * @return how it stands now
     * @throws NoSuchElementException where nothing of this name was asked for
     */
    public Item item(String id) {
        return items().stream()
                .filter(item -> item.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("nothing called " + id + " was asked for"));
    }

    private StudioControls controls() {
        return studio.server().client().newWorkflowStub(StudioControls.class, workflowId());
    }

    /**
     * Lets time pass until something has come to a state: {@link Item.State#PARKED}, {@link Item.State#DONE}.
     *
     * @param id its name, or the one that it was given
     * @param state to wait for
     * @return how it stands then
     * @throws AssertionError where the workflow ends before, or that takes longer than 30 real seconds
     */
    public Item await(String id, Item.State state) {
        Instant end = Instant.now().plus(PATIENCE);
        for (Duration look = FIRST_LOOK; ; look = longer(look)) {
            List<Item> all = known();
            for (Item item : all) {
                if (item.id().equals(id) && item.state() == state) {
                    return item;
                }
            }
            if (Instant.now().isAfter(end) || closed() != null) {
                throw new AssertionError(
                        id + " did not come to be " + state + (closed() == null ? "" : " before the end") + ": "
                                + all.stream()
                                        .map(item -> item.id() + " is " + item.state())
                                        .toList());
            }
            pass(look);
        }
    }

    /** None before its studio is open, and before the first step of a workflow that has continued as new. */
    private List<Item> known() {
        try {
            return items();
        } catch (WorkflowQueryException e) {
            return List.of();
        }
    }

    /** When it has ended; null before. */
    private Instant closed() {
        return stub.describe().getCloseTime();
    }

    private static Duration longer(Duration look) {
        Duration next = look.multipliedBy(2);
        return next.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : next;
    }

    /**
     * Lets time pass, by the server's clock.
     *
     * @param time that passes, in a moment
     */
    public void pass(Duration time) {
        studio.server().pass(time);
    }

    /**
     * Sets what it may cost, and lets it go on with what waited for that.
     *
     * @param usd US dollars, what was bought before included, as {@code "12.50"}
     */
    public void raiseBudget(String usd) {
        controls().raiseBudget(new BigDecimal(usd));
    }

    /** Tells it to end: what is queued is given back, what has begun is kept. {@link #result} throws then. */
    public void cancel() {
        stub.cancel();
    }

    /**
     * The stub of Temporal's own, for signals, queries and updates of the workflow's own.
     *
     * @return an untyped stub
     */
    public WorkflowStub stub() {
        return stub;
    }

    /**
     * The id under which Temporal knows it.
     *
     * @return the film's id, {@code @} and the first letters of the store's
     */
    public String workflowId() {
        return stub.getExecution().getWorkflowId();
    }

    /**
     * How long it took, or takes until now, by the server's clock: hours of waiting are hours.
     *
     * @return from its start on
     */
    public Duration took() {
        Instant closed = closed();
        return Duration.between(begun, closed == null ? studio.server().now() : closed);
    }

    /**
     * What its first run has left in Temporal's memory, where it has continued as new since.
     *
     * @return of its first run
     */
    public WorkflowExecutionHistory firstHistory() {
        return studio.server()
                .client()
                .fetchHistory(workflowId(), stub.getExecution().getRunId());
    }

    /**
     * What it has left in Temporal's memory until now: see {@link Histories}.
     *
     * @return of its last run
     */
    public WorkflowExecutionHistory history() {
        return studio.server().client().fetchHistory(workflowId());
    }
}

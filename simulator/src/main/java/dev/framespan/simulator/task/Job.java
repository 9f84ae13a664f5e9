package dev.framespan.simulator.task;

import dev.framespan.simulator.order.Order;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A task in memory: what is written down about it, the order it carries out, and who asked for it. */
public final class Job {
    private final Order order;
    private final AtomicInteger polls;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile Task task;

    Job(Task task, Order order) {
        this.task = task;
        this.order = order;
        this.polls = new AtomicInteger(task.polls());
    }

    public Task task() {
        return task;
    }

    public Order order() {
        return order;
    }

    public TaskState stateAt(long now) {
        return task.stateAt(now, !order.inputs().isEmpty());
    }

    public boolean isRefundedAt(long now) {
        TaskState state = stateAt(now);
        return state == TaskState.FAILED || state == TaskState.CANCELLED;
    }

    /** How many status calls were answered; those after the last change are forgotten when the process ends. */
    public int polls() {
        return polls.get();
    }

    public void countPoll() {
        polls.incrementAndGet();
    }

    /** Whether the caller may now work on this job; if so, it must {@link #release} it. */
    public boolean claim() {
        return busy.compareAndSet(false, true);
    }

    public void release() {
        busy.set(false);
    }

    void become(Task changed) {
        task = changed;
    }
}

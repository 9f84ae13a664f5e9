package dev.framespan.simulator.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A task as it lies on disk. All times are milliseconds since 1970, 0 where the thing has not happened.
 *
 * @param number counts the tasks of this account, from 1
 * @param request the body as it was received
 * @param charged USD; what a base video adds comes to it once that was fetched
 * @param startsAt when processing starts
 * @param endsAt when the result is ready, unless the pictures take longer to fetch
 * @param failure why it fails, from {@code failedAt} on; null if it does not
 * @param collectedAt when the pictures and videos it names had been fetched
 * @param inputs the names of the fetched files, in the order of the request
 * @param told whether its callback was posted, or given up
 * @param callbacks how many calls about it were answered with success; 0 in tasks from before this was counted
 * @param polls status calls that were answered, as far as was written down
 */
public record Task(
        String id,
        long number,
        JsonNode request,
        BigDecimal charged,
        long createdAt,
        long startsAt,
        long endsAt,
        Failure failure,
        long failedAt,
        long cancelledAt,
        long collectedAt,
        List<String> inputs,
        boolean told,
        int callbacks,
        int polls) {

    public Task {
        inputs = List.copyOf(inputs);
    }

    static Task accepted(
            String id,
            long number,
            JsonNode request,
            BigDecimal charged,
            long now,
            Schedule schedule,
            Failure failure) {
        long startsAt = now + schedule.queuedMillis();
        long endsAt = startsAt + schedule.processingMillis();
        long failedAt = failure == null ? 0 : endsAt;
        return new Task(
                id, number, request, charged, now, startsAt, endsAt, failure, failedAt, 0, 0, List.of(), false, 0, 0);
    }

    /** Where the task is at this time: a function of what is written down, so nothing is lost with the process. */
    public TaskState stateAt(long now, boolean needsInputs) {
        if (cancelledAt > 0) {
            return TaskState.CANCELLED;
        }
        if (failure != null && now >= failedAt) {
            return TaskState.FAILED;
        }
        if (now < startsAt) {
            return TaskState.QUEUED;
        }
        return now < endsAt || (needsInputs && collectedAt == 0) ? TaskState.PROCESSING : TaskState.COMPLETED;
    }

    /** When it finished; meaningful once it has. */
    public long finishedAt() {
        if (cancelledAt > 0) {
            return cancelledAt;
        }
        return failure != null ? failedAt : Math.max(endsAt, collectedAt);
    }

    /** Percent, 0 to 99 until the task is completed. */
    public int progressAt(long now) {
        double part = (double) (now - startsAt) / Math.max(1, endsAt - startsAt);
        return (int) Math.max(0, Math.min(99, Math.floor(part * 100)));
    }

    public Optional<Failure> whyFailed() {
        return Optional.ofNullable(failure);
    }

    Task cancelled(long now) {
        return with(charged, failure, failedAt, now, collectedAt, inputs, told, callbacks, polls);
    }

    Task failed(Failure why, long now) {
        return with(charged, why, now, cancelledAt, collectedAt, inputs, told, callbacks, polls);
    }

    Task collected(List<String> files, BigDecimal price, long now) {
        return with(price, failure, failedAt, cancelledAt, now, files, told, callbacks, polls);
    }

    Task tellingDone(int calls) {
        return with(charged, failure, failedAt, cancelledAt, collectedAt, inputs, true, calls, polls);
    }

    Task polled(int times) {
        return with(charged, failure, failedAt, cancelledAt, collectedAt, inputs, told, callbacks, times);
    }

    /** A copy with other values for what changes in a task's life. */
    private Task with(
            BigDecimal charged,
            Failure failure,
            long failedAt,
            long cancelledAt,
            long collectedAt,
            List<String> inputs,
            boolean told,
            int callbacks,
            int polls) {
        return new Task(
                id,
                number,
                request,
                charged,
                createdAt,
                startsAt,
                endsAt,
                failure,
                failedAt,
                cancelledAt,
                collectedAt,
                inputs,
                told,
                callbacks,
                polls);
    }
}

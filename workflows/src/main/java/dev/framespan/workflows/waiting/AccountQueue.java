package dev.framespan.workflows.waiting;

import dev.framespan.workflows.generation.Stop;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;

/**
 * What a refused key, an empty balance or a wrong address holds. One purchase is tried from time to time, more and more seldom; when it meets
 * another answer, all go on.
 */
public final class AccountQueue {
    private final LimitQueue queue = new LimitQueue();
    private final CancellationScopes scopes;
    private Stop stop;
    private int tries;
    private boolean timing;

    public AccountQueue(CancellationScopes scopes) {
        this.scopes = scopes;
    }

    public LimitQueue queue() {
        return queue;
    }

    /** Why nothing is bought; null where nothing keeps it. */
    public Stop stop() {
        return stop;
    }

    /** The same of something that was not even asked for. */
    public Stop of(WantedTake wanted) {
        return Stop.of(stop.kind(), wanted.id(), wanted.request().take(), stop.message())
                .answered(stop.status(), stop.code());
    }

    /** The account was refused. */
    public void met(Stop refusal) {
        stop = refusal;
    }

    /** See {@link LimitQueue#room}. */
    public Promise<Void> room(Stop refused, int noted) {
        Promise<Void> room = queue.room(refused, noted);
        await();
        return room;
    }

    /** It met another answer than a refusal of the account: where it was tried for that, the others are asked for, too. */
    public void passed(String id) {
        if (queue.forgetTried(id)) {
            stop = null;
            tries = 0;
            queue.open();
        }
    }

    private void await() {
        if (timing || queue.isEmpty()) {
            return;
        }
        timing = true;
        scopes.begin(() ->
                        Workflow.newTimer(AskAgain.after(tries), DayQueue.summary("until the account is tried again")))
                .handle((fired, failure) -> {
                    timing = false;
                    if (failure == null) {
                        tries++;
                        queue.tryCheapest();
                        await();
                    }
                    return null;
                });
    }
}

package dev.framespan.workflows.film;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.studio.JoinStop;
import dev.framespan.workflows.waiting.AskAgain;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The cut of a film of several scenes, which waits where its store is full or away: asked for again more and more seldom, or when the operator says so. */
final class WaitingAssembly {
    private List<Item> parked = List.of();
    private boolean asked;

    /** What it waits for; none while it does not. */
    List<Item> parked() {
        return parked;
    }

    /** Asks at once. */
    void again() {
        asked = true;
    }

    /**
     * Has it made.
     *
     * @param told is told what it waits for, each time when it begins to
     * @throws RuntimeException where it fails for a reason that does not pass, or is cancelled
     */
    Asset made(Supplier<Asset> cut, Consumer<List<Item>> told) {
        try {
            for (int tries = 0; ; tries++) {
                try {
                    return cut.get();
                } catch (RuntimeException failure) {
                    if (!JoinStop.is(failure)) {
                        throw failure;
                    }
                    parked = List.of(JoinStop.parked(JoinStop.ID, failure));
                }
                told.accept(parked);
                if (Workflow.await(AskAgain.after(tries), () -> asked)) {
                    tries = -1;
                }
                asked = false;
                parked = List.of();
            }
        } finally {
            parked = List.of();
        }
    }
}

package dev.framespan.activities.film;

import dev.framespan.activities.store.Store;
import dev.framespan.workflows.generation.DecisionActivity;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** See {@link DecisionActivity}. */
public final class DecisionActivityImpl implements DecisionActivity {
    private final Store store;
    private final Decisions decisions;
    private final Clock clock;

    public DecisionActivityImpl(Store store, Clock clock) {
        this.store = store;
        this.decisions = new Decisions(store);
        this.clock = clock;
    }

    @Override
    public void rebuy(String film, String id, String question) {
        try {
            // An attempt that died in between leaves a decision that the next submission uses, and none is written
            // twice.
            String told = "films/" + film + "/answers/" + id + "/" + question.replaceAll("[^A-Za-z0-9]", "-");
            if (store.read(told).isEmpty()) {
                decisions.rebuy(film, id, clock.instant());
                store.create(told, question.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw ApplicationFailure.newFailure(
                    "the decision about " + id + " cannot be written: " + e.getMessage(), "Store");
        }
    }
}

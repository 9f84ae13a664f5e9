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

    /** Writes a decision down. @return whether there was one to write */
    @FunctionalInterface
    private interface Decision {
        boolean write() throws IOException;
    }

    @Override
    public void rebuy(String film, String id, String question) {
        once(film, id, question, () -> {
            decisions.rebuy(film, id, clock.instant());
            return true;
        });
    }

    @Override
    public boolean rebuyByPolicy(String film, String id, String question, int most) {
        return once(film, id, question, () -> decisions.rebuyByPolicy(film, id, clock.instant(), most));
    }

    private boolean once(String film, String id, String question, Decision decision) {
        try {
            // An attempt that died in between leaves a decision that the next submission uses, and none is written
            // twice.
            String told = "films/" + film + "/answers/" + IdKey.of(id) + "/" + question.replaceAll("[^A-Za-z0-9]", "-");
            if (store.read(told).isPresent()) {
                return true;
            }
            boolean written = decision.write();
            if (written) {
                store.create(told, question.getBytes(StandardCharsets.UTF_8));
            }
            return written;
        } catch (IOException e) {
            throw ApplicationFailure.newFailure(
                    "the decision about " + id + " cannot be written: " + e.getMessage(), "Store");
        }
    }
}

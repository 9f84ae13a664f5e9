package dev.framespan.workflows.studio;

import dev.framespan.workflows.Internal;
import dev.framespan.workflows.generation.Stop;
import java.util.List;
import java.util.Objects;

/** How a film's workflow ended. */
@Internal
public enum FilmOutcome {
    /** The film is made. */
    DONE,
    /** Some shot waits for the operator; all others are finished. */
    WAITS,
    /** It failed; what was bought is kept, and the next render goes on from there. */
    FAILED,
    /** The operator cancelled it. */
    CANCELLED;

    /** Of a film of which something has stopped. */
    public static FilmOutcome ofStopped(List<Item> items) {
        List<Stop> stops = items.stream()
                .filter(item -> item.state() != Item.State.SKIPPED)
                .map(Item::stop)
                .filter(Objects::nonNull)
                .toList();
        boolean waits =
                !stops.isEmpty() && stops.stream().allMatch(stop -> stop.kind().waitsForPerson());
        return waits ? WAITS : FAILED;
    }
}

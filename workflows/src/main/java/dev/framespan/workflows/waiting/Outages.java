package dev.framespan.workflows.waiting;

import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The outages that keep a film's stills, clips and frames from being made: one of each kind that {@linkplain FailureKind#isAskedAgainByItself passes}. */
public final class Outages {
    private final Map<FailureKind, OutageQueue> queues = new EnumMap<>(FailureKind.class);

    public Outages(CancellationScopes scopes) {
        for (FailureKind kind : FailureKind.values()) {
            if (kind.isAskedAgainByItself()) {
                queues.put(kind, new OutageQueue(scopes));
            }
        }
        scopes.onCancel(cancelled -> queues.values().forEach(OutageQueue::close));
    }

    public OutageQueue of(FailureKind kind) {
        return queues.get(kind);
    }

    /** Why a purchase is not even asked for; empty where nothing holds it. */
    public Optional<Stop> holding(WantedTake wanted) {
        return queues.values().stream()
                .filter(queue -> queue.holds(wanted.id()))
                .map(queue -> queue.of(wanted.id(), wanted.request().take()))
                .findFirst();
    }

    /** @param stop what a purchase met; null where it was made */
    public void passed(String id, Stop stop) {
        queues.forEach((kind, queue) -> {
            if (stop == null || stop.kind() != kind) {
                queue.passed(id, stop == null);
            }
        });
    }

    public void remove(String id) {
        queues.values().forEach(queue -> queue.remove(id));
    }
}

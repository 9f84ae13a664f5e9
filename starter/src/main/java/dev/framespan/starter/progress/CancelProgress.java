package dev.framespan.starter.progress;

import dev.framespan.workflows.film.FilmStatus;
import dev.framespan.workflows.studio.Item;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Says what a film that is cancelled waits for: at first with the reason, then in short when one of it has ended, and every 30 seconds. */
public final class CancelProgress {
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final int MOST_IDS = 8;

    /** What is done for what has begun: it is paid for. */
    private static final Set<Step> KEEPING = EnumSet.of(Step.RENDERING, Step.UNKNOWN, Step.FETCHING, Step.CHECKING);

    private final UnaryOperator<String> explanation;
    private final Consumer<String> lines;
    private final Clock clock;
    private final Map<String, String> waiting = new LinkedHashMap<>();
    private Set<String> said = Set.of();
    private boolean explained;
    private Instant next = Instant.MIN;

    /**
     * @param explanation the first line, of what is waited for: {@code gull (rendering 40 %), boat (fetching)}
     * @param lines takes each line
     */
    public CancelProgress(UnaryOperator<String> explanation, Consumer<String> lines, Clock clock) {
        this.explanation = explanation;
        this.lines = lines;
        this.clock = clock;
    }

    /** @param snapshot of the film as it stands now */
    public void show(Snapshot snapshot) {
        if (!snapshot.cutting().equals(FilmStatus.CANCELLING)) {
            return;
        }
        for (ItemView item : snapshot.items()) {
            if (item.state() != Item.State.IN_PROGRESS) {
                waiting.remove(item.id());
            } else if (KEEPING.contains(item.step())) {
                // Between two steps it is in none of them, and waited for all the same.
                waiting.put(item.id(), item.id() + " (" + item.words() + ")");
            }
        }
        if (!waiting.isEmpty()
                && (!waiting.keySet().equals(said) || !clock.instant().isBefore(next))) {
            say();
        }
    }

    private void say() {
        lines.accept(explained ? "waits for " + waiting.size() + ": " + words() : explanation.apply(words()));
        explained = true;
        said = Set.copyOf(waiting.keySet());
        next = clock.instant().plus(EVERY);
    }

    private String words() {
        String first = waiting.values().stream().limit(MOST_IDS).collect(Collectors.joining(", "));
        return waiting.size() > MOST_IDS ? first + " and " + (waiting.size() - MOST_IDS) + " more" : first;
    }
}

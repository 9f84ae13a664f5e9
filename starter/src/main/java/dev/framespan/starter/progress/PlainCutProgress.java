package dev.framespan.starter.progress;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Lines for logs and for terminals that can do no more: one for each thing that is begun, and every 10 seconds how far it has come. */
public final class PlainCutProgress implements CutProgress {
    private static final Duration BETWEEN = Duration.ofSeconds(10);

    private final Consumer<String> lines;
    private final Clock clock;
    private final Instant started;
    private String said = "";
    private Instant next;

    /** @param lines takes each line */
    public PlainCutProgress(Consumer<String> lines, Clock clock) {
        this.lines = lines;
        this.clock = clock;
        this.started = clock.instant();
        this.next = started;
    }

    @Override
    public void show(String doing, int percent) {
        Instant now = clock.instant();
        boolean begun = !doing.equals(said);
        if (begun || !now.isBefore(next)) {
            said = doing;
            next = now.plus(BETWEEN);
            lines.accept(DurationText.words(Duration.between(started, now)) + "  " + doing
                    + (begun ? "" : ", " + percent + " %"));
        }
    }

    @Override
    public void close() {
        // every line was written at once
    }
}

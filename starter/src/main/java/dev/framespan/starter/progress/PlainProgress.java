package dev.framespan.starter.progress;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** One line a change, for logs and for terminals that can do no more. Percents alone are no change. */
public final class PlainProgress implements Progress {
    private final Consumer<String> lines;
    private final Clock clock;
    private final Instant started;
    private final SnapshotDiff changes = new SnapshotDiff(ItemView::step);

    /** @param lines takes each line */
    public PlainProgress(Consumer<String> lines, Clock clock) {
        this.lines = lines;
        this.clock = clock;
        this.started = clock.instant();
    }

    @Override
    public void show(Snapshot snapshot) {
        for (ItemView item : changes.items(snapshot)) {
            line(item.id() + ": " + item.step());
        }
        if (changes.cutting(snapshot)) {
            line(snapshot.cutting() + " the film");
        }
        if (changes.note(snapshot)) {
            line(snapshot.note());
        }
    }

    private void line(String words) {
        lines.accept(DurationText.words(Duration.between(started, clock.instant())) + "  " + words);
    }

    @Override
    public void close() {
        // every line was written at once
    }
}

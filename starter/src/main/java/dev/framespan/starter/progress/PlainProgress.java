package dev.framespan.starter.progress;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** One line a change, for logs and for terminals that can do no more. Percents alone are no change. */
public final class PlainProgress implements Progress {
    private final PrintStream out;
    private final Clock clock;
    private final Instant started;
    private final Changes changes = new Changes(item -> item.doing());

    public PlainProgress(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
        this.started = clock.instant();
    }

    @Override
    public void show(Snapshot snapshot) {
        for (ItemView item : changes.items(snapshot)) {
            line(item.id() + ": " + item.doing());
        }
        if (changes.cutting(snapshot)) {
            line(snapshot.cutting() + " the film");
        }
        if (changes.note(snapshot)) {
            line(snapshot.note());
        }
    }

    private void line(String words) {
        out.println(Elapsed.words(Duration.between(started, clock.instant())) + "  " + words);
    }

    @Override
    public void close() {
        out.flush();
    }
}

package dev.framespan.starter.process;

import dev.framespan.activities.spending.SpendingLimit;
import dev.framespan.activities.store.DirectoryStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** Prices that another worker of a store holds, so that a film finds its budget too small while it is at work. */
public final class Reservations {
    private static final BigDecimal ENOUGH = new BigDecimal(1_000);
    private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

    private Reservations() {}

    /** Holds a price at a provider on this machine, as if it were reserved in an hour: longer than any test takes. */
    public static void hold(Path store, String film, String usd) throws IOException {
        SpendingLimit.ofFilm(DirectoryStore.open(store), film, "loopback", LATER)
                .reserve(ENOUGH, new SpendingLimit.Submission("v1:" + "e".repeat(64), 1, false), new BigDecimal(usd));
    }
}

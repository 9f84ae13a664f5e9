package dev.framespan.starter.process;

import dev.framespan.activities.spending.SpendingLimit;
import dev.framespan.activities.store.DirectoryStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;

/** Prices that another worker of a store holds, so that a film finds its budget too small while it is at work. */
public final class Reservations {
    private static final BigDecimal ENOUGH = new BigDecimal(1_000);

    private Reservations() {}

    /** Holds a price for two minutes, at a provider on this machine. */
    public static void hold(Path store, String film, String usd) throws IOException {
        SpendingLimit.ofFilm(DirectoryStore.open(store), film, "loopback", Clock.systemUTC())
                .reserve(ENOUGH, new SpendingLimit.Submission("v1:" + "e".repeat(64), 1, false), new BigDecimal(usd));
    }
}

package dev.framespan.activities.ledger;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Places at which a test lets this process die as if the machine had lost its power. {@code -Dframespan.crash-at=claimed:3} halts it
 * when it comes to {@code claimed} for the third time; without the property nothing happens.
 */
public final class CrashPoints {
    private static final String SETTING = System.getProperty("framespan.crash-at", "");
    private static final AtomicInteger PASSED = new AtomicInteger();

    private CrashPoints() {}

    /** @param point {@code claimed}, {@code sending}, {@code sent}, {@code submitted}, {@code fetched} or {@code completed} */
    public static void passing(String point) {
        if (SETTING.isEmpty()) {
            return;
        }
        String[] wanted = SETTING.split(":", 2);
        int times = wanted.length > 1 ? Integer.parseInt(wanted[1]) : 1;
        if (wanted[0].equals(point) && PASSED.incrementAndGet() == times) {
            Runtime.getRuntime().halt(137);
        }
    }
}

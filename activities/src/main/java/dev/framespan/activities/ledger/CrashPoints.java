package dev.framespan.activities.ledger;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Places at which a test lets this process die as if the machine had lost its power, or stand still as if the machine slept. {@code
 * -Dframespan.crash-at=claimed:3} halts it when it comes to {@code claimed} for the third time, {@code -Dframespan.freeze-at=sending:1}
 * stops all of it until another process continues it; without these properties nothing happens.
 */
public final class CrashPoints {
    private static final Point CRASH = Point.of("framespan.crash-at");
    private static final Point FREEZE = Point.of("framespan.freeze-at");

    private CrashPoints() {}

    /** @param point {@code claimed}, {@code sending}, {@code sent}, {@code submitted}, {@code fetched} or {@code completed} */
    public static void passing(String point) {
        if (CRASH.isReached(point)) {
            Runtime.getRuntime().halt(137);
        }
        if (FREEZE.isReached(point)) {
            freeze();
        }
    }

    private static void freeze() {
        String self = Long.toString(ProcessHandle.current().pid());
        try {
            new ProcessBuilder("kill", "-STOP", self).start().waitFor();
        } catch (IOException e) {
            throw new IllegalStateException("this process cannot be stopped", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A place, and for which time it is come to. */
    private record Point(String name, int times, AtomicInteger passed) {
        static Point of(String property) {
            String[] wanted = System.getProperty(property, "").split(":", 2);
            return new Point(wanted[0], wanted.length > 1 ? Integer.parseInt(wanted[1]) : 1, new AtomicInteger());
        }

        boolean isReached(String point) {
            return name.equals(point) && passed.incrementAndGet() == times;
        }
    }
}

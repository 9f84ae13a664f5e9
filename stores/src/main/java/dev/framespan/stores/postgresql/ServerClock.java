package dev.framespan.stores.postgresql;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The server's time, so that machines whose clocks are an hour apart agree when a deadline has passed. Between two questions it goes on by
 * what this machine measures, which no setting of its clock changes.
 */
final class ServerClock extends Clock {
    /** After so long the server is asked anew. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);

    /** Where this machine's clock and its measure differ by more, it has slept, or its clock was set. */
    private static final Duration SLEPT = Duration.ofSeconds(1);

    /** An answer that took longer is asked for again, some times. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    private static final int AGAIN = 3;

    /** Asks the server what time it is. */
    @FunctionalInterface
    interface Question {
        Instant ask() throws IOException;
    }

    private final Question question;
    private Instant told;
    private long toldNanos;
    private long toldMillis;

    /** @throws IOException where the server does not answer */
    ServerClock(Question question) throws IOException {
        this.question = question;
        ask();
    }

    private void ask() throws IOException {
        long before = System.nanoTime();
        Instant answer = question.ask();
        long after = System.nanoTime();
        // The answer to a question that was repeated, or waited for a connection, is of its end.
        for (int again = 0; again < AGAIN && after - before > SLOW.toNanos(); again++) {
            before = System.nanoTime();
            answer = question.ask();
            after = System.nanoTime();
        }
        told = answer;
        // Half of the way there and back: on a slow line the error is no more than that.
        toldNanos = before + (after - before) / 2;
        toldMillis = System.currentTimeMillis();
    }

    @Override
    public synchronized Instant instant() {
        Duration measured = Duration.ofNanos(System.nanoTime() - toldNanos);
        Duration byClock = Duration.ofMillis(System.currentTimeMillis() - toldMillis);
        boolean hasSlept = measured.minus(byClock).abs().compareTo(SLEPT) > 0;
        if (hasSlept || measured.compareTo(GOOD_FOR) > 0) {
            try {
                ask();
            } catch (IOException e) {
                // A measure stands still in a machine that sleeps, and a clock may have been set back: a deadline may
                // have passed by whichever is later.
                return told.plus(measured.compareTo(byClock) > 0 ? measured : byClock);
            }
        }
        return told.plusNanos(System.nanoTime() - toldNanos);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        Clock here = this;
        return new Clock() {
            @Override
            public Instant instant() {
                return here.instant();
            }

            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return here.withZone(other);
            }
        };
    }
}

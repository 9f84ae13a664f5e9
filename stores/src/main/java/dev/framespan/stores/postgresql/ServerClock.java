package dev.framespan.stores.postgresql;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The server's time, so that machines whose clocks are an hour apart agree when a deadline has passed. Between two questions it goes on by
 * what this machine measures, which no setting of its clock changes.
 */
final class ServerClock implements InstantSource {
    /** After so long the server is asked anew. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);

    /** Where this machine's clock and its measure differ by more, it has slept, or its clock was set. */
    private static final Duration SLEPT = Duration.ofSeconds(1);

    /** An answer that took longer is asked for again, some times. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    private static final int AGAIN = 3;

    /** A server that does not answer is left alone for so long: who asks it waits for it. */
    private static final Duration AWAY = Duration.ofSeconds(5);

    /** Asks the server what time it is. */
    @FunctionalInterface
    interface Question {
        Instant ask() throws IOException;
    }

    private final Question question;
    private final LongSupplier nanos;
    private final LongSupplier millis;
    private Instant told;
    private long toldNanos;
    private long toldMillis;
    private boolean away;
    private long awayNanos;

    /** @throws IOException where the server does not answer */
    ServerClock(Question question) throws IOException {
        this(question, System::nanoTime, System::currentTimeMillis);
    }

    /**
     * @param nanos this machine's measure, which stands still while it sleeps
     * @param millis this machine's clock, which may be wrong, and be set
     */
    ServerClock(Question question, LongSupplier nanos, LongSupplier millis) throws IOException {
        this.question = question;
        this.nanos = nanos;
        this.millis = millis;
        ask();
    }

    private void ask() throws IOException {
        long before = nanos.getAsLong();
        Instant answer = question.ask();
        long after = nanos.getAsLong();
        // The answer to a question that was repeated, or waited for a connection, is of its end.
        for (int again = 0; again < AGAIN && after - before > SLOW.toNanos(); again++) {
            before = nanos.getAsLong();
            answer = question.ask();
            after = nanos.getAsLong();
        }
        told = answer;
        // Half of the way there and back: on a slow line the error is no more than that.
        toldNanos = before + (after - before) / 2;
        toldMillis = millis.getAsLong();
        away = false;
    }

    @Override
    public synchronized Instant instant() {
        Duration measured = measured();
        Duration byClock = Duration.ofMillis(millis.getAsLong() - toldMillis);
        boolean hasSlept = measured.minus(byClock).abs().compareTo(SLEPT) > 0;
        boolean isDue = hasSlept || measured.compareTo(GOOD_FOR) > 0;
        boolean isLeftAlone = away && nanos.getAsLong() - awayNanos < AWAY.toNanos();
        if (isDue && !isLeftAlone) {
            try {
                ask();
                return told.plus(measured());
            } catch (IOException e) {
                away = true;
                awayNanos = nanos.getAsLong();
            }
        }
        // A measure stands still in a machine that sleeps: a deadline may have passed by whichever of the two is later.
        return told.plus(hasSlept && byClock.compareTo(measured) > 0 ? byClock : measured());
    }

    private Duration measured() {
        return Duration.ofNanos(nanos.getAsLong() - toldNanos);
    }
}

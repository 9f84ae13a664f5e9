package dev.framespan.activities.breaker;

/** The right to make one submission. The worker that has it says what was answered; closing it without that says that nothing was sent. */
public final class SubmissionPermit implements AutoCloseable {
    private final CircuitBreaker breaker;
    private final long epoch;
    private final String token;
    private boolean left;

    /**
     * @param epoch of the breaker when it was given
     * @param token of the trial; null where it is none
     */
    SubmissionPermit(CircuitBreaker breaker, long epoch, String token) {
        this.breaker = breaker;
        this.epoch = epoch;
        this.token = token;
    }

    /** The provider accepted. */
    public void accepted() {
        if (leave()) {
            breaker.answered(this, true);
        }
    }

    /** The provider proved that it did not accept. */
    public void refused() {
        if (leave()) {
            breaker.answered(this, false);
        }
    }

    /** The provider may have accepted. */
    public void unclear() {
        if (leave()) {
            breaker.unclear(this);
        }
    }

    @Override
    public void close() {
        if (leave()) {
            breaker.unsent(this);
        }
    }

    private boolean leave() {
        boolean first = !left;
        left = true;
        return first;
    }

    long epoch() {
        return epoch;
    }

    String token() {
        return token;
    }
}

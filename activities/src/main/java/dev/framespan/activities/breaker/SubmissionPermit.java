package dev.framespan.activities.breaker;

/** The right to make one submission. The worker that has it says what was answered; closing it without that says that nothing was sent. */
public final class SubmissionPermit implements AutoCloseable {
    private final CircuitBreaker breaker;
    private final long epoch;
    private final String token;
    private final long accountEnded;
    private boolean left;

    /**
     * @param epoch of the breaker when it was given
     * @param token of the trial; null where it is none
     * @param accountEnded when the account's last outage was over, as far as is known
     */
    SubmissionPermit(CircuitBreaker breaker, long epoch, String token, long accountEnded) {
        this.breaker = breaker;
        this.epoch = epoch;
        this.token = token;
        this.accountEnded = accountEnded;
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

    long accountEnded() {
        return accountEnded;
    }
}

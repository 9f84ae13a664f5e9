package dev.framespan.activities.breaker;

import dev.framespan.workflows.account.Outage;

/** The right to make one submission. The worker that has it says what was answered; closing it without that says that nothing was sent. */
public final class SubmissionPermission implements AutoCloseable {
    private final CircuitBreaker breaker;
    private final long epoch;
    private final String token;
    private final Outage account;
    private boolean left;

    /**
     * @param epoch of the breaker when it was given
     * @param token of the trial; null where it is none
     * @param account how clearly its provider answered then
     */
    SubmissionPermission(CircuitBreaker breaker, long epoch, String token, Outage account) {
        this.breaker = breaker;
        this.epoch = epoch;
        this.token = token;
        this.account = account;
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

    Outage account() {
        return account;
    }

    ConcurrencyLimit.Epochs epochs() {
        return new ConcurrencyLimit.Epochs(epoch, account.epoch());
    }
}

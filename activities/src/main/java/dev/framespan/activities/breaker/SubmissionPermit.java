package dev.framespan.activities.breaker;

/** The right to make one submission. The worker that has it says what was answered; closing it without that says that nothing was sent. */
public final class SubmissionPermit implements AutoCloseable {
    private final CircuitBreaker brake;
    private final long epoch;
    private final String token;
    private boolean left;

    /**
     * @param epoch of the brake when it was given
     * @param token of the trial; null where it is none
     */
    SubmissionPermit(CircuitBreaker brake, long epoch, String token) {
        this.brake = brake;
        this.epoch = epoch;
        this.token = token;
    }

    /** The provider accepted. */
    public void accepted() {
        if (leave()) {
            brake.clear(this, true);
        }
    }

    /** The provider proved that it did not accept. */
    public void refused() {
        if (leave()) {
            brake.clear(this, false);
        }
    }

    /**
     * The provider may have accepted.
     *
     * @param said what came instead of an answer
     */
    public void unclear(String said) {
        if (leave()) {
            brake.unclear(this, said);
        }
    }

    @Override
    public void close() {
        if (leave()) {
            brake.unsent(this);
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

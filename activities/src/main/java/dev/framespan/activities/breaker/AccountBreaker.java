package dev.framespan.activities.breaker;

import dev.framespan.activities.account.TaskPermits;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.workflows.account.AccountReply;
import dev.framespan.workflows.account.Outage;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A worker's side of its account's circuit breaker, which the account itself keeps: over all stores and workers that pay with it, one
 * submission tries whether the provider answers clearly again, and one worker probes. While the account cannot be asked, it holds nothing
 * back: no permit is granted then, and the store's {@link CircuitBreaker} goes on by itself.
 */
public final class AccountBreaker {
    /** What is said of a submission that waits for another one, which tries. */
    public static final String ANOTHER_TRIES =
            "provider answers unclearly; another submission of the account tries again first";

    private static final Duration SOON = Duration.ofSeconds(2);
    // An account that answers takes a few hundredths of a second.
    private static final Duration ANSWER = Duration.ofSeconds(3);

    private final TaskPermits permits;
    private final Provider provider;
    private final RetryDelays delays;

    /** @param random spreads those that wait over time */
    public AccountBreaker(TaskPermits permits, Provider provider, RandomGenerator random) {
        this.permits = permits;
        this.provider = provider;
        this.delays = new RetryDelays(random);
    }

    /**
     * A submission that may be sent now.
     *
     * @param epoch of the account in which it begins
     * @param trial whether it is the one that tries again
     */
    public record Start(long epoch, boolean trial) {}

    /**
     * Whether a submission has to wait. Where it is time for it, the provider is probed; that takes up to half a minute.
     *
     * @param decided whether the operator has decided that it may be sent
     * @return how long to wait; empty when it may ask for a permit
     */
    public Optional<CircuitBreaker.Rest> rest(boolean decided) {
        Optional<Outage> asked = known().unclear() ? asked().map(AccountReply::state) : Optional.empty();
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        Outage outage = asked.get();
        if (outage.undecidedMillis() > 0 && !decided) {
            return Optional.of(CircuitBreaker.Rest.forDecision(Duration.ofMillis(outage.undecidedMillis()), delays));
        }
        if (outage.restMillis() > 0) {
            return wait(Duration.ofMillis(outage.restMillis()));
        }
        return outage.probeDue() ? probe() : Optional.empty();
    }

    private Optional<CircuitBreaker.Rest> wait(Duration time) {
        return Optional.of(new CircuitBreaker.Rest(delays.notBefore(time), false));
    }

    private Optional<CircuitBreaker.Rest> probe() {
        Optional<String> token;
        try {
            token = permits.toProbe(ANSWER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            token = Optional.empty();
        }
        if (token.isEmpty()) {
            return wait(SOON);
        }
        boolean clear = false;
        try {
            provider.probe();
            clear = true;
        } catch (ProviderException e) {
            return wait(SOON);
        } finally {
            permits.probed(token.get(), clear);
        }
        return Optional.empty();
    }

    /**
     * Asked right before a submission is claimed and sent: between its permit and this, the provider may have answered another one
     * unclearly.
     *
     * @param permit under which it is to be sent
     * @return empty when it has to wait
     */
    public Optional<Start> start(String permit) {
        Optional<AccountReply> asked = asked();
        if (asked.isEmpty()) {
            return Optional.of(new Start(known().epoch(), false));
        }
        if (asked.get().restMillis() > 0) {
            // It was granted before the provider wanted to be left alone.
            return Optional.empty();
        }
        Outage outage = asked.get().state();
        return outage.allows(permit) ? Optional.of(new Start(outage.epoch(), outage.unclear())) : Optional.empty();
    }

    /** What was heard last of how clearly the provider answers. */
    public Outage known() {
        return permits.last().map(AccountReply::state).orElse(Outage.NONE);
    }

    private Optional<AccountReply> asked() {
        try {
            return permits.fresh(ANSWER);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}

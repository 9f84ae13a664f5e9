package dev.framespan.activities.breaker;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.store.LiveProcesses;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.account.BreakerState;
import dev.framespan.workflows.account.Outage;
import dev.framespan.workflows.generation.Realm;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an outage from costing a question a shot. Submissions begin one at a time, and more at once with each clear answer. After an
 * unclear one a single submission of all processes of the store tries again; if that is unclear, too, nothing is submitted any more
 * until the provider has answered a probe clearly. Where that was worth nothing, since the trial after it was unclear again, the operator
 * decides which shot tries next; hours pass before one tries without a decision. {@link AccountBreaker} does the same for all stores of an
 * account, and this one holds beneath it: also while the account cannot be asked, or has forgotten.
 */
public final class CircuitBreaker {
    private static final Duration SOON = Duration.ofSeconds(2);
    // So much may the clocks of two machines that share a store differ.
    private static final Duration SKEW = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(CircuitBreaker.class);

    private final Store store;
    private final String key;
    private final LiveProcesses processes;
    private final Provider provider;
    private final Clock clock;
    private final RetryDelays delays;
    private final ConcurrencyLimit width = new ConcurrencyLimit();

    /** @param random spreads those that wait over time */
    public CircuitBreaker(
            Store store, LiveProcesses processes, Provider provider, Clock clock, RandomGenerator random) {
        this.store = store;
        // named so before it was called a circuit breaker; stores keep it
        this.key = "brakes/" + Realm.pathName(provider.realm()) + "/brake.json";
        this.processes = processes;
        this.provider = provider;
        this.clock = clock;
        this.delays = new RetryDelays(random);
    }

    /**
     * A time in which nothing is submitted.
     *
     * @param delay how long to wait before it is looked at again
     * @param forDecision whether a submission for which the operator has decided might go
     */
    public record Rest(Duration delay, boolean forDecision) {
        /** @param kept how long a submission without a decision is kept back: a decision about another shot may end it at any time */
        static Rest forDecision(Duration kept, RetryDelays delays) {
            Duration longest = BreakerState.LONGEST_RELAPSE;
            return new Rest(delays.notBefore(kept.compareTo(longest) > 0 ? longest : kept), true);
        }
    }

    /**
     * Whether a submission has to wait. Where it is time for it, the provider is probed; that takes up to half a minute.
     *
     * @param decided whether the operator has decided that it may be sent
     * @param account how clearly its provider answers, as far as is known
     * @return how long to wait; empty when it may go
     */
    public Optional<Rest> rest(boolean decided, Outage account) throws IOException {
        BreakerState record = read();
        if (record.isOverSince(account.ended())) {
            // Another store's submission was accepted: what this one has met is over.
            record = change(now -> now.isOverSince(account.ended()) ? now.over() : now)
                    .orElse(record);
        }
        Duration kept = decided ? Duration.ZERO : record.undecided(clock.instant());
        if (!kept.isZero()) {
            return Optional.of(Rest.forDecision(kept, delays));
        }
        return record.isPaused() ? pause(record).map(delay -> new Rest(delay, false)) : Optional.empty();
    }

    private Optional<Duration> pause(BreakerState record) throws IOException {
        Duration left = BreakerState.left(clock.instant(), record.pause().until(), BreakerState.LONGEST_RELAPSE);
        if (!left.isZero()) {
            return Optional.of(delays.notBefore(left));
        }
        BreakerState.Lease lease = lease(BreakerState.PROBE);
        boolean mine = change(now -> now.isPaused()
                                && now.pause().until().equals(record.pause().until())
                                && isOver(now.pause().probing(), BreakerState.PROBE)
                        ? now.withPause(new BreakerState.Pause(
                                now.pause().until(), now.pause().probes(), lease))
                        : now)
                .filter(now -> now.isPaused() && lease.equals(now.pause().probing()))
                .isPresent();
        return mine ? probe(lease) : Optional.of(delays.notBefore(SOON));
    }

    private Optional<Duration> probe(BreakerState.Lease lease) throws IOException {
        try {
            provider.probe();
        } catch (ProviderException e) {
            AtomicReference<Duration> wait = new AtomicReference<>(SOON);
            change(now -> isProbing(now, lease) ? afterFailedProbe(now.pause().probes(), now, wait) : now);
            return Optional.of(delays.notBefore(wait.get()));
        }
        change(now -> isProbing(now, lease) ? now.afterProbe() : now);
        return Optional.empty();
    }

    private static boolean isProbing(BreakerState now, BreakerState.Lease lease) {
        return now.isPaused() && lease.equals(now.pause().probing());
    }

    private BreakerState afterFailedProbe(int before, BreakerState now, AtomicReference<Duration> wait) {
        wait.set(delays.after(before + 1));
        return now.withPause(new BreakerState.Pause(clock.instant().plus(wait.get()), before + 1, null));
    }

    /**
     * Takes a permission for one submission, before anything else is done for it.
     *
     * @param maxWait how long to wait for one in this process
     * @param decided whether the operator has decided that it may be sent
     * @param account as in {@link #rest}
     * @return empty when there is none for now
     */
    public Optional<SubmissionPermission> enter(Duration maxWait, boolean decided, Outage account) throws IOException {
        if (!width.enter(maxWait)) {
            return Optional.empty();
        }
        boolean entered = false;
        try {
            BreakerState record = read();
            boolean kept = !decided && !record.undecided(clock.instant()).isZero();
            if (!width.follow(new ConcurrencyLimit.Epochs(record.epoch(), account.epoch()))
                    || record.isPaused()
                    || kept) {
                return Optional.empty();
            }
            Optional<SubmissionPermission> permission = record.isFree()
                    ? Optional.of(new SubmissionPermission(this, record.epoch(), null, account))
                    : trial(record.epoch(), account);
            entered = permission.isPresent();
            return permission;
        } finally {
            if (!entered) {
                width.leave();
            }
        }
    }

    private Optional<SubmissionPermission> trial(long epoch, Outage account) throws IOException {
        BreakerState.Lease lease = lease(BreakerState.TRIAL);
        return change(now -> now.epoch() == epoch && !now.isPaused() && isOver(now.trial(), BreakerState.TRIAL)
                        ? now.withTrial(lease)
                        : now)
                .filter(now -> now.epoch() == epoch && lease.equals(now.trial()))
                .map(now -> new SubmissionPermission(this, epoch, lease.token(), account));
    }

    void answered(SubmissionPermission permission, boolean accepted) {
        width.leave();
        width.widen(permission.epochs());
        if (permission.token() != null) {
            note(now -> {
                BreakerState over = now.withoutTrial(permission.token());
                return accepted ? over.afterAcceptance(permission.epoch()) : over;
            });
        }
    }

    void unclear(SubmissionPermission permission) {
        width.narrow();
        // Before the place is free: the next submission must find what this one has met.
        note(now -> now.withoutTrial(permission.token())
                .afterUnclear(permission.epoch(), clock.instant(), delays.after(0))
                .knowing(permission.account().ended()));
        width.leave();
    }

    void unsent(SubmissionPermission permission) {
        width.leave();
        if (permission.token() != null) {
            note(now -> now.withoutTrial(permission.token()));
        }
    }

    /** How many submissions of this process may be on their way at once. */
    int width() {
        return width.width();
    }

    /** What became of a submission is in the ledger; that the breaker does not hear of it must not hide that. */
    private void note(UnaryOperator<BreakerState> change) {
        try {
            change(change);
        } catch (IOException e) {
            LOG.warn("it cannot be noted how clearly the provider answers: {}", e.toString());
        }
    }

    private BreakerState.Lease lease(Duration length) {
        return new BreakerState.Lease(
                UUID.randomUUID().toString(), processes.self(), clock.instant().plus(length));
    }

    private boolean isOver(BreakerState.Lease lease, Duration length) {
        return lease == null || lease.isOver(clock.instant(), length.plus(SKEW)) || processes.isDead(lease.owner());
    }

    private BreakerState read() throws IOException {
        return parsed(store.read(key));
    }

    /** @return what the record then says; empty when another process holds it for too long */
    private Optional<BreakerState> change(UnaryOperator<BreakerState> change) throws IOException {
        AtomicReference<BreakerState> result = new AtomicReference<>();
        try {
            store.update(key, held -> {
                BreakerState before = parsed(held);
                BreakerState after = change.apply(before);
                result.set(after);
                return after.equals(before)
                        ? Optional.empty()
                        : Optional.of(Payloads.json().writeValueAsBytes(after));
            });
        } catch (Store.BusyException e) {
            return Optional.empty();
        }
        return Optional.of(result.get());
    }

    private static BreakerState parsed(Optional<byte[]> content) throws IOException {
        if (content.isEmpty()) {
            return BreakerState.FREE;
        }
        try {
            BreakerState record = Payloads.json().readValue(content.get(), BreakerState.class);
            return record == null ? BreakerState.UNREADABLE : record;
        } catch (JsonProcessingException e) {
            return BreakerState.UNREADABLE;
        }
    }
}

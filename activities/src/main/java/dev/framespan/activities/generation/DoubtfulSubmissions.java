package dev.framespan.activities.generation;

import dev.framespan.activities.callback.CallbackTask;
import dev.framespan.activities.callback.NamedTasks;
import dev.framespan.activities.callback.ToldTasks;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.ledger.SubmissionHistory;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.SubmitResult;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Submissions whose answer was lost. Where the provider was asked to call when the task has ended, its call names the task: that one is
 * adopted, and no person is asked.
 */
final class DoubtfulSubmissions {
    private static final Logger LOG = LoggerFactory.getLogger(DoubtfulSubmissions.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);
    private static final int REMEMBERED = 10_000;

    private final Provider provider;
    private final NamedTasks named;
    private final ToldTasks told;
    private final TaskAdoption adoption;
    private final Duration wait;
    private final Clock clock;
    private final LongSupplier nanos;
    /** Until when each is waited for, measured from when this process first saw it in doubt. */
    private final Map<CallbackTask, Long> waits = new LinkedHashMap<>();

    /**
     * @param wait for the call, from the time of sending; zero or more
     * @param nanos a clock that only goes forward, in nanoseconds
     */
    DoubtfulSubmissions(Store store, Provider provider, Duration wait, Clock clock, LongSupplier nanos) {
        this.provider = provider;
        this.named = new NamedTasks(store);
        this.told = new ToldTasks(store);
        this.adoption = new TaskAdoption(store, clock);
        this.wait = wait;
        this.clock = clock;
        this.nanos = nanos;
    }

    /**
     * Adopts what the provider has named when it called about submissions that are in doubt.
     *
     * @return whether the ledger is to be read again
     */
    boolean resolve(Purchase purchase, String fingerprint, List<SubmissionHistory> submissions) throws IOException {
        boolean adopted = false;
        for (SubmissionHistory submission : submissions) {
            if (submission.state() instanceof LedgerEntry.Ambiguous) {
                adopted |= resolve(purchase, fingerprint, submission.number());
            }
        }
        return adopted;
    }

    private boolean resolve(Purchase purchase, String fingerprint, int number) throws IOException {
        for (String task : named.of(new CallbackTask(fingerprint, number))) {
            try {
                int adopted = adoption.adopt(provider, purchase, fingerprint, task);
                // The call that named it was about its end.
                told.write(new CallbackTask(fingerprint, adopted));
                LOG.info("{}: its answer was lost, and it was named since: task {}", purchase.id(), task);
                return true;
            } catch (TaskAdoption.RefusedException e) {
                LOG.warn("{}: what was named as its task is not taken: {}", purchase.id(), e.getMessage());
            } catch (ProviderException e) {
                LOG.debug("{}: task {} cannot be asked for now: {}", purchase.id(), task, e.getMessage());
            }
        }
        return false;
    }

    /** @return that its call is waited for; empty where none was asked for, or the time for that is over */
    Optional<SubmitResult> untilCalled(String fingerprint, SubmissionHistory submission) {
        Optional<LedgerEntry.Sending> sending = submission.last(LedgerEntry.Sending.class);
        boolean called = sending.map(LedgerEntry.Sending::callback)
                .filter(Boolean.TRUE::equals)
                .isPresent();
        Duration left = called ? left(new CallbackTask(fingerprint, submission.number()), submission) : Duration.ZERO;
        return left.isZero()
                ? Optional.empty()
                : Optional.of(SubmitResult.later(
                        BETWEEN_LOOKS,
                        SubmitResult.Cause.DOUBT,
                        "its answer was lost; the provider's call is waited for until "
                                + clock.instant().plus(left).truncatedTo(ChronoUnit.SECONDS)));
    }

    /** By the clocks of the one that sent it and of this process only when it is seen first: whichever of them jumps then neither ends it nor makes it longer. */
    private synchronized Duration left(CallbackTask doubt, SubmissionHistory submission) {
        long now = nanos.getAsLong();
        Long known = waits.get(doubt);
        if (known == null) {
            Duration told = Duration.between(clock.instant(), submission.begun().plus(wait));
            Duration first = told.compareTo(wait) > 0 ? wait : told.isNegative() ? Duration.ZERO : told;
            known = now + first.toNanos();
            waits.put(doubt, known);
            if (waits.size() > REMEMBERED) {
                waits.remove(waits.keySet().iterator().next());
            }
        }
        return Duration.ofNanos(Math.max(0, known - now));
    }
}

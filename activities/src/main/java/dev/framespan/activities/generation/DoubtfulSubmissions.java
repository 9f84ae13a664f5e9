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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Submissions whose answer was lost. Where the provider was asked to call when the task has ended, its call names the task: that one is
 * adopted, and no person is asked.
 */
final class DoubtfulSubmissions {
    private static final Logger LOG = LoggerFactory.getLogger(DoubtfulSubmissions.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(15);

    private final Provider provider;
    private final NamedTasks named;
    private final ToldTasks told;
    private final TaskAdoption adoption;
    private final Duration wait;
    private final Clock clock;

    /** @param wait for the call, from the time of sending; zero or more */
    DoubtfulSubmissions(Store store, Provider provider, Duration wait, Clock clock) {
        this.provider = provider;
        this.named = new NamedTasks(store);
        this.told = new ToldTasks(store);
        this.adoption = new TaskAdoption(store, clock);
        this.wait = wait;
        this.clock = clock;
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
                LOG.info("{}: its answer was lost, and the provider's call named it: task {}", purchase.id(), task);
                return true;
            } catch (TaskAdoption.RefusedException e) {
                LOG.warn("{}: the provider called about it: {}", purchase.id(), e.getMessage());
            } catch (ProviderException e) {
                LOG.debug("{}: task {} cannot be asked for now: {}", purchase.id(), task, e.getMessage());
            }
        }
        return false;
    }

    /** @return that its call is waited for; empty where none was asked for, or the time for that is over */
    Optional<SubmitResult> untilCalled(SubmissionHistory submission) {
        Optional<LedgerEntry.Sending> sending = submission.last(LedgerEntry.Sending.class);
        boolean called = sending.map(LedgerEntry.Sending::callback)
                .filter(Boolean.TRUE::equals)
                .isPresent();
        Instant until = submission.begun().plus(wait);
        return called && clock.instant().isBefore(until)
                ? Optional.of(SubmitResult.later(
                        BETWEEN_LOOKS,
                        SubmitResult.Cause.DOUBT,
                        "its answer was lost; the provider's call is waited for until " + until))
                : Optional.empty();
    }
}

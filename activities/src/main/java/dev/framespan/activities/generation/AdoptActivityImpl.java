package dev.framespan.activities.generation;

import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.ledger.SubmissionHistory;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.TaskOrigin;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.generation.AdoptActivity;
import dev.framespan.workflows.generation.Fingerprint;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Purchase;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** See {@link AdoptActivity}. */
public final class AdoptActivityImpl implements AdoptActivity {
    // Between two clocks, and between a task's own time and its acceptance.
    private static final Duration EARLIER = Duration.ofMinutes(5);

    private final Ledger ledger;
    private final Provider provider;
    private final PurchaseCheck check;
    private final Clock clock;

    public AdoptActivityImpl(Store store, Provider provider, Clock clock) {
        this.ledger = new Ledger(store);
        this.provider = provider;
        this.check = new PurchaseCheck(store, provider.catalogue(), false);
        this.clock = clock;
    }

    @Override
    public void adopt(Purchase asked, String task) {
        try {
            Purchase purchase = asked.filledIn(provider.catalogue());
            adopt(purchase, Fingerprint.of(provider.realm(), purchase.request(), check.words(purchase)), task);
        } catch (IOException e) {
            throw ApplicationFailure.newFailure("the store cannot be read: " + e.getMessage(), "Store");
        }
    }

    private void adopt(Purchase purchase, String fingerprint, String task) throws IOException {
        List<SubmissionHistory> history = ledger.of(fingerprint);
        if (history.stream().anyMatch(submission -> isOf(submission, task))) {
            // An attempt before this one, or the answer itself, which came late.
            return;
        }
        SubmissionHistory doubtful = history.stream()
                .filter(submission -> submission.state() instanceof LedgerEntry.Ambiguous)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> refused(purchase.id() + " is not in doubt any more"));
        for (String other : ledger.fingerprints()) {
            if (ledger.of(other).stream().anyMatch(submission -> isOf(submission, task))) {
                throw refused("task " + task + " is another submission's already");
            }
        }
        Instant asked = clock.instant();
        TaskOrigin origin = origin(task);
        requireSame(purchase.request(), task, origin);
        Instant sent = doubtful.last(LedgerEntry.Sending.class)
                .map(LedgerEntry.Sending::at)
                .orElse(asked);
        // By the provider's clock, where it tells its time.
        Instant sentThere = origin.saidAt() == null ? sent : sent.plus(Duration.between(asked, origin.saidAt()));
        if (origin.createdAt() == null || origin.createdAt().isBefore(sentThere.minus(EARLIER))) {
            throw refused("task " + task + " was created "
                    + (origin.createdAt() == null ? "at a time that the provider does not say" : "at " + origin.createdAt()) + ", and "
                    + purchase.id() + " was submitted at " + sentThere);
        }
        ledger.add(fingerprint, doubtful.number(), new LedgerEntry.Submitted(clock.instant(), task));
    }

    private static boolean isOf(SubmissionHistory submission, String task) {
        return submission
                .last(LedgerEntry.Submitted.class)
                .filter(submitted -> task.equals(submitted.task()))
                .isPresent();
    }

    private TaskOrigin origin(String task) {
        try {
            Optional<TaskOrigin> origin = provider.origin(task);
            return origin.orElseThrow(() -> refused("the provider does not say how task " + task + " came about"));
        } catch (ProviderException e) {
            if (e.isNotFound()) {
                throw refused("the provider knows no task " + task);
            }
            throw ApplicationFailure.newFailure("the provider could not be asked: " + e.getMessage(), "Provider");
        }
    }

    private static void requireSame(GenerationRequest request, String task, TaskOrigin origin) {
        boolean model = request.model().equals(origin.model());
        boolean action = origin.action() != null
                && request.action().word().equals(origin.action().toLowerCase(Locale.ROOT));
        if (!model || !action) {
            throw refused("task " + task + " is " + origin.model() + " " + origin.action() + ", and "
                    + request.model() + " " + request.action().word() + " was submitted");
        }
    }

    private static ApplicationFailure refused(String reason) {
        return ApplicationFailure.newNonRetryableFailure(reason, REFUSED);
    }
}

package dev.framespan.activities.generation;

import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.ledger.LedgerException;
import dev.framespan.activities.ledger.SubmissionHistory;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.TaskOrigin;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Purchase;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Takes a task for the one that a submission in doubt became: only after the provider has said that it is of the same model and action, and
 * was created no earlier than it was sent, and where no other submission has it.
 */
final class TaskAdoption {
    // Between two clocks, and between a task's own time and its acceptance.
    private static final Duration EARLIER = Duration.ofMinutes(5);

    private final Ledger ledger;
    private final Clock clock;

    /** The task is not taken for the submission's; the message says why. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;

        private RefusedException(String reason) {
            super(reason);
        }
    }

    TaskAdoption(Store store, Clock clock) {
        this.ledger = new Ledger(store);
        this.clock = clock;
    }

    /**
     * Writes the task into the ledger. What was adopted before may be adopted again.
     *
     * @return the number of the submission whose task it is
     * @throws ProviderException where the provider cannot be asked
     */
    int adopt(Provider provider, Purchase purchase, String fingerprint, String task)
            throws IOException, RefusedException, ProviderException {
        List<SubmissionHistory> history = ledger.of(fingerprint);
        Optional<SubmissionHistory> before = history.stream()
                .filter(submission -> isOf(submission, provider, task))
                .findFirst();
        if (before.isPresent()) {
            // An attempt before this one, or the answer itself, which came late.
            return before.get().number();
        }
        List<SubmissionHistory> doubtful = history.stream()
                .filter(submission -> submission.state() instanceof LedgerEntry.Ambiguous)
                .sorted(Comparator.comparingInt(SubmissionHistory::number).reversed())
                .toList();
        if (doubtful.isEmpty()) {
            throw new RefusedException(purchase.id() + " is not in doubt any more");
        }
        requireNoOther(provider, task);
        Instant asked = clock.instant();
        TaskOrigin origin = origin(provider, task);
        requireSame(purchase.request(), task, origin);
        // By the provider's clock, where it tells its time.
        Duration ahead = origin.saidAt() == null ? Duration.ZERO : Duration.between(asked, origin.saidAt());
        Optional<SubmissionHistory> sent = doubtful.stream()
                .filter(submission -> origin.createdAt() != null
                        && !origin.createdAt()
                                .isBefore(submission.begun().plus(ahead).minus(EARLIER)))
                .findFirst();
        if (sent.isEmpty()) {
            Instant first = doubtful.get(doubtful.size() - 1).begun().plus(ahead);
            throw new RefusedException("task " + task + " was created "
                    + (origin.createdAt() == null
                            ? "at a time that the provider does not say"
                            : "at " + origin.createdAt())
                    + ", and " + purchase.id() + " was submitted at " + first);
        }
        ledger.add(fingerprint, sent.get().number(), new LedgerEntry.Submitted(clock.instant(), task));
        return sent.get().number();
    }

    private void requireNoOther(Provider provider, String task) throws IOException, RefusedException {
        for (String other : ledger.fingerprints()) {
            for (SubmissionHistory submission : readable(other)) {
                if (isOf(submission, provider, task)) {
                    throw new RefusedException("task " + task + " is another submission's already");
                }
            }
        }
    }

    /** A damaged record of something else is no reason to leave this in doubt. */
    private List<SubmissionHistory> readable(String fingerprint) throws IOException {
        try {
            return ledger.of(fingerprint);
        } catch (LedgerException e) {
            return ledger.legible(fingerprint).orElse(List.of());
        }
    }

    /** Two providers may give out one id. */
    private static boolean isOf(SubmissionHistory submission, Provider provider, String task) {
        boolean elsewhere = submission
                .claim()
                .map(LedgerEntry.Claimed::realm)
                .filter(realm -> !realm.equals(provider.realm()))
                .isPresent();
        return !elsewhere
                && submission
                        .last(LedgerEntry.Submitted.class)
                        .filter(submitted -> task.equals(submitted.task()))
                        .isPresent();
    }

    private static TaskOrigin origin(Provider provider, String task) throws RefusedException, ProviderException {
        try {
            Optional<TaskOrigin> origin = provider.origin(task);
            if (origin.isEmpty()) {
                throw new RefusedException("the provider does not say how task " + task + " came about");
            }
            return origin.get();
        } catch (ProviderException e) {
            if (e.isNotFound()) {
                throw new RefusedException("the provider knows no task " + task);
            }
            throw e;
        }
    }

    private static void requireSame(GenerationRequest request, String task, TaskOrigin origin) throws RefusedException {
        boolean model = request.model().equals(origin.model());
        boolean action = origin.action() != null
                && request.action().word().equals(origin.action().toLowerCase(Locale.ROOT));
        if (!model || !action) {
            throw new RefusedException("task " + task + " is " + origin.model() + " " + origin.action() + ", and "
                    + request.model() + " " + request.action().word() + " was submitted");
        }
    }
}

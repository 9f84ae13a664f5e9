package dev.framespan.activities.generation;

import dev.framespan.activities.film.Decisions;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.ledger.SubmissionHistory;
import dev.framespan.activities.store.LiveProcesses;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.Take;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the ledger and the operator's decisions say about a purchase. */
final class PurchaseRecords {
    private static final Logger LOG = LoggerFactory.getLogger(PurchaseRecords.class);

    private final Ledger ledger;
    private final StoredResults results;
    private final Decisions decisions;
    private final LiveProcesses processes;
    private final DoubtfulSubmissions doubtful;
    private final Clock clock;

    PurchaseRecords(Store store, LiveProcesses processes, DoubtfulSubmissions doubtful, Clock clock) {
        this.ledger = new Ledger(store);
        this.results = new StoredResults(store, ledger);
        this.decisions = new Decisions(store);
        this.processes = processes;
        this.doubtful = doubtful;
        this.clock = clock;
    }

    /**
     * What one reading of the ledger says.
     *
     * @param submissions all of the fingerprint
     * @param step what may be done next
     */
    record Reading(String fingerprint, List<SubmissionHistory> submissions, PurchaseStep step) {
        SubmissionHistory submission(int number) {
            return submissions.stream()
                    .filter(submission -> submission.number() == number)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Reads the ledger. A decision that the next step needs is used up by it. */
    Reading read(Purchase purchase, String fingerprint) throws IOException {
        List<SubmissionHistory> submissions = ledger.of(fingerprint);
        // Before a decision to buy once more is used: what is known to be accepted is awaited.
        if (doubtful.resolve(purchase, fingerprint, submissions)) {
            submissions = ledger.of(fingerprint);
        }
        return new Reading(fingerprint, submissions, next(purchase, fingerprint, results.intact(submissions)));
    }

    private PurchaseStep next(Purchase purchase, String fingerprint, List<SubmissionHistory> history)
            throws IOException {
        PurchaseStep next = new PurchaseDecider(processes::isDead, clock.instant()).of(history);
        if (!(next instanceof PurchaseStep.NeedsDecision ask)) {
            return next;
        }
        String submission = next(fingerprint, ask.number());
        boolean paidAndFree = ask.kind().isAskedAgain() || ask.kind() == FailureKind.GONE && isThere(history, ask);
        if (paidAndFree) {
            Optional<Instant> decided = decisions.standing(purchase.film(), purchase.id(), submission, ask.since());
            Optional<PurchaseStep> again = again(history, ask.number(), decided);
            if (again.isPresent()) {
                return again.get();
            }
        }
        return decisions
                .use(purchase.film(), purchase.id(), submission, ask.since())
                .<PurchaseStep>map(grant -> new PurchaseStep.Submit(ask.number() + 1, 1, grant))
                .orElse(next);
    }

    /** What the provider keeps no copy of can be back in the store: a disk that was away, a file out of a backup. */
    private boolean isThere(List<SubmissionHistory> history, PurchaseStep.NeedsDecision ask) throws IOException {
        for (SubmissionHistory submission : history) {
            if (submission.number() == ask.number() && results.isThere(submission)) {
                return true;
            }
        }
        return false;
    }

    /** A submission was answered in a way about which the operator may have to decide: decisions made so far are not about that. */
    void ask(Purchase purchase, String fingerprint, int number) {
        try {
            decisions.ask(purchase.film(), purchase.id(), next(fingerprint, number));
        } catch (IOException e) {
            // The answer itself is in the ledger, with its time.
            LOG.debug("a question is not noted: {}", e.toString());
        }
    }

    private static String next(String fingerprint, int number) {
        return fingerprint + "#" + (number + 1);
    }

    /**
     * What was paid for may be looked for again: that costs nothing. So it comes first even where the operator has decided to buy, until it
     * has failed after that.
     */
    private static Optional<PurchaseStep> again(
            List<SubmissionHistory> history, int number, Optional<Instant> decided) {
        Optional<SubmissionHistory> missing =
                history.stream().filter(each -> each.number() == number).findFirst();
        boolean failedSince = decided.isPresent()
                && missing.flatMap(each -> each.last(LedgerEntry.Failed.class))
                        .filter(failed -> failed.at().isAfter(decided.get()))
                        .isPresent();
        return failedSince
                ? Optional.empty()
                : missing.flatMap(each -> each.last(LedgerEntry.Submitted.class))
                        .map(submitted -> new PurchaseStep.Await(number, submitted, decided.isPresent()));
    }

    /** What was bought and verified. */
    static Take take(Purchase purchase, Reading reading, PurchaseStep.Finished finished) {
        SubmissionHistory submission = reading.submission(finished.number());
        ProviderTask task = task(
                purchase,
                reading,
                finished.number(),
                submission.last(LedgerEntry.Submitted.class).orElseThrow());
        return new Take(
                StoredResults.known(
                        task.still(), submission, finished.completed().original()),
                finished.completed().facts(),
                reading.fingerprint(),
                finished.number(),
                task.task(),
                task.priceUsd(),
                task.bought(),
                finished.completed().samples(),
                null);
    }

    /** What runs at the provider, or has ended there. */
    static ProviderTask task(Purchase purchase, Reading reading, int number, LedgerEntry.Submitted submitted) {
        LedgerEntry.Claimed claimed = reading.submission(number).claim().orElseThrow();
        return task(purchase, reading.fingerprint(), number, claimed, submitted);
    }

    /** What the provider has just accepted. */
    static ProviderTask task(
            Purchase purchase,
            String fingerprint,
            int number,
            LedgerEntry.Claimed claimed,
            LedgerEntry.Submitted submitted) {
        return new ProviderTask(
                fingerprint,
                number,
                submitted.task(),
                purchase.film(),
                purchase.id(),
                purchase.request().take(),
                purchase.request().forStill(),
                claimed.priceUsd(),
                submitted.at(),
                claimed.run().equals(purchase.run()),
                purchase.identity(),
                submitted.delivered());
    }
}

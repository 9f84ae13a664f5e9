package dev.framespan.activities.generation;

import dev.framespan.activities.ledger.Charge;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.ledger.SubmissionHistory;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads a fingerprint's history: the rules of paying once, and nothing else. The operator's decisions are asked for elsewhere. */
final class PurchaseDecider {
    // The worker that holds a submission is mostly done with it in a second: the ledger is read again soon.
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(5);
    private static final Duration SHORTEST_HOLD = Duration.ofMillis(200);

    private final Predicate<String> isDead;
    private final Instant now;

    /** @param isDead whether a process has ended for certain */
    PurchaseDecider(Predicate<String> isDead, Instant now) {
        this.isDead = isDead;
        this.now = now;
    }

    PurchaseStep of(List<SubmissionHistory> history) {
        Optional<SubmissionHistory> finished = history.stream()
                .filter(submission -> submission.state() instanceof LedgerEntry.Completed)
                .reduce((earlier, later) -> later);
        if (finished.isPresent()) {
            return new PurchaseStep.Finished(finished.get().number(), (LedgerEntry.Completed)
                    finished.get().state());
        }
        if (history.isEmpty()) {
            return new PurchaseStep.Submit(1, 1, null);
        }
        Optional<PurchaseStep> running = running(history);
        if (running.isPresent()) {
            return running.get();
        }
        SubmissionHistory last = history.get(history.size() - 1);
        LedgerEntry state = last.state();
        if (state instanceof LedgerEntry.Claimed claimed) {
            return isOver(claimed.owner(), claimed.deadline())
                    ? new PurchaseStep.Submit(last.number(), last.claims() + 1, claimed.grant())
                    : new PurchaseStep.Wait(until(claimed.deadline()));
        }
        if (state instanceof LedgerEntry.TooEarly tooEarly) {
            return reopened(last, tooEarly);
        }
        if (state instanceof LedgerEntry.Sending sending) {
            return isOver(sending.owner(), sending.deadline())
                    ? new PurchaseStep.MarkAmbiguous(last.number())
                    : new PurchaseStep.Wait(until(sending.deadline()));
        }
        return answered(history, last, state);
    }

    /** It was only too early: the same submission, and the same decision. */
    private static PurchaseStep reopened(SubmissionHistory last, LedgerEntry.TooEarly tooEarly) {
        List<LedgerEntry.Claimed> claims = last.all(LedgerEntry.Claimed.class);
        String grant = last.last(LedgerEntry.Claimed.class)
                .map(LedgerEntry.Claimed::grant)
                .orElse(null);
        return new PurchaseStep.Submit(last.number(), claims.size() + 1, grant, claims, tooEarly);
    }

    /** An answer can come so late that the operator has decided to buy again: what is paid for is waited for before anything else. */
    private static Optional<PurchaseStep> running(List<SubmissionHistory> history) {
        return history.stream()
                .filter(submission -> submission.state() instanceof LedgerEntry.Submitted)
                .<PurchaseStep>map(submission ->
                        new PurchaseStep.Await(submission.number(), (LedgerEntry.Submitted) submission.state()))
                .reduce((earlier, later) -> later);
    }

    private static PurchaseStep answered(List<SubmissionHistory> history, SubmissionHistory last, LedgerEntry state) {
        int number = last.number();
        if (state instanceof LedgerEntry.Declined declined) {
            // It does not count; but words that the content policy refused would be refused again.
            return declined.kind() == FailureKind.POLICY
                    ? new PurchaseStep.NeedsDecision(
                            number,
                            FailureKind.POLICY,
                            declined.message(),
                            declined.status(),
                            declined.code(),
                            null,
                            declined.at())
                    : new PurchaseStep.Submit(number + 1, 1, null);
        }
        if (state instanceof LedgerEntry.Ambiguous ambiguous) {
            // A death is written down by the next worker, perhaps long after it; the doubt is as old as the request.
            Instant since = last.last(LedgerEntry.Sending.class)
                    .map(LedgerEntry.Sending::at)
                    .orElse(ambiguous.at());
            return new PurchaseStep.NeedsDecision(
                    number, FailureKind.AMBIGUOUS, ambiguous.message(), ambiguous.status(), null, null, since);
        }
        return failed(history, last, (LedgerEntry.Failed) state);
    }

    private static PurchaseStep failed(
            List<SubmissionHistory> history, SubmissionHistory last, LedgerEntry.Failed failed) {
        int number = last.number();
        String task = last.last(LedgerEntry.Submitted.class)
                .map(LedgerEntry.Submitted::task)
                .orElse(null);
        boolean free = failed.kind() == FailureKind.CANCELLED || failed.kind() == FailureKind.FAILED;
        if (free && Charge.of(failed) == Charge.KEPT) {
            // What the provider says it did not refund is not paid for a second time without a decision.
            return new PurchaseStep.NeedsDecision(
                    number, FailureKind.FAILED_AGAIN, failed.message(), null, Stop.KEPT_PRICE, task, failed.at());
        }
        return switch (failed.kind()) {
            case CANCELLED -> new PurchaseStep.Submit(number + 1, 1, null);
            case FAILED -> failures(history) < 2
                    ? new PurchaseStep.Submit(number + 1, 1, null)
                    : new PurchaseStep.NeedsDecision(
                            number, FailureKind.FAILED_AGAIN, failed.message(), null, failed.code(), task, failed.at());
            case LOST, UNUSABLE, GONE -> new PurchaseStep.NeedsDecision(
                    number, failed.kind(), failed.message(), null, failed.code(), task, firstMissed(last, failed));
            case AMBIGUOUS,
                    POLICY,
                    REJECTED,
                    FAILED_AGAIN,
                    UNAUTHORIZED,
                    BALANCE,
                    ADDRESS,
                    BUDGET,
                    REPRICED,
                    UNPRICED,
                    DAY_LIMIT,
                    RATE_LIMITED,
                    UNREACHABLE,
                    UNSEEN,
                    STORE,
                    MEDIA,
                    SKIPPED,
                    INPUT_SKIPPED,
                    INTERNAL -> new PurchaseStep.NeedsDecision(
                    number, failed.kind(), failed.message(), null, failed.code(), task, failed.at());
        };
    }

    /** A decision about what is missing stands while it is asked for again for nothing, however often that fails. */
    private static Instant firstMissed(SubmissionHistory last, LedgerEntry.Failed failed) {
        return last.all(LedgerEntry.Failed.class).stream()
                .filter(each -> each.kind().isLookedForAgain())
                .map(LedgerEntry.Failed::at)
                .min(Comparator.naturalOrder())
                .orElse(failed.at());
    }

    /** Failures by the provider's fault since the operator decided last. */
    private static long failures(List<SubmissionHistory> history) {
        int decided = history.stream()
                .filter(submission -> submission
                        .last(LedgerEntry.Claimed.class)
                        .filter(claimed -> claimed.grant() != null)
                        .isPresent())
                .mapToInt(SubmissionHistory::number)
                .max()
                .orElse(1);
        return history.stream()
                .filter(submission -> submission.number() >= decided)
                .filter(submission ->
                        submission.state() instanceof LedgerEntry.Failed failed && failed.kind() == FailureKind.FAILED)
                .count();
    }

    private boolean isOver(String owner, Instant deadline) {
        return isDead.test(owner) || now.isAfter(deadline);
    }

    private Duration until(Instant deadline) {
        Duration left = Duration.between(now, deadline);
        if (left.compareTo(LONGEST_HOLD) > 0) {
            return LONGEST_HOLD;
        }
        return left.compareTo(SHORTEST_HOLD) < 0 ? SHORTEST_HOLD : left;
    }
}

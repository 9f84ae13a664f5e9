package dev.framespan.activities.generation;

import dev.framespan.activities.ledger.Entry;
import dev.framespan.activities.ledger.SubmissionHistory;
import dev.framespan.generation.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Reads a fingerprint's history: the rules of paying once, and nothing else. Decisions of people are asked for elsewhere. */
final class Standing {
    // Whoever holds a submission is asked again soon: mostly it is done in a second.
    private static final Duration LONGEST_HOLD = Duration.ofSeconds(5);
    private static final Duration SHORTEST_HOLD = Duration.ofMillis(200);

    private final Predicate<String> isDead;
    private final Instant now;

    /** @param isDead whether a process has ended for certain */
    Standing(Predicate<String> isDead, Instant now) {
        this.isDead = isDead;
        this.now = now;
    }

    Next of(List<SubmissionHistory> history) {
        Optional<SubmissionHistory> finished = history.stream()
                .filter(submission -> submission.state() instanceof Entry.Completed)
                .reduce((earlier, later) -> later);
        if (finished.isPresent()) {
            return new Next.Finished(
                    finished.get().number(), (Entry.Completed) finished.get().state());
        }
        if (history.isEmpty()) {
            return new Next.Submit(1, 1, null);
        }
        Optional<Next> running = running(history);
        if (running.isPresent()) {
            return running.get();
        }
        SubmissionHistory last = history.get(history.size() - 1);
        Entry state = last.state();
        if (state instanceof Entry.Claimed claimed) {
            return isOver(claimed.owner(), claimed.deadline())
                    ? new Next.Submit(last.number(), last.claims() + 1, claimed.grant())
                    : new Next.Hold(until(claimed.deadline()));
        }
        if (state instanceof Entry.Refused) {
            return reopened(last);
        }
        if (state instanceof Entry.Sending sending) {
            return isOver(sending.owner(), sending.deadline())
                    ? new Next.Doubt(last.number())
                    : new Next.Hold(until(sending.deadline()));
        }
        return answered(history, last, state);
    }

    /** It was only too early: the same submission, and the same decision. */
    private static Next reopened(SubmissionHistory last) {
        List<Entry.Claimed> claims = last.all(Entry.Claimed.class);
        String grant = last.last(Entry.Claimed.class).map(Entry.Claimed::grant).orElse(null);
        return new Next.Submit(last.number(), claims.size() + 1, grant, claims);
    }

    /** An answer can come so late that somebody has decided to buy again: what is paid for is waited for before anything else. */
    private static Optional<Next> running(List<SubmissionHistory> history) {
        return history.stream()
                .filter(submission -> submission.state() instanceof Entry.Submitted)
                .<Next>map(submission -> new Next.Await(submission.number(), (Entry.Submitted) submission.state()))
                .reduce((earlier, later) -> later);
    }

    private static Next answered(List<SubmissionHistory> history, SubmissionHistory last, Entry state) {
        int number = last.number();
        if (state instanceof Entry.Declined declined) {
            // It does not count; but words that the content policy refused would be refused again.
            return declined.kind() == FailureKind.POLICY
                    ? new Next.Ask(
                            number,
                            FailureKind.POLICY,
                            declined.message(),
                            declined.status(),
                            declined.code(),
                            null,
                            declined.at())
                    : new Next.Submit(number + 1, 1, null);
        }
        if (state instanceof Entry.Ambiguous ambiguous) {
            // A death is written down by whoever comes next, perhaps long after it; the doubt is as old as the request.
            Instant since =
                    last.last(Entry.Sending.class).map(Entry.Sending::at).orElse(ambiguous.at());
            return new Next.Ask(
                    number, FailureKind.AMBIGUOUS, ambiguous.message(), ambiguous.status(), null, null, since);
        }
        return failed(history, last, (Entry.Failed) state);
    }

    private static Next failed(List<SubmissionHistory> history, SubmissionHistory last, Entry.Failed failed) {
        int number = last.number();
        String task =
                last.last(Entry.Submitted.class).map(Entry.Submitted::task).orElse(null);
        return switch (failed.kind()) {
            case CANCELLED -> new Next.Submit(number + 1, 1, null);
            case FAILED -> failures(history) < 2
                    ? new Next.Submit(number + 1, 1, null)
                    : new Next.Ask(
                            number, FailureKind.FAILED_AGAIN, failed.message(), null, failed.code(), task, failed.at());
            case LOST, UNUSABLE -> new Next.Ask(
                    number, failed.kind(), failed.message(), null, failed.code(), task, firstMissed(last, failed));
            default -> new Next.Ask(number, failed.kind(), failed.message(), null, failed.code(), task, failed.at());
        };
    }

    /** A decision about what is missing stands while it is asked for again for nothing, however often that fails. */
    private static Instant firstMissed(SubmissionHistory last, Entry.Failed failed) {
        return last.all(Entry.Failed.class).stream()
                .filter(each -> each.kind().isAskedAgain())
                .map(Entry.Failed::at)
                .min(Comparator.naturalOrder())
                .orElse(failed.at());
    }

    /** Failures by the provider's fault since somebody decided last. */
    private static long failures(List<SubmissionHistory> history) {
        int decided = history.stream()
                .filter(submission -> submission
                        .last(Entry.Claimed.class)
                        .filter(claimed -> claimed.grant() != null)
                        .isPresent())
                .mapToInt(SubmissionHistory::number)
                .max()
                .orElse(1);
        return history.stream()
                .filter(submission -> submission.number() >= decided)
                .filter(submission ->
                        submission.state() instanceof Entry.Failed failed && failed.kind() == FailureKind.FAILED)
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

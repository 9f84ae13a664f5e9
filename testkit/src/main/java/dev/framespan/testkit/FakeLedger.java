package dev.framespan.testkit;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.RemedyText;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.generation.Take;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What was bought, by the rules of the real ledger: what equals an earlier purchase is not paid for again, what is in doubt, refused or failed
 * twice is bought once more only by decision, what was paid for and is missing is looked for once more before that, for nothing, and a budget counts
 * what is made, at the provider or in doubt.
 */
final class FakeLedger {
    private static final int FAILURES_BY_THEMSELVES = 2;

    private final List<FakeSubmission> submissions = new ArrayList<>();
    private final FakeDecisions decisions = new FakeDecisions();

    private List<FakeSubmission> of(String fingerprint) {
        return submissions.stream()
                .filter(submission -> submission.fingerprint.equals(fingerprint))
                .toList();
    }

    private FakeSubmission of(ProviderTask task) {
        return of(task.fingerprint()).get(task.submission() - 1);
    }

    private static FakeSubmission last(List<FakeSubmission> history) {
        return history.get(history.size() - 1);
    }

    /**
     * What stands there already of a purchase; empty where it may be submitted now.
     *
     * @throws io.temporal.failure.ApplicationFailure where that takes a decision
     */
    synchronized Optional<SubmitResult> known(Purchase purchase, String fingerprint) {
        List<FakeSubmission> history = of(fingerprint);
        if (history.isEmpty()) {
            return Optional.empty();
        }
        FakeSubmission last = last(history);
        return switch (last.state()) {
            case DONE -> Optional.of(SubmitResult.bought(last.takeFor(purchase)));
            case RUNNING -> Optional.of(SubmitResult.running(last.taskFor(purchase)));
            case DOUBT -> decided(purchase, last, FailureKind.AMBIGUOUS);
            case STOPPED -> stopped(purchase, history);
        };
    }

    private Optional<SubmitResult> stopped(Purchase purchase, List<FakeSubmission> history) {
        FakeSubmission last = last(history);
        if (last.kind() == FailureKind.CANCELLED) {
            return Optional.empty();
        }
        if (last.kind().isAskedAgain()) {
            return lookedForAgain(purchase, last);
        }
        if (last.kind() != FailureKind.FAILED) {
            return decided(purchase, last, last.kind());
        }
        return failures(history) < FAILURES_BY_THEMSELVES
                ? Optional.empty()
                : decided(purchase, last, FailureKind.FAILED_AGAIN);
    }

    /** It costs nothing, and so comes first even where it was decided to buy, until it has failed after that. */
    private Optional<SubmitResult> lookedForAgain(Purchase purchase, FakeSubmission last) {
        Optional<Integer> decided =
                decisions.standing(purchase.film(), purchase.id(), next(last.fingerprint, last.number), last.asked());
        if (decided.isPresent() && last.decisions() >= decided.get()) {
            return decided(purchase, last, last.kind());
        }
        ProviderTask task = last.taskFor(purchase);
        return Optional.of(decided.isPresent() ? SubmitResult.runningOrBought(task) : SubmitResult.running(task));
    }

    /** Since the last decision. */
    private static long failures(List<FakeSubmission> history) {
        int from = history.stream()
                .filter(submission -> submission.decided)
                .mapToInt(submission -> submission.number)
                .max()
                .orElse(1);
        return history.stream()
                .filter(submission -> submission.number >= from && submission.kind() == FailureKind.FAILED)
                .count();
    }

    private Optional<SubmitResult> decided(Purchase purchase, FakeSubmission last, FailureKind kind) {
        if (decisions.use(purchase.film(), purchase.id(), next(last.fingerprint, last.number), last.asked())) {
            return Optional.empty();
        }
        throw Stop.of(kind, purchase, RemedyText.added(kind, purchase.id(), last.said()))
                .at(last.number, last.task())
                .failure();
    }

    /** The submission after one. */
    private static String next(String fingerprint, int number) {
        return fingerprint + "#" + (number + 1);
    }

    /** It is decided by hand to buy something once more: what is asked about it now. */
    synchronized void rebuy(String film, String id) {
        decisions.rebuy(film, id);
    }

    /**
     * The same, decided beforehand.
     *
     * @param most how often that is allowed
     * @return whether it was allowed
     */
    synchronized boolean rebuyByPolicy(String film, String id, int most) {
        return decisions.rebuyByPolicy(film, id, most);
    }

    /** US dollars of a film's budget that are made, at the provider or in doubt. */
    synchronized BigDecimal takenUsd(String film) {
        return submissions.stream()
                .filter(submission -> submission.purchase.film().equals(film) && submission.isPaid())
                .map(submission -> submission.priceUsd == null ? BigDecimal.ZERO : submission.priceUsd)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private FakeSubmission add(Purchase purchase, String fingerprint, BigDecimal priceUsd, Instant at) {
        int before = of(fingerprint).size();
        boolean decided = decisions.isUsedFor(next(fingerprint, before));
        FakeSubmission submission = new FakeSubmission(fingerprint, before + 1, purchase, priceUsd, at, decided);
        submissions.add(submission);
        return submission;
    }

    /** The provider has accepted it. */
    synchronized ProviderTask accepted(Purchase purchase, String fingerprint, BigDecimal priceUsd, Instant at) {
        FakeSubmission submission = add(purchase, fingerprint, priceUsd, at);
        submission.runs(purchase.request().forSpeech() ? null : "task-" + submissions.size());
        return submission.taskFor(purchase);
    }

    /** The provider's answer was lost. */
    synchronized void inDoubt(Purchase purchase, String fingerprint, BigDecimal priceUsd, Instant at, String said) {
        add(purchase, fingerprint, priceUsd, at).doubted(said, decisions.last());
    }

    /** The provider's content policy refuses the words: the same ones are not sent again by themselves. */
    synchronized void declined(Purchase purchase, String fingerprint, Instant at, String said) {
        add(purchase, fingerprint, BigDecimal.ZERO, at).stops(FailureKind.POLICY, said, decisions.last());
    }

    /** A task is known by which something in doubt is made. */
    synchronized void adopted(String fingerprint, String task) {
        List<FakeSubmission> history = of(fingerprint);
        if (!history.isEmpty()) {
            last(history).runs(task);
        }
    }

    synchronized boolean isCancelled(ProviderTask task) {
        return of(task).kind() == FailureKind.CANCELLED;
    }

    synchronized Purchase purchase(ProviderTask task) {
        return of(task).purchase;
    }

    /** A task has stopped. @return the kind of its stop: what fails twice is bought again by decision alone */
    synchronized FailureKind stopped(ProviderTask task, FailureKind kind, String said) {
        of(task).stops(kind, said, decisions.last());
        return kind == FailureKind.FAILED && failures(of(task.fingerprint())) >= FAILURES_BY_THEMSELVES
                ? FailureKind.FAILED_AGAIN
                : kind;
    }

    synchronized void completed(ProviderTask task, Take take) {
        of(task).completed(take);
    }

    /** What was made; null where nothing was. */
    synchronized Asset made(String fingerprint) {
        return of(fingerprint).stream()
                .map(FakeSubmission::made)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** What was paid for and not given back, in order. */
    synchronized List<AskedTake> paid() {
        return submissions.stream()
                .filter(FakeSubmission::isPaid)
                .map(submission -> new AskedTake(
                        submission.purchase.film(),
                        submission.purchase.id(),
                        submission.purchase.request(),
                        submission.priceUsd,
                        submission.made()))
                .toList();
    }
}

package dev.framespan.activities.generation;

import dev.framespan.activities.breaker.SubmissionPermission;
import dev.framespan.activities.crash.CrashPoint;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.ledger.SubmissionHistory;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.LiveProcesses;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Purchase;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One submission: claimed, recorded as being sent, sent, and the answer recorded. */
final class RequestSender {
    private static final Duration CLAIM = Duration.ofSeconds(30);
    // No answer can come later than the fence and the call's own limit; the rest is for a slow disk and a clock that
    // differs.
    static final Duration SENDING = Duration.ofSeconds(80);
    /** The same of speech, whose call has a longer limit: {@link SubmissionsInFlight#LAST_ANSWER} of whatever is begun. */
    static final Duration SPEAKING = Duration.ofSeconds(140);
    /** After this time no byte leaves: what stands still for longer finds out here that its turn is over. */
    static final Duration FENCE = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(RequestSender.class);

    private final Store store;
    private final Ledger ledger;
    private final LiveProcesses processes;
    private final Provider provider;
    private final String books;
    private final Clock clock;

    /** @param books realm in which what is sent counts against budgets and days */
    RequestSender(Store store, LiveProcesses processes, Provider provider, String books, Clock clock) {
        this.store = store;
        this.ledger = new Ledger(store);
        this.processes = processes;
        this.provider = provider;
        this.books = books;
        this.clock = clock;
    }

    /** What the provider answered. */
    sealed interface Outcome {
        /**
         * The provider accepted.
         *
         * @param claim under which it was sent
         */
        record Accepted(LedgerEntry.Claimed claim, LedgerEntry.Submitted submitted) implements Outcome {}

        /** It did not, or perhaps it did. */
        record Failed(ProviderException failure) implements Outcome {}
    }

    /**
     * Claims a submission, sends it and records the answer.
     *
     * @param permission which is told what was answered, after the ledger
     * @return empty when another worker is sending it: the ledger says more
     */
    Optional<Outcome> send(Purchase purchase, PreparedOrder order, SubmissionPermission permission) throws IOException {
        Optional<Started> started = start(purchase, order);
        if (started.isEmpty()) {
            return Optional.empty();
        }
        LedgerEntry.Sending sending = started.get().sending();
        CrashPoint.SENDING.passing();
        Answered answered;
        try {
            answered = ask(order, fence(order, sending));
        } catch (ProviderException e) {
            return Optional.of(failed(order, sending, e, permission));
        } catch (RuntimeException e) {
            // A fault of our own, after bytes may have left.
            ProviderException doubt = ProviderException.of(
                            FailureKind.AMBIGUOUS, ProviderException.Accepted.UNKNOWN, "the request broke off: " + e)
                    .cause(e)
                    .build();
            return Optional.of(failed(order, sending, doubt, permission));
        }
        CrashPoint.SENT.passing();
        return Optional.of(accepted(purchase, order, started.get().claim(), answered, permission));
    }

    /**
     * What the provider gave for it: a task, or the thing itself.
     *
     * @param task null where it is the thing itself
     * @param delivered in the store already; null where it is a task
     */
    private record Answered(String task, Asset delivered) {}

    private Answered ask(PreparedOrder order, Instant fence) throws ProviderException {
        return order.request().forSpeech()
                ? new Answered(null, provider.speak(order.request(), new SpeechKeeper(store), fence))
                : new Answered(provider.submit(order.request(), order.links(), order.callback(), fence), null);
    }

    /** A process that stood still since its price was reserved finds here that it may have been given to another submission. */
    private static Instant fence(PreparedOrder order, LedgerEntry.Sending sending) {
        Instant fence = sending.at().plus(FENCE);
        return order.held().until().filter(until -> until.isBefore(fence)).orElse(fence);
    }

    private Outcome accepted(
            Purchase purchase,
            PreparedOrder order,
            LedgerEntry.Claimed claim,
            Answered answered,
            SubmissionPermission permission) {
        LedgerEntry.Submitted submitted =
                new LedgerEntry.Submitted(clock.instant(), answered.task(), answered.delivered());
        try {
            ledger.add(order.fingerprint(), order.number(), submitted);
            CrashPoint.SUBMITTED.passing();
        } catch (IOException e) {
            // The disk has filled up in between. The task is paid for, so it must not be lost with this failure: the
            // workflow remembers it, and awaiting or verifying it writes the entry.
            LOG.warn(
                    "task {} of {}, take {}, of the film {} was accepted, but cannot be written down ({}): note it in case"
                            + " this process ends before the store can be written again",
                    answered.task() == null ? answered.delivered().fileName() : answered.task(),
                    purchase.id(),
                    purchase.request().take(),
                    purchase.film(),
                    IoReason.of(e));
        }
        permission.accepted();
        return new Outcome.Accepted(claim, submitted);
    }

    private Outcome failed(
            PreparedOrder order, LedgerEntry.Sending sending, ProviderException e, SubmissionPermission permission)
            throws IOException {
        if (e.accepted() == ProviderException.Accepted.UNKNOWN) {
            try {
                ledger.add(
                        order.fingerprint(),
                        order.number(),
                        new LedgerEntry.Ambiguous(clock.instant(), e.status(), e.getMessage()));
            } finally {
                permission.unclear();
            }
            return new Outcome.Failed(e);
        }
        try {
            proven(order, sending, e);
        } finally {
            if (e.status() != null) {
                permission.refused();
            }
        }
        return new Outcome.Failed(e);
    }

    /** Nothing was accepted. */
    private void proven(PreparedOrder order, LedgerEntry.Sending sending, ProviderException e) throws IOException {
        if (e.kind().passesWithTime() && isMine(order, sending)) {
            ledger.reopen(
                    order.fingerprint(),
                    order.number(),
                    new LedgerEntry.TooEarly(
                            clock.instant(), e.kind(), e.status(), e.code(), e.getMessage(), sending.at()));
        } else {
            decline(order, e.kind(), e.status(), e.code(), e.getMessage());
        }
    }

    /**
     * Whether no other worker can have given this submission up: what others have written about it, or are about to write, stays true.
     */
    private boolean isMine(PreparedOrder order, LedgerEntry.Sending sending) throws IOException {
        boolean early = clock.instant().isBefore(sending.deadline().minus(FENCE));
        return early && stands(order, ledger.of(order.fingerprint()));
    }

    /** Whether this is the last submission, being sent, and nothing more is known of it. */
    private static boolean stands(PreparedOrder order, List<SubmissionHistory> history) {
        SubmissionHistory last = history.get(history.size() - 1);
        return last.number() == order.number() && last.state() instanceof LedgerEntry.Sending;
    }

    private void decline(PreparedOrder order, FailureKind kind, Integer status, String code, String message)
            throws IOException {
        ledger.add(
                order.fingerprint(),
                order.number(),
                new LedgerEntry.Declined(clock.instant(), kind, status, code, message));
    }

    /** A submission that this worker alone sends, and the claim on which it rests. */
    private record Started(LedgerEntry.Claimed claim, LedgerEntry.Sending sending) {}

    /** @return empty when another worker was first */
    private Optional<Started> start(Purchase purchase, PreparedOrder order) throws IOException {
        int number = sameClaim(purchase, order);
        LedgerEntry.Claimed claim;
        if (number > 0) {
            claim = order.submit().earlier().get(number - 1);
        } else {
            number = order.submit().claim();
            claim = claim(purchase, order);
            CrashPoint.CLAIMING.passing();
            if (!ledger.add(order.fingerprint(), order.number(), number, claim)) {
                return Optional.empty();
            }
        }
        CrashPoint.CLAIMED.passing();
        // From here on only one worker goes on: others that claimed the same submission find it being sent.
        Instant now = afterTooEarly(order);
        Duration longest = order.request().forSpeech() ? SPEAKING : SENDING;
        LedgerEntry.Sending sending = new LedgerEntry.Sending(
                now,
                processes.self(),
                now.plus(longest),
                number,
                order.callback().isPresent() ? true : null);
        if (!ledger.add(order.fingerprint(), order.number(), sending)) {
            return Optional.empty();
        }
        if (!maySend(order)) {
            decline(
                    order,
                    FailureKind.UNREACHABLE,
                    null,
                    null,
                    "it was not sent: it had been settled before, or its price was not counted in time");
            return Optional.empty();
        }
        return Optional.of(new Started(claim, sending));
    }

    /**
     * Only once SENDING is written can no other worker send this submission, so only then does the ledger say for certain that it may be
     * sent. A worker that stood still before comes too late: its submission was settled meanwhile, or an earlier one whose answer was
     * lost has become known.
     */
    private boolean maySend(PreparedOrder order) throws IOException {
        try {
            List<SubmissionHistory> history = ledger.of(order.fingerprint());
            List<SubmissionHistory> others = history.stream()
                    .filter(submission -> submission.number() != order.number())
                    .toList();
            return stands(order, history)
                    && others.equals(order.others())
                    && order.held().isCounted();
        } catch (Store.BusyException e) {
            // Another process stands still at the record of what is reserved: not counted yet, so asked for again.
            return false;
        } catch (IOException e) {
            // No byte has left, so the operator is not to be asked what became of it.
            decline(order, FailureKind.STORE, null, null, "it was not sent: the ledger could not be read");
            throw e;
        }
    }

    /** Clears what a refusal has left behind. @return the time, and never one that the refusal names */
    private Instant afterTooEarly(PreparedOrder order) throws IOException {
        LedgerEntry.TooEarly tooEarly = order.submit().tooEarly();
        if (tooEarly != null) {
            ledger.clear(order.fingerprint(), order.number(), tooEarly);
        }
        Instant now = clock.instant();
        return tooEarly != null && now.equals(tooEarly.sending()) ? now.plusMillis(1) : now;
    }

    /** What was only too early is sent again under the claim that this purchase has already: a day of refusals leaves one. */
    private static int sameClaim(Purchase purchase, PreparedOrder order) {
        List<LedgerEntry.Claimed> claims = order.submit().earlier();
        for (int number = claims.size(); number >= 1; number--) {
            LedgerEntry.Claimed claimed = claims.get(number - 1);
            if (claimed.film().equals(purchase.film())
                    && claimed.run().equals(purchase.run())
                    && claimed.id().equals(purchase.id())
                    && samePrice(claimed.priceUsd(), order.priceUsd())) {
                return number;
            }
        }
        return 0;
    }

    private static boolean samePrice(BigDecimal one, BigDecimal other) {
        return one == null || other == null ? one == other : one.compareTo(other) == 0;
    }

    private LedgerEntry.Claimed claim(Purchase purchase, PreparedOrder order) {
        Instant now = clock.instant();
        return LedgerEntry.Claimed.of(
                purchase,
                order.priceUsd(),
                provider.realm(),
                books,
                order.submit().grant(),
                processes.self(),
                now,
                now.plus(CLAIM));
    }

    /**
     * What is sent.
     *
     * @param request its prompt in words
     * @param links a URL for each of its pictures
     * @param callback where the provider is to call when it has ended; empty where it cannot
     * @param priceUsd null where the price list says nothing
     * @param held its price, under the limits of its film and its day
     * @param known all submissions of the fingerprint, as the ledger had them when it said that this one may be sent
     */
    record PreparedOrder(
            String fingerprint,
            PurchaseStep.Submit submit,
            GenerationRequest request,
            List<String> links,
            Optional<URI> callback,
            BigDecimal priceUsd,
            SpendingReservation.Result.Held held,
            List<SubmissionHistory> known) {
        /** Those that this one is not. */
        List<SubmissionHistory> others() {
            return known.stream()
                    .filter(submission -> submission.number() != number())
                    .toList();
        }

        int number() {
            return submit.number();
        }
    }
}

package dev.framespan.activities.generation;

import dev.framespan.activities.film.Decisions;
import dev.framespan.activities.ledger.CrashPoints;
import dev.framespan.activities.ledger.Entry;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.Owners;
import dev.framespan.activities.ledger.SubmissionHistory;
import dev.framespan.activities.provider.Order;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.store.Store;
import dev.framespan.generation.FailureKind;
import dev.framespan.generation.Fingerprint;
import dev.framespan.generation.Purchase;
import dev.framespan.generation.Stop;
import dev.framespan.generation.Submission;
import dev.framespan.generation.Take;
import dev.framespan.generation.Task;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Buys, once. Every step is in the ledger before it is taken: claimed, then sending, then the bytes, then what was heard. Whoever
 * comes after a crash reads there what may still be done.
 */
public final class Purchasing {
    private static final Duration CLAIM = Duration.ofSeconds(30);
    // No answer can come later than the call's own limit; the rest is for a slow disk and a clock that differs.
    private static final Duration SENDING = Duration.ofSeconds(80);

    private final Store store;
    private final Ledger ledger;
    private final Owners owners;
    private final Provider provider;
    private final Decisions decisions;
    private final PictureLinks pictures;
    private final Duration patience;
    private final Clock clock;

    /** @param patience how long an unreachable provider is asked again before a submission gives up */
    public Purchasing(
            Store store, Owners owners, Provider provider, PictureLinks pictures, Duration patience, Clock clock) {
        this.store = store;
        this.ledger = new Ledger(store);
        this.owners = owners;
        this.provider = provider;
        this.decisions = new Decisions(store);
        this.pictures = pictures;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Looks a purchase up, and submits it where that is safe.
     *
     * @param waits how often in a row it had to wait
     * @throws io.temporal.failure.ApplicationFailure with a {@link Stop}
     */
    Submission buy(Purchase purchase, int waits) throws IOException {
        String words = words(purchase);
        String fingerprint = Fingerprint.of(provider.realm(), purchase.request(), words);
        BigDecimal price = price(purchase);
        while (true) {
            Next next = next(purchase, fingerprint);
            if (next instanceof Next.Finished finished) {
                return Submission.bought(take(purchase, fingerprint, finished));
            }
            if (next instanceof Next.Await await) {
                return Submission.running(task(purchase, fingerprint, await.number(), await.submitted()));
            }
            if (next instanceof Next.Hold hold) {
                return Submission.later(hold.delay(), Submission.Cause.HELD);
            }
            if (next instanceof Next.Doubt doubt) {
                ledger.add(
                        fingerprint,
                        doubt.number(),
                        new Entry.Ambiguous(clock.instant(), null, "the process died while it was submitting"));
            }
            if (next instanceof Next.Ask ask) {
                throw ask(purchase, ask).failure();
            }
            if (next instanceof Next.Submit submit) {
                List<String> links = pictures.of(purchase);
                if (claim(purchase, fingerprint, submit, price)) {
                    return submit(
                            purchase, fingerprint, submit.number(), new Order(purchase.request(), words), links, waits);
                }
            }
        }
    }

    private String words(Purchase purchase) throws IOException {
        return purchase.request().prompt().text() != null
                ? purchase.request().prompt().text()
                : Files.readString(store.file(purchase.request().prompt().stored()), StandardCharsets.UTF_8);
    }

    private BigDecimal price(Purchase purchase) {
        try {
            return provider.catalogue()
                    .price(
                            purchase.request().model(),
                            purchase.request().action(),
                            purchase.request().resolution(),
                            purchase.request().seconds(),
                            purchase.request().audio())
                    .usd();
        } catch (IllegalArgumentException e) {
            throw Stop.of(FailureKind.REJECTED, purchase, e.getMessage()).failure();
        }
    }

    private Next next(Purchase purchase, String fingerprint) throws IOException {
        List<SubmissionHistory> history = ledger.of(fingerprint);
        Next next = new Standing(owners::isDead, clock.instant()).of(history);
        if (next instanceof Next.Finished finished
                && !store.has(finished.completed().original())) {
            return again(history, finished.number()).orElse(next);
        }
        if (!(next instanceof Next.Ask ask)) {
            return next;
        }
        int number = ask.number() + 1;
        Optional<String> grant = decisions.use(purchase.film(), purchase.id(), fingerprint + "#" + number);
        if (grant.isPresent()) {
            return new Next.Submit(number, 1, grant.get());
        }
        boolean paidAndFree = ask.kind() == FailureKind.LOST || ask.kind() == FailureKind.UNUSABLE;
        return paidAndFree ? again(history, ask.number()).orElse(next) : next;
    }

    /** What was paid for may be asked for again: that costs nothing. */
    private static Optional<Next> again(List<SubmissionHistory> history, int number) {
        return history.stream()
                .filter(submission -> submission.number() == number)
                .flatMap(submission -> submission.last(Entry.Submitted.class).stream())
                .<Next>map(submitted -> new Next.Await(number, submitted))
                .findFirst();
    }

    private boolean claim(Purchase purchase, String fingerprint, Next.Submit submit, BigDecimal price)
            throws IOException {
        Instant now = clock.instant();
        Entry.Claimed claimed = new Entry.Claimed(
                now,
                owners.self(),
                now.plus(CLAIM),
                purchase.film(),
                purchase.run(),
                purchase.id(),
                purchase.request().take(),
                purchase.request().model(),
                price,
                submit.grant());
        if (!ledger.add(fingerprint, submit.number(), submit.claim(), claimed)) {
            return false;
        }
        CrashPoints.passing("claimed");
        // From here on only one can go: whoever else claimed the same submission finds it being sent.
        return ledger.add(
                fingerprint,
                submit.number(),
                new Entry.Sending(
                        clock.instant(), owners.self(), clock.instant().plus(SENDING)));
    }

    private Submission submit(
            Purchase purchase, String fingerprint, int number, Order order, List<String> links, int waits)
            throws IOException {
        CrashPoints.passing("sending");
        try {
            Provider.Answer answer = provider.submit(order, links);
            CrashPoints.passing("sent");
            Entry.Submitted submitted =
                    new Entry.Submitted(clock.instant(), ((Provider.Answer.Accepted) answer).task());
            ledger.add(fingerprint, number, submitted);
            CrashPoints.passing("submitted");
            return Submission.running(task(purchase, fingerprint, number, submitted));
        } catch (ProviderException e) {
            return refused(purchase, fingerprint, number, e, waits);
        }
    }

    private Submission refused(Purchase purchase, String fingerprint, int number, ProviderException e, int waits)
            throws IOException {
        if (e.accepted() == ProviderException.Accepted.UNKNOWN) {
            ledger.add(fingerprint, number, new Entry.Ambiguous(clock.instant(), e.status(), e.getMessage()));
            throw ask(purchase, new Next.Ask(number, FailureKind.AMBIGUOUS, e.getMessage(), e.status(), e.code(), null))
                    .failure();
        }
        ledger.add(
                fingerprint,
                number,
                new Entry.Declined(clock.instant(), e.kind(), e.status(), e.code(), e.getMessage()));
        if (e.isLimit()) {
            return Submission.later(e.retryAfter().orElse(Backoff.after(waits)), Submission.Cause.LIMIT);
        }
        if (e.kind() == FailureKind.UNREACHABLE && Backoff.total(waits + 1).compareTo(patience) <= 0) {
            return Submission.later(Backoff.after(waits), Submission.Cause.UNREACHABLE);
        }
        throw ask(purchase, new Next.Ask(number, e.kind(), e.getMessage(), e.status(), e.code(), null))
                .failure();
    }

    /** What happened, and what somebody can do about it. */
    private static Stop ask(Purchase purchase, Next.Ask ask) {
        String rebuy = "render with --rebuy " + purchase.id();
        String cure =
                switch (ask.kind()) {
                    case AMBIGUOUS -> "; the provider may have accepted and charged it, so it is not submitted again by itself: look at the"
                            + " account's tasks, then " + rebuy + " to submit it once more";
                    case POLICY -> "; change the prompt, or " + rebuy + " to submit the same words once more";
                    case FAILED_AGAIN -> "; it failed twice: change the shot, or " + rebuy + " to try once more";
                    default -> "";
                };
        return new Stop(
                ask.kind(),
                purchase.id(),
                purchase.request().take(),
                ask.reason() + cure,
                ask.number(),
                ask.task(),
                ask.status(),
                ask.code());
    }

    private Take take(Purchase purchase, String fingerprint, Next.Finished finished) throws IOException {
        Task task = ledger.of(fingerprint, finished.number())
                .flatMap(history -> history.last(Entry.Submitted.class))
                .map(submitted -> task(purchase, fingerprint, finished.number(), submitted))
                .orElseThrow();
        return new Take(
                finished.completed().original(),
                finished.completed().facts(),
                fingerprint,
                finished.number(),
                task.task(),
                task.priceUsd(),
                task.bought());
    }

    private Task task(Purchase purchase, String fingerprint, int number, Entry.Submitted submitted) {
        Entry.Claimed claimed;
        try {
            claimed = ledger.of(fingerprint, number)
                    .flatMap(history -> history.last(Entry.Claimed.class))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Task(
                fingerprint,
                number,
                submitted.task(),
                purchase.film(),
                purchase.id(),
                purchase.request().take(),
                purchase.request().forStill(),
                claimed.priceUsd(),
                submitted.at(),
                claimed.run().equals(purchase.run()));
    }
}

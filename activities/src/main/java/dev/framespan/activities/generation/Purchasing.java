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
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

    // A few records of the ledger, many times over.
    private static final long ROOM = 1 << 20;

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
     * @throws ApplicationFailure with a {@link Stop}
     */
    Submission buy(Purchase purchase, int waits) throws IOException {
        String words = words(purchase);
        String fingerprint = Fingerprint.of(provider.realm(), purchase.request(), words);
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
                throw ask.stop(purchase).failure();
            }
            if (next instanceof Next.Submit submit) {
                List<String> links;
                try {
                    links = pictures.of(purchase);
                } catch (ProviderException e) {
                    return unseen(purchase, submit.number(), e, waits);
                }
                if (!store.hasRoom(ROOM)) {
                    // After the answer it would be too late: a task that cannot be written down is as good as lost.
                    throw Stop.of(
                                    FailureKind.STORE,
                                    purchase,
                                    "the disk is full, so nothing more is bought; make room in the store's folder, then run"
                                            + " the same command again")
                            .failure();
                }
                if (claim(purchase, fingerprint, submit, price(purchase))) {
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
        List<SubmissionHistory> history = history(fingerprint);
        Next next = new Standing(owners::isDead, clock.instant()).of(history);
        if (!(next instanceof Next.Ask ask)) {
            return next;
        }
        int number = ask.number() + 1;
        Optional<String> grant = decisions.use(purchase.film(), purchase.id(), fingerprint + "#" + number, ask.since());
        if (grant.isPresent()) {
            return new Next.Submit(number, 1, grant.get());
        }
        boolean paidAndFree = ask.kind() == FailureKind.LOST || ask.kind() == FailureKind.UNUSABLE;
        return paidAndFree ? again(history, ask.number()).orElse(next) : next;
    }

    /** What the ledger holds, but for results that are gone from the store: they can be fetched once more, or bought. */
    private List<SubmissionHistory> history(String fingerprint) throws IOException {
        List<SubmissionHistory> history = new ArrayList<>();
        for (SubmissionHistory submission : ledger.of(fingerprint)) {
            Optional<Entry.Completed> completed = submission.last(Entry.Completed.class);
            boolean gone = completed.isPresent() && !store.has(completed.get().original());
            history.add(gone ? submission.withoutResult() : submission);
        }
        return history;
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
                submit.grant(),
                provider.realm());
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
        Provider.Answer answer;
        try {
            answer = provider.submit(order, links);
        } catch (ProviderException e) {
            return refused(purchase, fingerprint, number, e, waits);
        } catch (RuntimeException e) {
            // A fault of our own, after bytes may have left.
            String said = "the request broke off: " + e;
            return refused(
                    purchase,
                    fingerprint,
                    number,
                    ProviderException.of(FailureKind.AMBIGUOUS, ProviderException.Accepted.UNKNOWN, said)
                            .cause(e)
                            .build(),
                    waits);
        }
        CrashPoints.passing("sent");
        Entry.Submitted submitted = new Entry.Submitted(clock.instant(), ((Provider.Answer.Accepted) answer).task());
        try {
            ledger.add(fingerprint, number, submitted);
        } catch (IOException e) {
            // The disk has filled up in between. The task is paid for, so it must not be lost with this failure: the
            // workflow remembers it, and awaiting it writes the entry.
            return Submission.running(task(purchase, fingerprint, number, submitted));
        }
        CrashPoints.passing("submitted");
        return Submission.running(task(purchase, fingerprint, number, submitted));
    }

    /** The provider could not be asked for the link of a picture that it made: nothing was sent. */
    private Submission unseen(Purchase purchase, int number, ProviderException e, int waits) {
        FailureKind kind = e.kind() == FailureKind.AMBIGUOUS ? FailureKind.UNREACHABLE : e.kind();
        return Backoff.later(e, kind, waits, patience).orElseThrow(() -> stop(purchase, number, e, kind));
    }

    private ApplicationFailure stop(Purchase purchase, int number, ProviderException e, FailureKind kind) {
        return new Next.Ask(number, kind, e.getMessage(), e.status(), e.code(), null, clock.instant())
                .stop(purchase)
                .failure();
    }

    private Submission refused(Purchase purchase, String fingerprint, int number, ProviderException e, int waits)
            throws IOException {
        if (e.accepted() == ProviderException.Accepted.UNKNOWN) {
            ledger.add(fingerprint, number, new Entry.Ambiguous(clock.instant(), e.status(), e.getMessage()));
            throw stop(purchase, number, e, FailureKind.AMBIGUOUS);
        }
        ledger.add(
                fingerprint,
                number,
                new Entry.Declined(clock.instant(), e.kind(), e.status(), e.code(), e.getMessage()));
        return Backoff.later(e, e.kind(), waits, patience).orElseThrow(() -> stop(purchase, number, e, e.kind()));
    }

    private Take take(Purchase purchase, String fingerprint, Next.Finished finished) throws IOException {
        Entry.Submitted submitted = ledger.of(fingerprint, finished.number())
                .flatMap(history -> history.last(Entry.Submitted.class))
                .orElseThrow();
        Task task = task(purchase, fingerprint, finished.number(), submitted);
        return new Take(
                finished.completed().original(),
                finished.completed().facts(),
                fingerprint,
                finished.number(),
                task.task(),
                task.priceUsd(),
                task.bought());
    }

    private Task task(Purchase purchase, String fingerprint, int number, Entry.Submitted submitted) throws IOException {
        Entry.Claimed claimed = ledger.of(fingerprint, number)
                .flatMap(history -> history.last(Entry.Claimed.class))
                .orElseThrow();
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

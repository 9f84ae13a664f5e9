package dev.framespan.activities.generation;

import dev.framespan.activities.account.TaskPermits;
import dev.framespan.activities.breaker.AccountBreaker;
import dev.framespan.activities.breaker.CircuitBreaker;
import dev.framespan.activities.breaker.SubmissionPermission;
import dev.framespan.activities.callback.CallbackTask;
import dev.framespan.activities.callback.CallbackUrls;
import dev.framespan.activities.film.Decisions;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.ledger.SubmissionHistory;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.spending.SpendingLimit;
import dev.framespan.activities.store.LiveProcesses;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.account.PermitRequest;
import dev.framespan.workflows.asset.Sha256;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Fingerprint;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.generation.ProviderRealms;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.generation.WorkIdentity;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Buys, once. Every step is in the ledger before it is taken: claimed, then sending, then the bytes, then what was answered. The
 * next worker after a crash reads there what may still be done.
 */
public final class PurchaseExecutor {
    /** Temporal makes no second attempt at a submission, so it is the workflow that asks another worker. */
    static final SubmitResult HANDED_BACK = SubmitResult.later(Duration.ofSeconds(1), SubmitResult.Cause.HANDED_BACK);

    private static final String TRY_ONE = "submissions pause: try one with --rebuy, or wait";
    // Mostly an answer comes in less; what waits longer does so in the workflow, and leaves the thread to others.
    private static final Duration TURN = Duration.ofSeconds(2);
    /** Of those that wait, the few that are granted next may wait here so long: what ends makes room for another at once. */
    private static final Duration PERMIT = Duration.ofSeconds(5);
    // As many submissions at once as may be have their turns in less, at five a second.
    private static final Duration REQUEST = Duration.ofSeconds(10);

    private final Store store;
    private final Ledger ledger;
    private final PurchaseRecords records;
    private final Provider provider;
    private final InputLinks pictures;
    private final AccountBreaker accountBreaker;
    private final CircuitBreaker breaker;
    private final RequestSender sender;
    private final SubmissionDelay backoff;
    private final SubmissionsInFlight inFlight;
    private final TaskPermits permits;
    private final CallbackUrls callbacks;
    private final DoubtfulSubmissions doubtful;
    private final SpendingReservation spending;
    private final ProviderRealms realms;
    private final String catalogue;
    private final PurchaseCheck check;
    private final Clock clock;

    /**
     * @param realms of all providers that this worker pays
     * @param inFlight says whether this process ends: then nothing is claimed or probed any more
     * @param permits of the account that pays
     * @param callbacks where the provider is asked to call
     */
    public PurchaseExecutor(
            Store store,
            LiveProcesses processes,
            Provider provider,
            ProviderRealms realms,
            InputLinks pictures,
            SubmissionSettings settings,
            SubmissionsInFlight inFlight,
            TaskPermits permits,
            CallbackUrls callbacks,
            Clock clock) {
        this(
                store,
                processes,
                provider,
                realms,
                pictures,
                settings,
                inFlight,
                permits,
                callbacks,
                clock,
                System::nanoTime,
                new Random());
    }

    /**
     * @param nanos a clock that only goes forward, in nanoseconds
     * @param random spreads what waits over time; used by many threads at once
     */
    PurchaseExecutor(
            Store store,
            LiveProcesses processes,
            Provider provider,
            ProviderRealms realms,
            InputLinks pictures,
            SubmissionSettings settings,
            SubmissionsInFlight inFlight,
            TaskPermits permits,
            CallbackUrls callbacks,
            Clock clock,
            LongSupplier nanos,
            RandomGenerator random) {
        this.store = store;
        this.ledger = new Ledger(store);
        this.doubtful = new DoubtfulSubmissions(store, provider, settings.ambiguousWait(), clock, nanos);
        this.records = new PurchaseRecords(store, processes, doubtful, clock);
        this.provider = provider;
        this.pictures = pictures;
        this.accountBreaker = new AccountBreaker(permits, provider, random);
        this.breaker = new CircuitBreaker(store, processes, provider, clock, random);
        this.sender = new RequestSender(store, processes, provider, realms.main(), clock);
        this.backoff =
                new SubmissionDelay(settings.patience(), ProviderRealms.variable(provider.name(), "PATIENCE"), random);
        this.inFlight = inFlight;
        this.permits = permits;
        this.callbacks = callbacks;
        this.realms = realms;
        this.spending = new SpendingReservation(store, realms.main(), settings.dailyUsd(), clock);
        this.catalogue = Sha256.of(provider.catalogue().toJson());
        this.check = new PurchaseCheck(
                store, provider.catalogue(), settings.dailyUsd().isPresent());
        this.clock = clock;
    }

    /**
     * Looks a purchase up, and submits it where that is safe.
     *
     * @param asked may leave its seconds to the catalogue
     * @param waits how often in a row it had to wait
     * @throws ApplicationFailure with a {@link Stop}
     */
    SubmitResult buy(Purchase asked, int waits) throws IOException {
        return buy(asked, waits, new GenerationRun(asked.film() + "/" + asked.id(), asked.run()));
    }

    /** @param generation that buys it, and holds the permit */
    SubmitResult buy(Purchase asked, int waits, GenerationRun generation) throws IOException {
        Optional<SubmitResult> elsewhere = elsewhere(asked);
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        Purchase purchase = asked.filledIn(provider.catalogue());
        String words = check.words(purchase);
        String fingerprint = Fingerprint.of(provider.realm(), purchase.request(), words);
        while (true) {
            PurchaseRecords.Reading reading = records.read(purchase, fingerprint);
            PurchaseStep next = reading.step();
            if (next instanceof PurchaseStep.Finished finished) {
                return SubmitResult.bought(PurchaseRecords.take(purchase, reading, finished));
            }
            if (next instanceof PurchaseStep.Await await) {
                ProviderTask task = PurchaseRecords.task(purchase, reading, await.number(), await.submitted());
                if (task.delivered() == null) {
                    // A worker that died just after it had submitted has not told the account.
                    permits.submitted(PermitRequest.id(store.id(), fingerprint), task.task());
                }
                return await.thenBuy() ? SubmitResult.runningOrBought(task) : SubmitResult.running(task);
            }
            if (next instanceof PurchaseStep.Wait wait) {
                return SubmitResult.later(wait.delay(), SubmitResult.Cause.HELD);
            }
            if (next instanceof PurchaseStep.MarkAmbiguous ambiguous) {
                ledger.add(
                        fingerprint,
                        ambiguous.number(),
                        new LedgerEntry.Ambiguous(clock.instant(), null, "the process died while it was submitting"));
            }
            if (next instanceof PurchaseStep.NeedsDecision ask) {
                if (ask.kind() == FailureKind.AMBIGUOUS) {
                    Optional<SubmitResult> called = doubtful.untilCalled(fingerprint, reading.submission(ask.number()));
                    if (called.isPresent()) {
                        return called.get();
                    }
                }
                throw ask.stop(purchase).failure();
            }
            if (next instanceof PurchaseStep.Submit submit) {
                Optional<SubmitResult> submission = submit(
                        purchase,
                        fingerprint,
                        submit,
                        purchase.request().copy().prompt(Prompt.of(words)).build(),
                        waits,
                        generation);
                if (submission.isPresent()) {
                    return submission.get();
                }
            }
        }
    }

    /** Where another provider makes the model, it is bought there. By another catalogue this is not known, and it is refused with its price. */
    private Optional<SubmitResult> elsewhere(Purchase purchase) {
        if (purchase.catalogue() != null && !purchase.catalogue().equals(catalogue)) {
            return Optional.empty();
        }
        String model = purchase.request().model();
        Optional<String> why = realms.whyNot(provider.catalogue(), model);
        if (why.isPresent()) {
            throw Stop.of(FailureKind.REJECTED, purchase, why.get()).failure();
        }
        return realms.of(provider.catalogue(), model)
                .filter(realm -> !realm.equals(provider.realm()))
                .map(realm -> SubmitResult.elsewhere(new WorkIdentity(store.id(), realm)));
    }

    /** @return empty when another worker was at it first: the ledger is to be looked at again */
    private Optional<SubmitResult> submit(
            Purchase purchase,
            String fingerprint,
            PurchaseStep.Submit submit,
            GenerationRequest request,
            int waits,
            GenerationRun generation)
            throws IOException {
        BigDecimal price = check.price(purchase, request.prompt().text());
        if (inFlight.isStopped()) {
            return Optional.of(HANDED_BACK);
        }
        boolean decided = submit.grant() != null;
        Optional<CircuitBreaker.Rest> rest = accountBreaker.rest(decided);
        if (rest.isEmpty()) {
            rest = breaker.rest(decided, accountBreaker.known());
        }
        if (rest.isPresent()) {
            String said = rest.get().forDecision() ? TRY_ONE : null;
            return Optional.of(SubmitResult.later(rest.get().delay(), SubmitResult.Cause.OUTAGE, said));
        }
        List<String> links;
        try {
            links = pictures.of(purchase);
        } catch (ProviderException e) {
            return Optional.of(unseen(purchase, submit.number(), e, waits));
        }
        Optional<URI> callback = purchase.request().forSpeech()
                ? Optional.empty()
                : callbacks.of(new CallbackTask(fingerprint, submit.number()));
        needOneBook(purchase);
        check.needRoom(purchase);
        PermitRequest wanted = permitRequest(purchase, fingerprint, generation, decided);
        Optional<TaskPermit> task = TaskPermit.take(permits, wanted, PERMIT);
        if (task.isEmpty()) {
            return Optional.of(TaskPermit.later(permits, wanted.id()));
        }
        try (TaskPermit held = task.get()) {
            // What a cancelled film gives back makes room for those of it that still wait here.
            generation.cancelCheck().run();
            return submit(purchase, fingerprint, submit, request, links, callback, price, waits, held);
        }
    }

    /** A film whose spending is counted in two realms could spend its budget in each. */
    private void needOneBook(Purchase purchase) {
        String counted = purchase.countedIn();
        if (counted != null && !counted.equals(realms.main())) {
            throw Stop.of(
                            FailureKind.REPRICED,
                            purchase,
                            "its film counts what it spends at " + counted + ", and this worker at " + realms.main()
                                    + ", so it was not submitted; give all workers of the store one FRAMESPAN_PROVIDERS,"
                                    + " then render again")
                    .failure();
        }
    }

    private String manyRequests() {
        return "waits for its turn: the account makes as many requests a second as "
                + ProviderRealms.variable(provider.name(), "REQUESTS_PER_SECOND") + " says";
    }

    private PermitRequest permitRequest(
            Purchase purchase, String fingerprint, GenerationRun generation, boolean decided) {
        return new PermitRequest(
                PermitRequest.id(store.id(), fingerprint),
                store.id(),
                fingerprint,
                purchase.film(),
                purchase.priority() == null ? 0 : purchase.priority(),
                generation.workflow(),
                generation.run(),
                decided);
    }

    private Optional<SubmitResult> submit(
            Purchase purchase,
            String fingerprint,
            PurchaseStep.Submit submit,
            GenerationRequest request,
            List<String> links,
            Optional<URI> callback,
            BigDecimal price,
            int waits,
            TaskPermit task)
            throws IOException {
        boolean decided = submit.grant() != null;
        Optional<SubmissionPermission> given = breaker.enter(TURN, decided, accountBreaker.known());
        if (given.isEmpty()) {
            return Optional.of(backoff.turn());
        }
        try (SubmissionPermission permission = given.get()) {
            if (!provider.awaitTurn(REQUEST)) {
                return Optional.of(SubmitResult.later(PERMIT, SubmitResult.Cause.PERMIT, manyRequests()));
            }
            if (!task.start(accountBreaker)) {
                return Optional.of(task.later());
            }
            // Asking for pictures and waiting for the permit can take half a minute, in which a task that was in doubt
            // may have become known. What is paid for is waited for, and not bought beside it.
            PurchaseRecords.Reading reading = records.read(purchase, fingerprint);
            if (!submit.equals(reading.step())) {
                return Optional.empty();
            }
            SpendingLimit.Submission submission = new SpendingLimit.Submission(
                    fingerprint, submit.number(), decided && !Decisions.isByPolicy(submit.grant()));
            SpendingReservation.Result reserved;
            try {
                reserved = spending.reserve(purchase, submission, price == null ? BigDecimal.ZERO : price);
            } catch (Store.BusyException e) {
                return Optional.of(backoff.turn());
            }
            if (reserved instanceof SpendingReservation.Result.Later later) {
                return Optional.of(later.submission());
            }
            RequestSender.PreparedOrder prepared = new RequestSender.PreparedOrder(
                    fingerprint,
                    submit,
                    request,
                    links,
                    callback,
                    price,
                    (SpendingReservation.Result.Held) reserved,
                    reading.submissions());
            return post(purchase, prepared, permission, waits, task);
        }
    }

    /** @return empty when another worker was at it first */
    private Optional<SubmitResult> post(
            Purchase purchase,
            RequestSender.PreparedOrder order,
            SubmissionPermission permission,
            int waits,
            TaskPermit task)
            throws IOException {
        Optional<SubmissionsInFlight.Entry> started = inFlight.begin(purchase.id());
        if (started.isEmpty()) {
            return Optional.of(HANDED_BACK);
        }
        try (SubmissionsInFlight.Entry entry = started.get()) {
            Optional<RequestSender.Outcome> outcome = sent(purchase, order, permission, task);
            if (outcome.isPresent()) {
                return outcome(purchase, order, outcome.get(), waits);
            }
            if (isOfAnotherFilm(purchase, order)) {
                order.held().release();
            }
            return Optional.empty();
        }
    }

    private Optional<RequestSender.Outcome> sent(
            Purchase purchase, RequestSender.PreparedOrder order, SubmissionPermission permission, TaskPermit task)
            throws IOException {
        Optional<RequestSender.Outcome> outcome;
        try {
            outcome = sender.send(purchase, order, permission);
        } catch (IOException | RuntimeException e) {
            task.unclear();
            throw e;
        }
        if (outcome.isPresent() && outcome.get() instanceof RequestSender.Outcome.Accepted accepted) {
            task.accepted(accepted.submitted().task());
        } else if (outcome.isPresent() && outcome.get() instanceof RequestSender.Outcome.Failed failed) {
            task.failed(failed.failure());
        }
        return outcome;
    }

    /** Whether another film was first to send it: what that one pays need not be held for this one, too. */
    private boolean isOfAnotherFilm(Purchase purchase, RequestSender.PreparedOrder order) throws IOException {
        return ledger.of(order.fingerprint(), order.number())
                .flatMap(SubmissionHistory::claim)
                .filter(claimed -> !claimed.film().equals(purchase.film()))
                .isPresent();
    }

    /** @return empty where the provider is to call: the ledger is to be looked at again */
    private Optional<SubmitResult> outcome(
            Purchase purchase, RequestSender.PreparedOrder order, RequestSender.Outcome outcome, int waits)
            throws IOException {
        if (outcome instanceof RequestSender.Outcome.Accepted accepted) {
            return Optional.of(SubmitResult.running(PurchaseRecords.task(
                    purchase, order.fingerprint(), order.number(), accepted.claim(), accepted.submitted())));
        }
        ProviderException e = ((RequestSender.Outcome.Failed) outcome).failure();
        boolean unknown = e.accepted() == ProviderException.Accepted.UNKNOWN;
        if (unknown || e.kind() == FailureKind.POLICY) {
            records.ask(purchase, order.fingerprint(), order.number());
        }
        if (unknown && order.callback().isPresent()) {
            return Optional.empty();
        }
        if (unknown) {
            throw stop(purchase, order.number(), e, FailureKind.AMBIGUOUS);
        }
        Optional<SubmitResult> later = backoff.later(e, e.kind(), waits);
        if (later.isEmpty()) {
            order.held().release();
            throw stop(purchase, order.number(), e, e.kind());
        }
        return later;
    }

    /** The provider could not be asked for the link of a picture that it made: nothing was sent. */
    private SubmitResult unseen(Purchase purchase, int number, ProviderException e, int waits) {
        FailureKind kind = e.kind() == FailureKind.AMBIGUOUS ? FailureKind.UNREACHABLE : e.kind();
        return backoff.later(e, kind, waits).orElseThrow(() -> stop(purchase, number, e, kind));
    }

    private ApplicationFailure stop(Purchase purchase, int number, ProviderException e, FailureKind kind) {
        return new PurchaseStep.NeedsDecision(number, kind, e.getMessage(), e.status(), e.code(), null, clock.instant())
                .stop(purchase)
                .failure();
    }
}

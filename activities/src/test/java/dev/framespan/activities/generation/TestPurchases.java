package dev.framespan.activities.generation;

import dev.framespan.activities.account.TaskPermits;
import dev.framespan.activities.callback.CallbackUrls;
import dev.framespan.activities.film.Decisions;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.ledger.SubmissionHistory;
import dev.framespan.activities.store.LiveProcesses;
import dev.framespan.activities.store.MemoryStore;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Fingerprint;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.generation.ProviderRealms;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.SubmitResult;
import io.temporal.failure.ApplicationFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Everything that buying needs, with a process that can die and come back. */
final class TestPurchases implements AutoCloseable {
    static final GenerationRequest GULL = clip("a gull");
    static final MediaFacts FACTS = new MediaFacts(1280, 720, 120, "24/1", false, "h264", "s");

    final Store store;
    final TestClock clock = new TestClock();
    final ScriptedProvider provider = new ScriptedProvider();
    private final RandomGenerator random = new Random(42);
    final Ledger ledger;
    final Decisions decisions;
    final Path locks;
    final SubmissionsInFlight inFlight = new SubmissionsInFlight();
    private Optional<Duration> maxWait = Optional.empty();
    private Duration ambiguousWait = Duration.ZERO;
    private Optional<BigDecimal> dailyUsd = Optional.empty();
    private CallbackUrls callbacks = CallbackUrls.NONE;
    private LiveProcesses processes;
    private PurchaseExecutor executor;

    TestPurchases(Store store, Path locks) throws IOException {
        this.store = store;
        this.ledger = new Ledger(store);
        this.decisions = new Decisions(store);
        this.locks = locks;
        restart();
    }

    static TestPurchases inMemory(Path locks) throws IOException {
        return new TestPurchases(new MemoryStore(), locks);
    }

    /** The process ends; another begins. */
    void restart() throws IOException {
        if (processes != null) {
            processes.close();
        }
        processes = new LiveProcesses(locks);
        executor = another(processes);
    }

    /** The process that lives now. */
    PurchaseExecutor process() {
        return executor;
    }

    /** Another process that buys from the same provider into the same store. */
    PurchaseExecutor another(LiveProcesses other) {
        return another(other, TaskPermits.UNLIMITED);
    }

    /** A process of an account with limits. */
    PurchaseExecutor under(TaskPermits permits) {
        return another(processes, permits);
    }

    private PurchaseExecutor another(LiveProcesses other, TaskPermits permits) {
        return new PurchaseExecutor(
                store,
                other,
                provider,
                ProviderRealms.of(provider.realm()),
                new InputLinks(store, provider, List.of(provider), Optional.empty(), clock),
                new SubmissionSettings(maxWait, ambiguousWait, dailyUsd),
                inFlight,
                permits,
                callbacks,
                clock,
                clock::nanos,
                random);
    }

    private static GenerationRequest clip(String prompt) {
        return GenerationRequest.of("kling-v3", Action.GENERATE, Prompt.of(prompt))
                .aspectRatio("16:9")
                .resolution("720p")
                .seconds(5)
                .build();
    }

    /** Gives up an unreachable provider after this time. */
    TestPurchases patient(Duration most) throws IOException {
        maxWait = Optional.of(most);
        restart();
        return this;
    }

    /** Asks the provider to call. */
    TestPurchases calledAt(CallbackUrls urls) throws IOException {
        callbacks = urls;
        restart();
        return this;
    }

    /** A submission whose answer was lost waits so long for the provider's call. */
    TestPurchases waitingForCalls(Duration wait) throws IOException {
        ambiguousWait = wait;
        restart();
        return this;
    }

    /** All films of a day may cost so much. */
    TestPurchases daily(String usd) throws IOException {
        dailyUsd = Optional.of(new BigDecimal(usd));
        restart();
        return this;
    }

    static Purchase purchase(String run) {
        return new Purchase("storm", run, "gull", GULL, null);
    }

    static String fingerprint() {
        return fingerprint(purchase("run-1"));
    }

    static String fingerprint(Purchase purchase) {
        return Fingerprint.of(
                "example.org", purchase.request(), purchase.request().prompt().text());
    }

    /** Another shot of the same film, with words of its own. */
    static Purchase shot(int number) {
        return new Purchase("storm", "run-1", "shot-" + number, clip("wave " + number), null);
    }

    SubmitResult buy(Purchase purchase) throws IOException {
        return buy(purchase, 0);
    }

    SubmitResult buy(Purchase purchase, int waits) throws IOException {
        return executor.buy(purchase, waits);
    }

    SubmitResult buy() {
        return buy(0);
    }

    SubmitResult buy(int waits) {
        try {
            return executor.buy(purchase("run-1"), waits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The reason why nothing was bought. */
    Stop stop() {
        try {
            throw new AssertionError("bought: " + buy());
        } catch (ApplicationFailure failure) {
            return Stop.of(failure).orElseThrow();
        }
    }

    void rebuy() throws IOException {
        decisions.rebuy("storm", "gull", clock.instant());
    }

    /** Names of the ledger's entries, submission by submission. */
    List<String> entries() throws IOException {
        return ledger.of(fingerprint()).stream()
                .flatMap(submission -> submission.entries().stream()
                        .map(entry -> submission.number() + " "
                                + entry.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT)))
                .toList();
    }

    LedgerEntry state(int number) throws IOException {
        return ledger.of(fingerprint(), number).map(SubmissionHistory::state).orElseThrow();
    }

    void fails(int number, FailureKind kind) throws IOException {
        ledger.add(fingerprint(), number, new LedgerEntry.Failed(clock.instant(), kind, "code", "it broke"));
    }

    Asset completes(int number) throws IOException {
        Asset clip = store.keep(new ByteArrayInputStream(new byte[] {1, 2, 3}), 10, MediaType.MP4);
        ledger.add(fingerprint(), number, new LedgerEntry.Completed(clock.instant(), clip, FACTS));
        return clip;
    }

    @Override
    public void close() throws IOException {
        processes.close();
    }
}

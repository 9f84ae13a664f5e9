package dev.framespan.testkit;

import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.film.FilmInput;
import dev.framespan.workflows.film.FilmReport;
import dev.framespan.workflows.film.FilmWorkflow;
import dev.framespan.workflows.film.FilmWorkflowImpl;
import dev.framespan.workflows.film.ItemPage;
import dev.framespan.workflows.film.ReceiptInput;
import dev.framespan.workflows.film.SceneWorkflowImpl;
import dev.framespan.workflows.generation.GenerationWorkflow;
import dev.framespan.workflows.generation.GenerationWorkflowImpl;
import dev.framespan.workflows.generation.GiveBackActivity;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.SubmitResult;
import dev.framespan.workflows.generation.Take;
import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.generation.WorkIdentity;
import dev.framespan.workflows.notice.Notice;
import dev.framespan.workflows.notice.NotificationWorkflowImpl;
import dev.framespan.workflows.notice.NotifyActivity;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.studio.FilmSearch;
import dev.framespan.workflows.studio.Item;
import dev.framespan.workflows.studio.RunSettings;
import dev.framespan.workflows.studio.StopPolicies;
import dev.framespan.workflows.studio.StudioEnd;
import dev.framespan.workflows.studio.StudioItems;
import dev.framespan.workflows.studio.StudioSettings;
import dev.framespan.workflows.studio.StudioTerms;
import dev.framespan.workflows.terms.Terms;
import dev.framespan.workflows.terms.TermsActivity;
import dev.framespan.workflows.terms.TermsWorkflow;
import dev.framespan.workflows.terms.TermsWorkflowImpl;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.interceptors.WorkerInterceptor;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Workflows on a test server, without a provider, a disk or FFmpeg: their activities are fakes that do what the test has told them. */
public final class WorkflowTestServer implements FakeWork, FakeRecords, AutoCloseable {
    /** One second clips of this size and rate agree with the film. */
    public static final MediaFacts FACTS = new MediaFacts(1280, 720, 24, "24/1", false, "h264", "0".repeat(64));

    /** What submitting does for one shot. */
    @FunctionalInterface
    public interface Submitting {
        /** @param call 1 for the first */
        SubmitResult submit(Purchase purchase, int waits, int call);
    }

    /** What awaiting does for one shot: returns when the task has completed. */
    @FunctionalInterface
    public interface Awaiting {
        void await(ProviderTask task, int call);
    }

    /** What giving back does for one shot. */
    @FunctionalInterface
    public interface GivingBack {
        /** @param call 1 for the first */
        GiveBackActivity.Result giveBack(ProviderTask task, int call);
    }

    /** What verifying finds. */
    @FunctionalInterface
    public interface Verifying {
        MediaFacts verify(ProviderTask task, int call);
    }

    private static final Asset DAMAGED = asset("damaged", MediaType.MP4);

    /** Whose work it all is. */
    public static final WorkIdentity IDENTITY = new WorkIdentity("store", "example.org");

    /** The queue of a developer's own workflow. */
    private static final String OWN = "own";

    private final List<StudioEnd> ends = new CopyOnWriteArrayList<>();
    private final TestWorkflowEnvironment environment;
    private final WorkIdentity identity;
    private final TaskQueues queues;
    private final Map<String, Submitting> submitting = new ConcurrentHashMap<>();
    private final Map<String, Awaiting> awaiting = new ConcurrentHashMap<>();
    private final Map<String, Awaiting> fetching = new ConcurrentHashMap<>();
    private final Map<String, Verifying> verifying = new ConcurrentHashMap<>();
    private final Map<String, GivingBack> givingBack = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> numbers = new ConcurrentHashMap<>();
    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final List<Purchase> purchases = Collections.synchronizedList(new ArrayList<>());
    private final List<ReceiptInput> receiptInputs = Collections.synchronizedList(new ArrayList<>());
    private final Map<Asset, Object> kept = new ConcurrentHashMap<>();
    private final AtomicInteger keptSoFar = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger mostRunning = new AtomicInteger();
    private volatile Plan plan;
    private volatile int maxParallel = 20;
    private volatile Boolean notifies;
    private volatile StopPolicies policies;
    private volatile boolean countsDecisions = true;
    private volatile Boolean searchable;
    private final List<Notice> notices = Collections.synchronizedList(new ArrayList<>());
    private volatile Runnable joining = () -> {};
    private volatile Runnable conforming = () -> {};
    private volatile Runnable framing = () -> {};
    private volatile Function<StudioSettings, String> body;
    private final String machine;

    public WorkflowTestServer() {
        this(IDENTITY, server(), List.of());
    }

    private WorkflowTestServer(WorkIdentity identity, TestWorkflowEnvironment environment, List<WorkIdentity> others) {
        this(identity, environment, others, null, false);
    }

    private WorkflowTestServer(
            WorkIdentity identity,
            TestWorkflowEnvironment environment,
            List<WorkIdentity> others,
            String machine,
            boolean hasNearby) {
        this.identity = identity;
        this.machine = machine;
        this.queues = TaskQueues.of(identity);
        this.environment = environment;
        Worker films = environment.newWorker(queues.films());
        films.registerWorkflowImplementationTypes(
                FilmWorkflowImpl.class,
                SceneWorkflowImpl.class,
                GenerationWorkflowImpl.class,
                NotificationWorkflowImpl.class,
                TermsWorkflowImpl.class);
        films.registerActivitiesImplementations(
                new FakeFilms.Records(this),
                new FakeFilms.Scenes(this),
                new FakeActivities.Answers(this),
                new FakeStudioActivity(this),
                (NotifyActivity) notices::add,
                terms("any"));
        environment
                .newWorker(queues.submit())
                .registerActivitiesImplementations(
                        new FakeActivities.Submit(this),
                        new FakeActivities.Cancel(this),
                        new FakeActivities.Answers(this),
                        terms("this realm"));
        environment.newWorker(queues.await()).registerActivitiesImplementations(new FakeActivities.Await(this));
        environment.newWorker(queues.fetch()).registerActivitiesImplementations(new FakeActivities.Fetch(this));
        others.stream().map(TaskQueues::of).forEach(other -> {
            environment
                    .newWorker(other.submit())
                    .registerActivitiesImplementations(
                            new FakeActivities.Submit(this), new FakeActivities.Cancel(this));
            environment.newWorker(other.await()).registerActivitiesImplementations(new FakeActivities.Await(this));
            environment.newWorker(other.fetch()).registerActivitiesImplementations(new FakeActivities.Fetch(this));
        });
        environment
                .newWorker(queues.media())
                .registerActivitiesImplementations(new FakeActivities.Verify(this), new FakeActivities.Assembly(this));
        environment
                .newWorker(queues.assemble())
                .registerActivitiesImplementations(new FakeActivities.Assembly(this), new FakeFilms.Scenes(this));
        if (hasNearby) {
            nearby(queues.media(), new FakeActivities.Verify(this), new FakeActivities.Assembly(this));
            nearby(queues.assemble(), new FakeActivities.Assembly(this));
        }
        Worker own = identity == null ? films : environment.newWorker(OWN);
        own.registerWorkflowImplementationFactory(OwnWorkflow.class, () -> settings -> body.apply(settings));
        environment.start();
    }

    /** As films were made before messages and queues carried an identity. */
    public static WorkflowTestServer withoutIdentity() {
        return new WorkflowTestServer(null, server(), List.of());
    }

    /** Where workers that verify are taken for dead after a moment. */
    public static WorkflowTestServer thatGivesUpVerifying() {
        return new WorkflowTestServer(IDENTITY, server(new QuickTimeouts("Verify", Duration.ofMillis(100))), List.of());
    }

    /** Where workers that submit are taken for dead after two seconds. */
    public static WorkflowTestServer thatGivesUpSubmitting() {
        return new WorkflowTestServer(IDENTITY, server(new QuickTimeouts("Submit", Duration.ofSeconds(2))), List.of());
    }

    /**
     * What is fetched is at hand on a machine alone.
     *
     * @param works whether a worker is there
     */
    public static WorkflowTestServer thatFetchesOn(String machine, boolean works) {
        return new WorkflowTestServer(IDENTITY, server(), List.of(), machine, works);
    }

    private void nearby(String queue, Object... activities) {
        environment.newWorker(TaskQueues.nearby(queue, machine)).registerActivitiesImplementations(activities);
    }

    @Override
    public String machine() {
        return machine;
    }

    /** Whose workers pay another provider, too. */
    public static WorkflowTestServer thatPays(WorkIdentity other) {
        return new WorkflowTestServer(IDENTITY, server(), List.of(other));
    }

    /** What a worker answers who is asked its terms. */
    public Terms terms(String store, String realm) {
        return client().newWorkflowStub(TermsWorkflow.class, options("terms", queues.films()))
                .ask(store, realm);
    }

    private static TermsActivity terms(String provider) {
        return () -> new Terms(IDENTITY.realm(), provider, asset("catalogue", MediaType.JSON), true, null, List.of());
    }

    /** Starts a workflow as a developer writes one, on a worker that knows no more than its class. */
    public WorkflowStub own(String film, Function<StudioSettings, String> written) {
        body = written;
        OwnWorkflow workflow =
                client().newWorkflowStub(OwnWorkflow.class, options(film, identity == null ? queues.films() : OWN));
        WorkflowClient.start(workflow::make, new StudioSettings(film, 1280, 720, null, maxParallel, identity));
        return WorkflowStub.fromTyped(workflow);
    }

    /** A developer's own workflow. */
    @WorkflowInterface
    public interface OwnWorkflow {
        @WorkflowMethod
        String make(StudioSettings settings);
    }

    /** A test server that speaks of this system's records. */
    public static TestWorkflowEnvironment server(WorkerInterceptor... interceptors) {
        return TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder()
                        .setWorkerInterceptors(interceptors)
                        .build())
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
    }

    public WorkflowTestServer submit(String id, Submitting way) {
        submitting.put(id, way);
        return this;
    }

    public WorkflowTestServer await(String id, Awaiting way) {
        awaiting.put(id, way);
        return this;
    }

    /** @param way throws, or lets the fake deliver */
    public WorkflowTestServer fetch(String id, Awaiting way) {
        fetching.put(id, way);
        return this;
    }

    /** @param what becomes of a task that its film waits for no longer; given back where nothing is said */
    public WorkflowTestServer giveBack(String id, GiveBackActivity.Result what) {
        return giveBack(id, (task, call) -> what);
    }

    public WorkflowTestServer giveBack(String id, GivingBack way) {
        givingBack.put(id, way);
        return this;
    }

    public WorkflowTestServer verify(String id, Verifying way) {
        verifying.put(id, way);
        return this;
    }

    /** @param way throws, or lets the fake deliver */
    public WorkflowTestServer join(Runnable way) {
        joining = way;
        return this;
    }

    /** @param way throws, or lets the fake deliver */
    public WorkflowTestServer frame(Runnable way) {
        framing = way;
        return this;
    }

    /** @param way throws, waits, or lets the fake deliver */
    public WorkflowTestServer conform(Runnable way) {
        conforming = way;
        return this;
    }

    public WorkflowTestServer atOnce(int most) {
        maxParallel = most;
        return this;
    }

    /** @param skipped what the operator has left out of it */
    public FilmReport filmWithout(Plan wanted, List<String> skipped) {
        begin(wanted, input(wanted, null).without(skipped));
        return result(wanted.film());
    }

    /** @param skipped what the operator has left out of it */
    public WorkflowStub parkingWithout(Plan wanted, List<String> skipped) {
        return begin(wanted, input(wanted, null).without(skipped).parking());
    }

    public FilmReport film(Plan wanted) {
        start(wanted);
        return result(wanted.film());
    }

    public WorkflowStub start(Plan wanted) {
        return start(wanted, null);
    }

    /** @param budgetUsd null for no limit */
    public WorkflowStub start(Plan wanted, BigDecimal budgetUsd) {
        return begin(wanted, input(wanted, budgetUsd));
    }

    private WorkflowStub begin(Plan wanted, FilmInput input) {
        plan = wanted;
        FilmWorkflow workflow = client().newWorkflowStub(FilmWorkflow.class, options(wanted.film(), queues.films()));
        WorkflowClient.start(workflow::make, input);
        return WorkflowStub.fromTyped(workflow);
    }

    private FilmInput input(Plan wanted, BigDecimal budgetUsd) {
        return new FilmInput(
                wanted.film(),
                IDENTITY.store(),
                asset("plan", MediaType.JSON),
                identity == null ? null : identity.realm(),
                budgetUsd,
                null,
                null,
                null);
    }

    public FilmReport result(String film) {
        return client().newUntypedWorkflowStub(film).getResult(FilmReport.class);
    }

    public Take generation(Purchase purchase) {
        return generation(purchase, 0);
    }

    public Take generation(Purchase purchase, int waits) {
        return client().newWorkflowStub(GenerationWorkflow.class, options("alone/1/" + purchase.id(), queues.films()))
                .make(purchase, waits, GenerationWorkflow.REVISION);
    }

    private static WorkflowOptions options(String id, String queue) {
        return WorkflowOptions.newBuilder()
                .setWorkflowId(id)
                .setTaskQueue(queue)
                .setWorkflowExecutionTimeout(Duration.ofDays(90))
                .build();
    }

    @Override
    public StudioTerms opened(RunSettings run) {
        called("open studio");
        return new StudioTerms(
                run,
                maxParallel,
                policies,
                notifies,
                searchable,
                new String(Catalogue.builtIn().toJson(), StandardCharsets.UTF_8));
    }

    @Override
    public void ended(RunSettings run, StudioEnd end) {
        called("close studio " + end.outcome());
        ends.add(end);
    }

    /** How studios have ended, first to last. */
    public List<StudioEnd> ends() {
        return List.copyOf(ends);
    }

    /** Everything that was asked for in a studio that has ended. */
    public List<Item> items(StudioEnd end) {
        return end.items().stream()
                .flatMap(part -> ((StudioItems) kept(part)).entries().stream())
                .map(StudioItems.Entry::item)
                .toList();
    }

    /** What the operator was told, first to last. */
    public List<Notice> notices() {
        synchronized (notices) {
            return List.copyOf(notices);
        }
    }

    /** A film that stays open while something waits for an answer. */
    public WorkflowStub parking(Plan wanted) {
        return parking(wanted, null);
    }

    /** @param budgetUsd null for no limit */
    public WorkflowStub parking(Plan wanted, BigDecimal budgetUsd) {
        return begin(wanted, input(wanted, budgetUsd).parking());
    }

    /** The time of the server, which does not wait for timers. */
    public Instant now() {
        return Instant.ofEpochMilli(environment.currentTimeMillis());
    }

    public WorkflowClient client() {
        return environment.getWorkflowClient();
    }

    public WorkflowExecutionHistory history(String workflow) {
        return client().fetchHistory(workflow);
    }

    /** Which activities were called, in order: {@code submit gull}, {@code join}. */
    public List<String> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    /** How often an activity was called so. */
    public long times(String call) {
        return calls().stream().filter(call::equals).count();
    }

    /** What was bought under an id, first to last. */
    public List<Purchase> purchases(String id) {
        return purchases().stream().filter(purchase -> purchase.id().equals(id)).toList();
    }

    public List<Purchase> purchases() {
        synchronized (purchases) {
            return List.copyOf(purchases);
        }
    }

    public Purchase purchase(String id) {
        return purchases().stream()
                .filter(purchase -> purchase.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    public ReceiptInput receiptInput() {
        return receiptInputs.get(receiptInputs.size() - 1);
    }

    /** How many tasks were at the provider at once, at most. */
    public int mostAtOnce() {
        return mostRunning.get();
    }

    /** Waits, in real time, for something that a workflow is about to do. */
    public static void until(BooleanSupplier condition) {
        until(condition, Duration.ofSeconds(20));
    }

    public static void until(BooleanSupplier condition, Duration maxWait) {
        Instant end = Instant.now().plus(maxWait);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("it did not happen in " + maxWait.toSeconds() + " s");
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Keeps something as a store does. */
    @Override
    public Asset keep(Object value) {
        Asset asset = asset(Integer.toString(keptSoFar.incrementAndGet()), MediaType.JSON);
        kept.put(asset, value);
        return asset;
    }

    public Object kept(Asset asset) {
        return kept.get(asset);
    }

    /** All that was kept of some scenes. */
    List<Item> items(List<Asset> pages) {
        return pages.stream()
                .flatMap(page -> ((ItemPage) kept(page)).items().stream())
                .toList();
    }

    Plan plan() {
        return plan;
    }

    /** The operator wants to be told. */
    public WorkflowTestServer notifies() {
        notifies = true;
        return this;
    }

    /** What becomes of what stops, before it waits for an answer. */
    public WorkflowTestServer policies(StopPolicies wanted) {
        policies = wanted;
        return this;
    }

    /** Every decision is allowed, however often that was decided before. */
    public WorkflowTestServer countingNoDecisions() {
        countsDecisions = false;
        return this;
    }

    StopPolicies policies() {
        return policies;
    }

    /** Where a server has the attributes by which films are found. */
    public WorkflowTestServer searchable() {
        searchable = true;
        environment.registerSearchAttribute(FilmSearch.TITLE.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
        environment.registerSearchAttribute(FilmSearch.STATE.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD);
        environment.registerSearchAttribute(
                FilmSearch.WAITING_FOR.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD_LIST);
        environment.registerSearchAttribute(FilmSearch.SPENT_USD.getName(), IndexedValueType.INDEXED_VALUE_TYPE_DOUBLE);
        return this;
    }

    Boolean isSearchable() {
        return searchable;
    }

    Boolean isNotifying() {
        return notifies;
    }

    int maxParallel() {
        return maxParallel;
    }

    void called(String call) {
        calls.add(call);
    }

    void closed(ReceiptInput facts) {
        receiptInputs.add(facts);
    }

    @Override
    public SubmitResult submit(Purchase purchase, int waits) {
        called("submit " + purchase.id());
        purchases.add(purchase);
        SubmitResult submission = submitting
                .getOrDefault(purchase.id(), (wanted, asked, call) -> SubmitResult.running(task(wanted)))
                .submit(purchase, waits, number("submit " + purchase.id()));
        if (submission.task() != null) {
            mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
        }
        return submission;
    }

    @Override
    public void adopt(Purchase purchase, String task) {
        called("adopt " + purchase.id() + " " + task);
    }

    @Override
    public void rebuy(String film, String id) {
        called("rebuy " + id);
    }

    @Override
    public boolean rebuyByPolicy(String film, String id, int most) {
        boolean allowed = !countsDecisions || times("rebuy " + id) < most;
        if (allowed) {
            called("rebuy " + id);
        }
        return allowed;
    }

    @Override
    public void await(ProviderTask task) {
        called("await " + task.id());
        awaiting.getOrDefault(task.id(), (asked, call) -> {}).await(task, number("await " + task.id()));
    }

    @Override
    public void fetch(ProviderTask task) {
        called("fetch " + task.id());
        fetching.getOrDefault(task.id(), (asked, call) -> {}).await(task, number("fetch " + task.id()));
    }

    @Override
    public GiveBackActivity.Result giveBack(ProviderTask task) {
        called("cancel " + task.id());
        return givingBack
                .getOrDefault(task.id(), (queued, call) -> GiveBackActivity.Result.GIVEN_BACK)
                .giveBack(task, (int) times("cancel " + task.id()));
    }

    @Override
    public Take verify(ProviderTask task, Asset original) {
        called("verify " + task.id());
        MediaFacts facts =
                verifying.getOrDefault(task.id(), (asked, call) -> FACTS).verify(task, number("verify " + task.id()));
        running.decrementAndGet();
        if (task.delivered() != null) {
            return new Take(
                    original, null, task.fingerprint(), task.submission(), null, task.priceUsd(), true, 72_000L, null);
        }
        return new Take(original, facts, task.fingerprint(), task.submission(), task.task(), task.priceUsd(), true)
                .on(machine);
    }

    @Override
    public void reject(ProviderTask task, String reason) {
        called("reject " + task.id() + ": " + reason);
    }

    @Override
    public void prepare(Asset clip) {
        called("prepare " + clip.sha256());
        conforming.run();
    }

    @Override
    public void conform(Asset clip) {
        called("conform " + clip.sha256());
        if (clip.equals(DAMAGED)) {
            throw ApplicationFailure.newNonRetryableFailure("its clip is damaged", "STORE");
        }
        conforming.run();
    }

    @Override
    public void join() {
        called("join");
        joining.run();
    }

    @Override
    public void assemble(Timeline timeline) {
        called("assemble");
        timeline.cuts().stream()
                .filter(cut -> cut.clip().equals(DAMAGED))
                .findFirst()
                .ifPresent(cut -> {
                    throw ApplicationFailure.newNonRetryableFailure(
                            "shot " + cut.id() + ": its clip is damaged", "STORE");
                });
        joining.run();
    }

    @Override
    public void contactSheet() {
        called("contact sheet");
    }

    @Override
    public void frame(long number) {
        called("frame " + number);
        framing.run();
    }

    private int number(String name) {
        return numbers.computeIfAbsent(name, key -> new AtomicInteger()).incrementAndGet();
    }

    public static ProviderTask task(Purchase purchase) {
        boolean speech = purchase.request().forSpeech();
        return new ProviderTask(
                "v1:" + hash(name(purchase.id(), purchase.request().take())),
                1,
                speech ? null : "task-" + purchase.id(),
                purchase.film(),
                purchase.id(),
                purchase.request().take(),
                purchase.request().forStill(),
                new BigDecimal("0.357"),
                Instant.parse("2026-03-01T10:00:00Z"),
                true,
                null,
                speech ? asset(purchase.id(), MediaType.MP3) : null);
    }

    /** Each take is another thing. */
    public static String name(String id, int take) {
        return take == 1 ? id : id + " take " + take;
    }

    public static Asset asset(String name, MediaType type) {
        return new Asset(hash(name), 1234, type);
    }

    private static String hash(String name) {
        return (HexFormat.of().formatHex(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)) + "0".repeat(64))
                .substring(0, 64);
    }

    @Override
    public void close() {
        environment.close();
    }
}

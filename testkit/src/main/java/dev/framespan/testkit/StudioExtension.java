package dev.framespan.testkit;

import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.HostedWorkflows;
import dev.framespan.workflows.studio.StopPolicies;
import dev.framespan.workflows.studio.StudioSettings;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.common.metadata.POJOWorkflowInterfaceMetadata;
import io.temporal.common.metadata.POJOWorkflowMethodMetadata;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A studio for tests of workflows of one's own: Temporal's test server, which skips time, with workers that buy from a {@link FakeProvider}. No disk,
 * no FFmpeg, no network; each test has a store and workers of its own, and finds nothing that another one has bought.
 *
 * <pre>{@code
 * class MusicVideoTest {
 *     @RegisterExtension
 *     static final StudioExtension studio = StudioExtension.of(MusicVideoImpl.class);
 *
 *     @Test
 *     void theSongIsCutInOrder() {
 *         studio.provider().slow("sweep", Duration.ofHours(1));
 *
 *         Film film = studio.run(MusicVideo.class, video -> video.make(new Song("Roofs")));
 *
 *         assertEquals(List.of("sweep", "crowd"), film.timeline().cuts().stream().map(Cut::id).toList());
 *         assertEquals(4, studio.bought().size());
 *     }
 *
 *     @Test
 *     void aRefusedShotCanBeLeftOut() {
 *         studio.provider().refuse("crowd");
 *         WorkflowRun<Film> run = studio.parking().start(MusicVideo.class, video -> video.make(new Song("Roofs")));
 *
 *         run.await("crowd", Item.State.PARKED);
 *         run.answers().skip("crowd");
 *
 *         assertEquals(1, run.result().timeline().cuts().size());
 *     }
 * }
 * }</pre>
 *
 * <p>A mistake in a workflow's own code ends its test at once, where a real server would wait for mended code. What has ended is replayed when its test ends:
 * what does something else then, because it asks for the time or for chance, fails its first test. So does a test that has told the provider of something
 * that never came: see {@link FakeProvider}.
 *
 * <p>The tests of one class, and all that use the server's clock, run one after another, as JUnit's do where nothing else is said.
 */
public final class StudioExtension implements BeforeEachCallback, AfterEachCallback {
    private final List<Class<?>> workflows;
    private final List<Object> activities;
    private TestStudio test;
    private WorkflowRun<?> last;

    private StudioExtension(List<Class<?>> workflows, List<Object> activities) {
        this.workflows = List.copyOf(workflows);
        this.activities = List.copyOf(activities);
    }

    /**
     * A studio whose workers know some workflows.
     *
     * @param implementations of workflow interfaces, each with a public constructor without parameters
     * @return to be kept in a field with {@code @RegisterExtension}
     */
    public static StudioExtension of(Class<?>... implementations) {
        return new StudioExtension(Arrays.asList(implementations), List.of());
    }

    /**
     * A studio whose workers host what a jar brings.
     *
     * @param jar its entry
     * @return to be kept in a field with {@code @RegisterExtension}
     */
    public static StudioExtension of(HostedWorkflows jar) {
        return new StudioExtension(jar.workflows(), jar.activities());
    }

    /**
     * The same with activities of one's own.
     *
     * @param more implementations of activity interfaces, which many threads use at once
     * @return another extension
     */
    public StudioExtension activities(Object... more) {
        List<Object> all = new ArrayList<>(activities);
        all.addAll(Arrays.asList(more));
        return new StudioExtension(workflows, all);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        begin(SharedServer.of(context));
    }

    void begin(SharedServer server) {
        test = new TestStudio(server, workflows, activities);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        end(context.getExecutionException().isEmpty());
    }

    void end() {
        end(true);
    }

    /** @param passed whether the test has not failed before: what never came because of that is not told beside it */
    private void end(boolean passed) {
        try {
            test.close();
            if (passed) {
                test.provider().requireAllCame();
            }
        } finally {
            test = null;
            last = null;
        }
    }

    TestStudio test() {
        if (test == null) {
            throw new IllegalStateException(
                    "a studio is there while a test runs: say this in the test itself, or in @BeforeEach");
        }
        return test;
    }

    /**
     * The provider of this test, to be told what is to happen.
     *
     * @return one for all workflows of the test
     */
    public FakeProvider provider() {
        return test().provider();
    }

    /**
     * Limits what each film of this test may cost, as {@code --budget} does.
     *
     * @param usd US dollars, as {@code "12.50"}
     * @return this
     */
    public StudioExtension budgetUsd(String usd) {
        test().budgetUsd(new BigDecimal(usd));
        return this;
    }

    /**
     * Has the workflows of this test stay open where something stops, and wait for an {@linkplain WorkflowRun#answers() answer}.
     *
     * @return this
     */
    public StudioExtension parking() {
        test().park();
        return this;
    }

    /**
     * Decides beforehand what becomes of something that stops and would {@linkplain #parking() wait}, as {@code FRAMESPAN_ON_AMBIGUOUS} and
     * {@code FRAMESPAN_ON_PROVIDER_ERROR} do; else it waits for an answer at once.
     *
     * @param wanted as {@code new StopPolicies(StopPolicy.parse("1 rebuy, then skip"), null)}
     * @return this
     */
    public StudioExtension policies(StopPolicies wanted) {
        test().records().policies(Objects.requireNonNull(wanted, "policies"));
        return this;
    }

    /**
     * Lets so many generations of a workflow be begun and not ended at once; else 20.
     *
     * @param most 1 or more
     * @return this
     */
    public StudioExtension atOnce(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("at least one generation at a time, not " + most);
        }
        test().records().atOnce(most);
        return this;
    }

    /**
     * Names the folder of the storyboards that workflows of this test make films of, as {@code --inputs} does; else the one that the tests run in. What a
     * storyboard names has to be there, whatever is in it. Pictures, videos and sounds that a workflow names itself need not: a video lasts eight seconds, or as
     * long as {@link FakeProvider#seconds} says.
     *
     * @param folder from which paths lead on
     * @return this
     */
    public StudioExtension inputs(Path folder) {
        test().inputs(folder);
        return this;
    }

    /**
     * Runs a workflow to its end.
     *
     * @param type its interface
     * @param call calls the method by which it begins
     * @param <W> its interface
     * @param <R> what it returns
     * @return what it returns
     * @throws io.temporal.client.WorkflowFailedException where it fails; {@link Stop#of} has the reason
     */
    public <W, R> R run(Class<W> type, Function<? super W, ? extends R> call) {
        return this.<W, R>start(type, call).result();
    }

    /**
     * Runs a workflow that is to stop.
     *
     * @param type its interface
     * @param call calls the method by which it begins
     * @param <W> its interface
     * @return why it stopped
     * @throws AssertionError where it does not, or fails for another reason
     */
    public <W> Stop expectStop(Class<W> type, Function<? super W, ?> call) {
        return start(type, call).expectStop();
    }

    /**
     * Starts a workflow under a name made of its type's: {@code music-video}.
     *
     * @param type its interface
     * @param call calls the method by which it begins
     * @param <W> its interface
     * @param <R> what it returns
     * @return the workflow as it runs
     */
    public <W, R> WorkflowRun<R> start(Class<W> type, Function<? super W, ? extends R> call) {
        return start(film(type), type, call);
    }

    /**
     * Starts a workflow as {@code framespan run} does.
     *
     * @param film id of what it makes; where one of this id was made before, what it bought counts to the budget
     * @param type its interface
     * @param call calls the method by which it begins
     * @param <W> its interface
     * @param <R> what it returns
     * @return the workflow as it runs
     */
    public <W, R> WorkflowRun<R> start(String film, Class<W> type, Function<? super W, ? extends R> call) {
        POJOWorkflowMethodMetadata method = POJOWorkflowInterfaceMetadata.newInstance(type)
                .getWorkflowMethod()
                .orElseThrow(() -> new IllegalArgumentException(type.getName() + " has no @WorkflowMethod"));
        W workflow = test().server().client().newWorkflowStub(type, test.options(film, method.getName()));
        WorkflowRun<R> run = new WorkflowRun<>(test, WorkflowStub.fromTyped(workflow), method.getWorkflowMethod());
        last = run;
        test.started(WorkflowClient.start(() -> call.apply(workflow)));
        return run;
    }

    /** {@code music-video} of {@code MusicVideo}. */
    private static String film(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /**
     * For workflows that open their studio with settings of their own: this test's store, budget and whether it parks, and its policies.
     *
     * @param film id of what they make
     * @return settings of a film of 1280x720 pixels that takes its first clip's rate
     */
    public StudioSettings settings(String film) {
        StudioSettings settings =
                new StudioSettings(film, 1280, 720, null, test().records().atOnce(), test.identity());
        if (test.budgetUsd() != null) {
            settings = settings.budgetUsd(test.budgetUsd());
        }
        settings = settings.policies(test.records().policies());
        return test.parks() ? settings.parking() : settings;
    }

    /**
     * A picture, video or sound of one's own that is in the store.
     *
     * @param name tells it from others
     * @param type what it is
     * @return a reference to it
     */
    public Asset asset(String name, MediaType type) {
        return FakeAssets.named(name, type);
    }

    /**
     * What the workflows of this test have asked the provider for, refused or not.
     *
     * @return in order, each request once, however often it was tried
     */
    public List<AskedTake> asked() {
        return test().work().asked();
    }

    /**
     * What the workflows of this test have paid for: each payment once. What was refused, has failed or was given back is not among it; what is in
     * doubt is.
     *
     * @return in order
     */
    public List<AskedTake> bought() {
        return test().work().bought();
    }

    /**
     * What {@link #bought()} costs.
     *
     * @return US dollars; what has no price counts nothing
     */
    public BigDecimal spentUsd() {
        return bought().stream()
                .map(each -> each.priceUsd() == null ? BigDecimal.ZERO : each.priceUsd())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * What was cut in this test.
     *
     * @return one timeline a film, in order
     */
    public List<Timeline> joined() {
        return test().work().joined();
    }

    /**
     * The films that the workflows of this test have left in their receipts.
     *
     * @return by their names, in the order in which they were cut
     */
    public Map<String, Film> films() {
        return test().records().films();
    }

    /**
     * How long the workflow took that was started last, by the server's clock: hours of waiting are hours, though the test lasts milliseconds.
     *
     * @return from its start to its end, or until now
     */
    public Duration took() {
        if (last == null) {
            throw new IllegalStateException("no workflow was started in this test");
        }
        return last.took();
    }
}

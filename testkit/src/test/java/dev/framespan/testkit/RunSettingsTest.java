package dev.framespan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.studio.ClipRequest;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.RunSettings;
import dev.framespan.workflows.studio.Studio;
import dev.framespan.workflows.studio.StudioSettings;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a run was started with: a workflow's code never exceeds it, and a run that goes on as another hands it on. */
class RunSettingsTest {
    @RegisterExtension
    final BegunStudios studios = new BegunStudios();

    private static Stop stop(StudioExtension studio) {
        return studio.start(FiveShots.class, FiveShots::make).expectStop();
    }

    @Test
    void aBudgetInTheCodeIsNoMoreThanTheOperators() {
        StudioExtension studio = studios.of(Dear.class).budgetUsd("0.01");

        assertThat(stop(studio).kind()).isEqualTo(FailureKind.BUDGET);
        assertThat(studio.bought()).isEmpty();
        studio.end();
    }

    @Test
    void aBudgetInTheCodeIsKeptWhereItIsTheSmaller() {
        StudioExtension studio = studios.of(Frugal.class).budgetUsd("1000");

        assertThat(stop(studio).kind()).isEqualTo(FailureKind.BUDGET);
        assertThat(studio.bought()).isEmpty();
        studio.end();
    }

    @Test
    void aRunMakesNoOtherFilmThanItsOwn() {
        StudioExtension studio = studios.of(Another.class);

        Stop stop = stop(studio);

        assertThat(stop.message()).contains("started to make five-shots").contains("StudioSettings.ofRun()");
        assertThat(studio.asked()).isEmpty();
        studio.end();
    }

    @Test
    void aRunThatGoesOnAsAnotherHandsOnWhatItWasStartedWith() {
        StudioExtension studio = studios.of(Twice.class);
        WorkflowRun<Film> run = studio.start(FiveShots.class, FiveShots::make);
        WorkflowExecutionMetadata first = run.stub().describe();
        run.result();

        WorkflowExecutionMetadata last = studios.server()
                .client()
                .newUntypedWorkflowStub(run.workflowId())
                .describe();

        assertThat(last.getExecution().getRunId())
                .isNotEqualTo(first.getExecution().getRunId());
        for (String key : List.of(RunSettings.PLAN, RunSettings.STORE, RunSettings.REALM, RunSettings.JAR)) {
            assertThat(last.getMemo(key, String.class)).as(key).isNotNull().isEqualTo(first.getMemo(key, String.class));
        }
        studio.end();
    }

    @Test
    void aNumberIsThatOfOneClipInAllRuns() {
        StudioExtension studio = studios.of(Twice.class);
        studio.start(FiveShots.class, FiveShots::make).result();

        assertThat(studio.bought())
                .extracting(AskedTake::id)
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.startsWith("clip#"));
        studio.end();
    }

    private static Film rain(StudioSettings settings) {
        return Studio.make(settings, studio -> studio.cut(List.of(
                        studio.clip(ClipRequest.generate("rain").seconds(5).named("rain"))))
                .get());
    }

    /** Says more than it was given. */
    public static final class Dear implements FiveShots {
        @Override
        public Film make() {
            return rain(StudioSettings.ofRun().budgetUsd(new BigDecimal("1000")));
        }
    }

    /** Says less than it was given. */
    public static final class Frugal implements FiveShots {
        @Override
        public Film make() {
            return rain(StudioSettings.ofRun().budgetUsd(new BigDecimal("0.01")));
        }
    }

    /** Goes on as new, once. */
    public static final class Twice implements FiveShots {
        @Override
        public Film make() {
            boolean first = Workflow.getInfo().getContinuedExecutionRunId().isEmpty();
            return Studio.make(studio -> {
                ClipRequest weather =
                        ClipRequest.generate(first ? "rain" : "sun").seconds(5);
                Film film = studio.cut(List.of(studio.clip(weather))).get();
                if (first) {
                    studio.continueAsNew();
                }
                return film;
            });
        }
    }

    /** Names a film of its own choice. */
    public static final class Another implements FiveShots {
        @Override
        public Film make() {
            StudioSettings own = StudioSettings.ofRun();
            return rain(new StudioSettings("another", 1280, 720, null, 4, own.identity()));
        }
    }
}

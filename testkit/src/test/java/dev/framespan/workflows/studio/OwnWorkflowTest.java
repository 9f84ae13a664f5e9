package dev.framespan.workflows.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.testkit.WorkflowTestServer;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Stop;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a developer's own workflow meets, on a worker that was told nothing about its exceptions: always an end, always a stop. */
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OwnWorkflowTest {
    private final WorkflowTestServer server = new WorkflowTestServer();

    @AfterEach
    void close() {
        server.close();
    }

    /** The stop with which a workflow ends that lets a failure pass. */
    private Stop stop(Function<Studio, ?> story) {
        WorkflowStub own = server.own("song", settings -> String.valueOf(story.apply(Studio.open(settings))));
        Throwable failure = catchThrowable(() -> own.getResult(String.class));
        return Stop.of(failure).orElseThrow(() -> new AssertionError(failure));
    }

    private static ClipRequest clip(String name) {
        return ClipRequest.generate(name).named(name);
    }

    private void refuses(String id, FailureKind kind) {
        server.submit(id, (purchase, waits, call) -> {
            throw Stop.of(kind, purchase, "the balance is used up").failure();
        });
    }

    @Test
    void whatWasNotBegunForWantOfMoneyFailsWithTheAccountsStop() {
        refuses("first", FailureKind.BALANCE);
        server.atOnce(1);

        Stop stop = stop(studio -> {
            studio.clip(clip("first"));
            return studio.clip(clip("second")).get();
        });

        assertThat(stop.kind()).isEqualTo(FailureKind.BALANCE);
        assertThat(stop.id()).isEqualTo("second");
        assertThat(stop.message()).contains("balance is used up");
        assertThat(server.calls()).doesNotContain("submit second");
    }

    @Test
    void aWorkflowThatWaitsForItsBudgetCanBeCancelled() {
        refuses("dear", FailureKind.BUDGET);
        WorkflowStub own = server.own("song", settings -> {
            Studio studio = Studio.open(settings.budgetUsd(BigDecimal.ONE));
            return studio.clip(clip("dear")).get().id();
        });
        WorkflowTestServer.until(() -> server.times("submit dear") > 0);
        own.cancel();

        assertThatThrownBy(() -> own.getResult(String.class)).hasRootCauseInstanceOf(CanceledFailure.class);
    }

    @Test
    void aCancelledWorkflowIsToldSoByEveryPromise() {
        server.atOnce(1).await("moving", (task, call) -> {
            throw ApplicationFailure.newBuilder()
                    .setMessage("not yet")
                    .setType("NotYet")
                    .setCategory(ApplicationErrorCategory.BENIGN)
                    .setNextRetryDelay(Duration.ofHours(1))
                    .build();
        });
        List<RuntimeException> seen = Collections.synchronizedList(new ArrayList<>());
        WorkflowStub own = server.own("song", settings -> {
            Studio studio = Studio.open(settings);
            List<Promise<Clip>> clips = List.of(studio.clip(clip("moving")), studio.clip(clip("waiting")));
            for (Promise<Clip> clip : clips) {
                seen.add(clip.getFailure());
            }
            throw seen.get(0);
        });
        WorkflowTestServer.until(() -> server.calls().contains("await moving"));

        own.cancel();

        assertThatThrownBy(() -> own.getResult(String.class))
                .isInstanceOf(WorkflowFailedException.class)
                .hasCauseInstanceOf(CanceledFailure.class);
        assertThat(seen).hasSize(2).allSatisfy(failure -> {
            assertThat(failure).isInstanceOf(TemporalFailure.class);
            assertThat(Stop.of(failure).orElseThrow().kind()).isEqualTo(FailureKind.CANCELLED);
        });
    }

    @Test
    void aClipThatNamesNoSecondsLeavesThemToItsModel() {
        WorkflowStub own = server.own("song", settings -> {
            Studio studio = Studio.open(settings);
            studio.clip(clip("gull")).get();
            return studio.clip(clip("boat").seconds(7)).get().id();
        });

        assertThat(own.getResult(String.class)).isEqualTo("boat");
        assertThat(server.purchase("gull").request().seconds()).isEqualTo(GenerationRequest.MODELS_SECONDS);
        assertThat(server.purchase("boat").request().seconds()).isEqualTo(7);
    }

    @Test
    void aFilmOfNoClipsIsRefusedInWords() {
        Stop stop = stop(studio -> studio.cut(List.of()).get());

        assertThat(stop.kind()).isEqualTo(FailureKind.MEDIA);
        assertThat(stop.id()).isEqualTo("song");
        assertThat(stop.message()).contains("at least one clip");
    }

    @Test
    void clipsThatMakeNoFilmAreRefusedInWords() {
        server.verify("gull", (task, call) -> new MediaFacts(1280, 720, 24, "0/1", false, "h264", ""));

        Stop stop =
                stop(studio -> studio.cut(List.of(studio.clip(clip("gull")))).get());

        assertThat(stop.kind()).isEqualTo(FailureKind.MEDIA);
        assertThat(stop.message()).contains("not a frame rate");
    }

    @Test
    void clipsThatCannotBeJoinedCarryAStopToo() {
        server.join(() -> {
            throw ApplicationFailure.newNonRetryableFailure("the clips cannot be joined: one is damaged", "MEDIA");
        });

        Stop stop =
                stop(studio -> studio.cut(List.of(studio.clip(clip("gull")))).get());

        assertThat(stop.kind()).isEqualTo(FailureKind.MEDIA);
        assertThat(stop.message()).contains("cannot be joined");
    }

    @Test
    void whatCannotBeAskedForIsRefusedInWords() {
        assertThat(stop(studio -> studio.clip(clip("gull").take(0))).message()).contains("takes are counted from 1");
        assertThat(stop(studio -> studio.clip(clip("gull").model(null))).kind()).isEqualTo(FailureKind.REJECTED);
        assertThat(stop(studio -> studio.still((String) null)).kind()).isEqualTo(FailureKind.REJECTED);
        assertThat(stop(studio -> studio.still(StillRequest.of("dawn").from(null)))
                        .kind())
                .isEqualTo(FailureKind.REJECTED);
        assertThat(stop(studio -> studio.cut((Edit) null).get()).kind()).isEqualTo(FailureKind.MEDIA);
    }

    @Test
    void aFrameThatNoFilmCanHaveIsRefusedBeforeAnythingIsBought() {
        for (Function<StudioSettings, StudioSettings> change : List.<Function<StudioSettings, StudioSettings>>of(
                given -> new StudioSettings(given.film(), 1281, 720, null, 1, null),
                given -> new StudioSettings(given.film(), 1280, 720, "fast", 1, null),
                given -> new StudioSettings(given.film(), 1280, 720, null, 0, null))) {
            WorkflowStub own = server.own("song", settings -> {
                Studio studio = Studio.open(change.apply(settings));
                return studio.cut(List.of(studio.clip(clip("gull")))).get().toString();
            });
            Throwable failure = catchThrowable(() -> own.getResult(String.class));

            assertThat(Stop.of(failure)
                            .orElseThrow(() -> new AssertionError(failure))
                            .kind())
                    .isEqualTo(FailureKind.REJECTED);
        }
        assertThat(server.calls()).isEmpty();
    }

    @Test
    void aStillThatFailsByADevelopersOwnFaultCarriesAStop() {
        Stop stop = stop(studio -> {
            Promise<Still> own = Workflow.newFailedPromise(new IllegalStateException("no such still"));
            return studio.clip(ClipRequest.imageToVideo(own).named("rise")).get();
        });

        assertThat(stop.kind()).isEqualTo(FailureKind.INTERNAL);
        assertThat(stop.id()).isEqualTo("rise");
        assertThat(stop.message()).contains("no such still");
    }

    @Test
    void aChildThatFailsWithoutEvidenceIsGivenSome() {
        server.submit("gull", (purchase, waits, call) -> {
            throw ApplicationFailure.newNonRetryableFailure("strange", "Strange");
        });

        Stop stop = stop(studio -> studio.clip(clip("gull")).get());

        assertThat(stop.kind()).isEqualTo(FailureKind.INTERNAL);
        assertThat(stop.id()).isEqualTo("gull");
    }

    @Test
    void inWorkflowsOfBeforeNumbersKeepClearOfNamesGivenByHandAndPicturesReserveNone() {
        try (WorkflowTestServer before = WorkflowTestServer.withoutIdentity()) {
            WorkflowStub own = before.own("song", settings -> {
                Studio studio = Studio.open(settings);
                Promise<Still> picture = studio.picture("dawn", WorkflowTestServer.asset("own", MediaType.JPG));
                Promise<Clip> shown =
                        studio.clip(ClipRequest.imageToVideo(picture).named("dawn"));
                Promise<Clip> given = studio.clip(clip("clip-3"));
                Promise<Clip> numbered = studio.clip(ClipRequest.generate("waves"));
                return shown.get().id() + " " + given.get().id() + " "
                        + numbered.get().id();
            });

            assertThat(own.getResult(String.class)).isEqualTo("dawn clip-3 clip-4");
        }
    }
}

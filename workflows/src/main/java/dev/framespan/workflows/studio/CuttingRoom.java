package dev.framespan.workflows.studio;

import dev.framespan.workflows.assembly.AssemblyActivity;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.FramePosition;
import dev.framespan.workflows.generation.ClipFrame;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.TaskQueues;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Brings clips to one format and joins them. */
final class CuttingRoom {
    private static final ActivityOptions MEDIA = ActivityOptions.newBuilder()
            .setStartToCloseTimeout(Duration.ofHours(6)) // hours of film are decoded once more after the join
            .setHeartbeatTimeout(Duration.ofSeconds(20)) // a beat every second, also while it waits for a core
            .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
            .setRetryOptions(RetryOptions.newBuilder()
                    .setInitialInterval(Duration.ofSeconds(1))
                    .setMaximumInterval(Duration.ofSeconds(10))
                    .setMaximumAttempts(20) // deaths of workers count, too; clips that kill the engine need a look
                    .build())
            .build();
    // A server takes 2,000 activities of one workflow at once.
    private static final int CONFORMS = 1_900;

    private final AssemblyActivity assembly;
    private final StudioSettings settings;
    private final String store;
    private final CancellationScopes scopes;
    private final Permits conforms = new FilmPermits(CONFORMS);
    private String doing = "";

    CuttingRoom(StudioSettings settings, CancellationScopes scopes) {
        this.scopes = scopes;
        this.settings = settings;
        this.store = settings.identity() == null ? null : settings.identity().store();
        String queue = TaskQueues.of(settings.identity()).media();
        this.assembly = Workflow.newActivityStub(
                AssemblyActivity.class,
                ActivityOptions.newBuilder(MEDIA).setTaskQueue(queue).build());
    }

    String doing() {
        return doing;
    }

    /** A promise that fails with {@code REJECTED} when the clip ends before the frame. */
    Promise<Still> frame(String id, Clip clip, FramePosition at) {
        Asset original = clip.take().original();
        long number;
        try {
            number = at.of(clip.take().facts());
        } catch (IllegalArgumentException e) {
            return Workflow.newFailedPromise(
                    Stop.of(FailureKind.REJECTED, id, 1, e.getMessage()).failure());
        }
        return scopes.begin(() -> Async.function(assembly::frame, original, number, store))
                .thenApply(picture -> new Still(id, picture, null, new ClipFrame(original.sha256(), number)));
    }

    Promise<Film> cut(List<Clip> clips) {
        String rate = settings.rate() == null ? clips.get(0).take().facts().rate() : settings.rate();
        Timeline originals = new Timeline(
                new Format(settings.width(), settings.height(), rate),
                clips.stream()
                        .map(clip -> new Cut(
                                clip.id(), clip.take().original(), clip.take().facts()))
                        .toList());
        Set<String> odd = originals.odd();
        doing = odd.isEmpty() ? "joining" : "conforming";
        List<Promise<Cut>> cuts = originals.cuts().stream()
                .map(cut -> odd.contains(cut.id()) ? conformed(cut, originals.format()) : Workflow.newPromise(cut))
                .toList();
        return Promise.allOf(cuts)
                .thenCompose(done -> joined(
                        new Timeline(
                                originals.format(),
                                cuts.stream().map(Promise::get).toList()),
                        odd));
    }

    private Promise<Cut> conformed(Cut cut, Format format) {
        return conforms.acquire()
                .thenCompose(permit -> scopes.begin(() -> Async.function(assembly::conform, cut.clip(), format, store)))
                .handle((conformed, failure) -> {
                    conforms.release();
                    if (failure != null) {
                        throw ofShot(cut.id(), failure);
                    }
                    return new Cut(cut.id(), conformed.asset(), conformed.facts());
                });
    }

    /** The activity knows a clip, and not which shot it is of. */
    private static RuntimeException ofShot(String id, RuntimeException failure) {
        return failure.getCause() instanceof ApplicationFailure told
                ? ApplicationFailure.newNonRetryableFailure(
                        "shot " + id + ": " + told.getOriginalMessage(), told.getType())
                : failure;
    }

    private Promise<Film> joined(Timeline timeline, Set<String> conformed) {
        doing = "joining";
        Promise<Asset> contactSheet = scopes.begin(() -> Async.function(assembly::contactSheet, timeline, store));
        return scopes.begin(() -> Async.function(assembly::join, timeline, store))
                .thenCompose(assembled -> contactSheet.thenApply(sheet -> {
                    doing = "";
                    return new Film(assembled.asset(), assembled.facts(), sheet, timeline, conformed);
                }));
    }
}

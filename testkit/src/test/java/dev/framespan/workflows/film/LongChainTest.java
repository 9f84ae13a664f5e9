package dev.framespan.workflows.film;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.testkit.WorkflowTestServer;
import dev.framespan.workflows.asset.FramePosition;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.VideoUse;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.InputVideo;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.studio.Item;
import io.temporal.api.history.v1.HistoryEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Films whose shots are each made of the one before: asking for the last asks for them all, and where the first fails, all fail. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LongChainTest {
    private static final int SHOTS = 500;

    private final WorkflowTestServer server = new WorkflowTestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private static GenerationRequest request(Action action, int number) {
        return GenerationRequest.of("kling-v3-omni", action, Prompt.of("shot " + number))
                .resolution("720p")
                .seconds(5)
                .video(action == Action.REFERENCE_VIDEO ? InputVideo.of(VideoUse.BASE, false) : null)
                .build();
    }

    /** The last shot stands first, so that asking for it asks for all the others. */
    private static List<Plan.Shot> backwards(List<Plan.Shot> shots) {
        List<Plan.Shot> backwards = new ArrayList<>(shots);
        Collections.reverse(backwards);
        return backwards;
    }

    private static Plan frames() {
        List<Plan.Keyframe> keyframes = new ArrayList<>();
        List<Plan.Shot> shots = new ArrayList<>();
        shots.add(Plan.Shot.of("s0", null, null, request(Action.GENERATE, 0)));
        for (int i = 1; i < SHOTS; i++) {
            keyframes.add(Plan.Keyframe.of("f" + i, new Plan.Frame("s" + (i - 1), FramePosition.LAST)));
            shots.add(Plan.Shot.of("s" + i, "f" + i, null, request(Action.IMAGE2VIDEO, i)));
        }
        Collections.reverse(keyframes);
        return new Plan("chain", "chain", 1280, 720, null, keyframes, backwards(shots));
    }

    private static Plan videos() {
        List<Plan.Shot> shots = new ArrayList<>();
        shots.add(Plan.Shot.of("s0", null, null, request(Action.GENERATE, 0)));
        for (int i = 1; i < SHOTS; i++) {
            shots.add(new Plan.Shot(
                    "s" + i,
                    null,
                    null,
                    List.of(),
                    new Plan.Video("s" + (i - 1), null, null),
                    request(Action.REFERENCE_VIDEO, i)));
        }
        return new Plan("chain", "chain", 1280, 720, null, List.of(), backwards(shots));
    }

    private static Plan references() {
        List<Plan.Keyframe> keyframes = new ArrayList<>();
        for (int i = 0; i < 2 * SHOTS; i++) {
            GenerationRequest still = GenerationRequest.of(
                            "doubao-seedream-4.5", Action.GENERATE, Prompt.of("still " + i))
                    .resolution("2K")
                    .build();
            keyframes.add(0, Plan.Keyframe.of("s" + i, still, i == 0 ? List.of() : List.of("s" + (i - 1))));
        }
        Plan.Shot shown = new Plan.Shot(
                "shot", null, null, List.of("s0", "s" + (2 * SHOTS - 1)), null, request(Action.REFERENCE, 0));
        return new Plan("chain", "chain", 1280, 720, null, keyframes, List.of(shown));
    }

    private void failsFromTheFirst(Plan plan, int others) {
        server.submit("s0", (purchase, waits, call) -> {
            throw Stop.of(FailureKind.POLICY, purchase, "no").failure();
        });
        server.film(plan);
        assertThat(server.receiptInput().items().stream()
                        .filter(item -> item.state() == Item.State.BLOCKED)
                        .count())
                .isEqualTo(others);
        assertThat(server.purchases()).hasSize(1);
        assertThat(server.history(plan.film()).getEvents())
                .as("no task of the workflow is made twice, for a stack or a second that was not enough")
                .noneMatch(HistoryEvent::hasWorkflowTaskFailedEventAttributes)
                .noneMatch(HistoryEvent::hasWorkflowTaskTimedOutEventAttributes);
    }

    @Test
    void fiveHundredShotsFromFrameToFrame() {
        failsFromTheFirst(frames(), SHOTS - 1);
    }

    @Test
    void fiveHundredShotsEachAfterTheVideoOfTheOneBefore() {
        failsFromTheFirst(videos(), SHOTS - 1);
    }

    @Test
    void aThousandKeyframesEachAfterTheOneBefore() {
        failsFromTheFirst(references(), 2 * SHOTS);
    }
}

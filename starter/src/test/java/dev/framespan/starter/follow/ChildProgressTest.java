package dev.framespan.starter.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.progress.ItemView;
import dev.framespan.workflows.generation.AwaitActivity.Waiting;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.studio.Item;
import io.temporal.api.common.v1.ActivityType;
import io.temporal.api.failure.v1.ApplicationFailureInfo;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.failure.v1.TimeoutFailureInfo;
import io.temporal.api.history.v1.ActivityTaskCompletedEventAttributes;
import io.temporal.api.history.v1.ActivityTaskScheduledEventAttributes;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildProgressTest {
    private static final Item GULL = new Item("gull", false, Item.State.IN_PROGRESS, "film/1/gull", null, null, null);

    private static PendingActivityInfo.Builder pending(String activity) {
        return PendingActivityInfo.newBuilder()
                .setActivityType(ActivityType.newBuilder().setName(activity))
                .setHeartbeatDetails(Payloads.converter()
                        .toPayloads(new Waiting(Waiting.State.PROCESSING, 40, 0, 0))
                        .orElseThrow());
    }

    private static String words(PendingActivityInfo.Builder activity) {
        return ChildProgress.view(GULL, activity.build()).words();
    }

    private static Failure failure(String type, String message) {
        return Failure.newBuilder()
                .setMessage(message)
                .setApplicationFailureInfo(ApplicationFailureInfo.newBuilder().setType(type))
                .build();
    }

    @Test
    void aProviderThatDoesNotAnswerIsShownWhileAClipIsRendered() {
        String said = "the provider does not answer: no connection to e.org";

        assertThat(words(pending("Await").setLastFailure(failure("Unanswered", said))))
                .isEqualTo("rendering 40 %; " + said + ", asking again");
    }

    @Test
    void aResultsHostThatDoesNotAnswerIsShownWhileItIsFetched() {
        assertThat(words(pending("Fetch").setLastFailure(failure("Download", "its link answers HTTP 503"))))
                .isEqualTo("fetching; its link answers HTTP 503, asking again");
    }

    @Test
    void notYetIsNoTroubleAndAWorkerThatDiedSaysNothing() {
        Failure death = Failure.newBuilder()
                .setMessage("activity timeout")
                .setTimeoutFailureInfo(TimeoutFailureInfo.getDefaultInstance())
                .build();

        assertThat(words(pending("Await"))).isEqualTo("rendering 40 %");
        assertThat(words(pending("Await").setLastFailure(failure("NotYet", "not yet"))))
                .isEqualTo("rendering 40 %");
        assertThat(words(pending("Fetch").setLastFailure(death))).isEqualTo("fetching");
    }

    @Test
    void wordsOfOthersCommandNoTerminal() {
        assertThat(words(pending("Fetch").setLastFailure(failure("Download", "a\u001b[2J\nb"))))
                .doesNotContain("\u001b", "\n");
    }

    @Test
    void whatIsHeldUpIsChargedForAllTheSame() {
        ItemView view = ChildProgress.view(
                GULL,
                pending("Fetch").setLastFailure(failure("Download", "down")).build());

        assertThat(view.doing()).isEqualTo("fetching");
        assertThat(view.trouble()).isEqualTo("down");
    }

    @Test
    void whatWasDecodedIsKeptAndWhatWasOnlyFetchedOrRejectedIsNot() {
        assertThat(ChildProgress.isVerified(history("Fetch", "Verify"))).isTrue();
        assertThat(ChildProgress.isVerified(history("Await", "Fetch"))).isFalse();
        assertThat(ChildProgress.isVerified(history("Fetch", "Reject"))).isFalse();
        List<HistoryEvent> begun = new ArrayList<>(history("Fetch"));
        begun.add(scheduled(9, "Verify"));
        assertThat(ChildProgress.isVerified(begun)).isFalse();
    }

    private static List<HistoryEvent> history(String... activities) {
        List<HistoryEvent> events = new ArrayList<>();
        for (String activity : activities) {
            long id = events.size() + 1;
            events.add(scheduled(id, activity));
            events.add(HistoryEvent.newBuilder()
                    .setEventId(id + 1)
                    .setActivityTaskCompletedEventAttributes(
                            ActivityTaskCompletedEventAttributes.newBuilder().setScheduledEventId(id))
                    .build());
        }
        return events;
    }

    private static HistoryEvent scheduled(long id, String activity) {
        return HistoryEvent.newBuilder()
                .setEventId(id)
                .setActivityTaskScheduledEventAttributes(ActivityTaskScheduledEventAttributes.newBuilder()
                        .setActivityType(ActivityType.newBuilder().setName(activity)))
                .build();
    }
}

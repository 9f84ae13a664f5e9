package dev.framespan.workflows.generation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.temporal.activity.ActivityInterface;
import io.temporal.failure.ApplicationFailure;
import java.util.Arrays;

/** Waits for a task. Each attempt makes one status call and holds nothing between two of them. */
@ActivityInterface
public interface AwaitActivity {
    /** The type of the failure that says nothing but "not yet". */
    String NOT_YET = "NotYet";

    /** The type of the one whose message says why the provider could not be asked; it, too, is asked again. */
    String UNANSWERED = "Unanswered";

    /**
     * Returns when the task has completed. "Not yet" is a benign failure with a {@code nextRetryDelay}; its heartbeat details are a
     * {@link Waiting}.
     *
     * @throws ApplicationFailure with a {@link Stop} of kind {@link FailureKind#FAILED}, {@link FailureKind#POLICY}, {@link
     *     FailureKind#CANCELLED}, {@link FailureKind#LOST}, {@link FailureKind#UNAUTHORIZED} or {@link FailureKind#ADDRESS};
     *     one that {@link Stop#isToBeAskedAnew} where another film gave the task back
     */
    void await(ProviderTask task);

    /**
     * What the provider said last, for those who watch the workflow.
     *
     * @param percent 0 to 100
     * @param missing how often in a row the provider did not know the task
     * @param missingSinceMillis when that began, in milliseconds since 1970; 0 when it did not
     */
    record Waiting(State state, int percent, int missing, long missingSinceMillis) {
        public static final Waiting NEW = new Waiting(State.SUBMITTED, 0, 0, 0);

        /** How an unfinished task stands at the provider. */
        public enum State {
            /** The provider has said nothing about it yet. */
            SUBMITTED(""),
            QUEUED("queued"),
            PROCESSING("processing");

            private final String word;

            State(String word) {
                this.word = word;
            }

            @JsonValue
            public String word() {
                return word;
            }

            /** Earlier workers also noted the states of finished tasks. */
            @JsonCreator
            static State of(String word) {
                return Arrays.stream(values())
                        .filter(state -> state.word.equals(word))
                        .findFirst()
                        .orElse(SUBMITTED);
            }
        }
    }
}

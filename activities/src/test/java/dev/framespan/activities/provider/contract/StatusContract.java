package dev.framespan.activities.provider.contract;

import static dev.framespan.activities.http.ScriptedServer.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.framespan.activities.http.ScriptedServer.Asked;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.Refund;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.activities.provider.TaskStatus.State;
import dev.framespan.workflows.generation.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a task stands: asked as often as one likes, and read leniently. */
interface StatusContract extends ProviderUnderTest {
    /** The same answer as it is, with fields of tomorrow, and with numbers as words. */
    private List<TaskStatus> readings(String answer) throws ProviderException {
        List<TaskStatus> readings = new ArrayList<>();
        readings.add(status(answer));
        for (String form : Lenience.forms(answer)) {
            readings.add(status(form));
        }
        return readings;
    }

    private TaskStatus status(String answer) throws ProviderException {
        server().then(answers(200, answer));
        return provider().status(TASK);
    }

    @ParameterizedTest
    @EnumSource(names = {"QUEUED", "PROCESSING"})
    default void aTaskThatHasNotEndedHasNoLinks(State state) throws ProviderException {
        for (TaskStatus status : readings(dialect().unfinished(TASK, state, 43))) {
            assertThat(status.state()).isEqualTo(state);
            assertThat(status.progress()).isIn(0, 43);
            assertThat(status.links()).isEmpty();
            assertThat(status.word()).isNull();
        }
        assertThat(status(dialect().unfinished(TASK, state, 250)).progress()).isBetween(0, 100);
    }

    @Test
    default void aTaskThatHasCompletedHasItsLink() throws ProviderException {
        String link = "https://results.example/t-1.mp4?X-Signature=a%2Fb%3D&X-Expires=86400";
        Instant expires = ProviderContract.NOW.plus(Duration.ofHours(20));

        for (TaskStatus status : readings(dialect().completed(TASK, link, expires))) {
            assertThat(status.state()).isEqualTo(State.COMPLETED);
            assertThat(status.links()).containsExactly(new TaskStatus.Link(link, expires));
        }
    }

    @Test
    default void aTaskThatFailedTellsWhyInOneLine() throws ProviderException {
        for (TaskStatus status : readings(dialect().failed(TASK, "task_failed", "no GPU"))) {
            assertThat(status.state()).isEqualTo(State.FAILED);
            assertThat(status.code()).isEqualTo("task_failed");
            assertThat(status.message()).isEqualTo("no GPU");
        }
        TaskStatus storm = status(dialect().failed(TASK, "bad", "a\n\u001b[2J\u202e" + "🦊".repeat(4_000)));
        assertThat(storm.message()).hasSizeLessThan(1_000).doesNotContain("\u202e");
        assertThat(storm.message().chars()).noneMatch(Character::isISOControl);
    }

    @Test
    default void aTaskThatWasCancelledSaysWhatBecameOfItsPrice() throws ProviderException {
        for (Boolean given : new Boolean[] {true, false, null}) {
            for (TaskStatus status : readings(dialect().cancelled(TASK, new Refund(given, null)))) {
                assertThat(status.state()).isEqualTo(State.CANCELLED);
                assertThat(status.refund().given()).isEqualTo(given);
            }
        }
    }

    @Test
    default void aStateThatNoPageNamesIsWaitedOnAndKnownByItsWord() throws ProviderException {
        for (TaskStatus status : readings(dialect().inState(TASK, "Reviewing"))) {
            assertThat(status.state()).isEqualTo(State.UNKNOWN);
            assertThat(status.state().isEnd()).isFalse();
            assertThat(status.word()).isEqualTo("Reviewing");
        }
    }

    /** It could end a task that runs, or let one that is paid for be taken for lost. */
    @ParameterizedTest
    @EnumSource
    default void anUnclearAnswerSaysNothingAboutTheTask(Doubt doubt) {
        server().then(doubt.line()).always(doubt.line());

        ProviderException failure = failure(() -> provider().status(TASK));

        assertThat(failure.isNotFound()).isFalse();
        assertThat(failure.kind().concernsAccount()).isFalse();
    }

    @Test
    default void aTaskThatIsNotKnownIsToldFromOneThatCannotBeAskedAbout() {
        server().then(answers(404, dialect().error("not_found", "no such task")), answers(404, ""));

        assertThat(failure(() -> provider().status(TASK)).isNotFound()).isTrue();
        assertThat(failure(() -> provider().status(TASK)).isNotFound()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 403})
    default void whatIsWrongWithTheAccountIsToldFromAnOutage(int status) {
        server().then(answers(status, dialect().error("no", "no")));

        assertThat(failure(() -> provider().status(TASK)).kind().concernsAccount())
                .isTrue();
    }

    @Test
    default void aBusyProviderIsAskedLater() {
        server().then(answers(429, "", "Retry-After", "7"));

        ProviderException failure = failure(() -> provider().status(TASK));

        assertThat(failure.kind()).isEqualTo(FailureKind.RATE_LIMITED);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
    }

    @Test
    default void lookingTwiceIsTheSameCallTwiceAndBuysNothing() throws ProviderException {
        server().then(answers(200, dialect().accepted(TASK)));
        submit(provider());
        TaskStatus first = status(dialect().unfinished(TASK, State.PROCESSING, 43));
        TaskStatus second = status(dialect().unfinished(TASK, State.PROCESSING, 43));

        assertThat(second).isEqualTo(first);
        List<String> calls = server().asked().stream().map(StatusContract::call).toList();
        assertThat(calls).hasSize(3);
        assertThat(calls.get(2)).isEqualTo(calls.get(1)).isNotEqualTo(calls.get(0));
    }

    private static String call(Asked asked) {
        return asked.method() + " " + asked.path() + " " + asked.body();
    }

    @Test
    default void aTaskWithStrangeSignsStaysWithinItsAddress() {
        server().always(answers(404, ""));

        catchThrowableOfType(ProviderException.class, () -> provider().status("../admin?x=1#y z"));

        assertThat(server().asked())
                .allSatisfy(asked -> assertThat(asked.path()).doesNotContain("/admin", "x=1", "#"));
    }
}

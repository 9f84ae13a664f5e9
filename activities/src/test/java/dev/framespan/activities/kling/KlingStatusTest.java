package dev.framespan.activities.kling;

import static dev.framespan.activities.http.ScriptedServer.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.ProviderException.Accepted;
import dev.framespan.activities.provider.Refund;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.workflows.generation.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a task stands, in every form in which the pages say it. */
class KlingStatusTest extends WithKlingProvider {
    @ParameterizedTest
    @CsvSource({
        "queued,QUEUED",
        "processing,PROCESSING",
        "completed,COMPLETED",
        "failed,FAILED",
        "cancelled,CANCELLED",
        "canceled,CANCELLED",
        "Processing,PROCESSING"
    })
    void statesAreReadInEverySpelling(String word, TaskStatus.State state) throws ProviderException {
        assertThat(status("{\"task_id\":\"t-1\",\"status\":\"" + word + "\",\"progress\":43}"))
                .isEqualTo(new TaskStatus(state, 43, List.of(), null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"status\":\" \"}", "{\"status\":null}", "{\"status\":7}"})
    void withoutAStateThereIsNoAnswer(String body) {
        server.then(answers(200, body));

        assertThat(catchThrowableOfType(ProviderException.class, () -> provider.status("t-1"))
                        .accepted())
                .isEqualTo(Accepted.UNKNOWN);
    }

    /** As the pages show them: the task system's, the Kling page's, an older one's, and each spelling that one of them has. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{`task_id`:`t-1`,`model`:`kling-v3`,`action`:`generate`,`status`:`queued`,`created_at`:1772359200000,`progress`:0} | QUEUED 0",
                "{`task_id`:`t-1`,`status`:`processing`,`action`:`generate`,`model`:`kling-v3`,`progress`:43,`created_at`:1772359200} | PROCESSING 43",
                "{`task_id`:`t-1`,`status`:`completed`,`progress`:100,`created_at`:1772359200,`completed_at`:1772359300,`result`:{`videos`:[{`url`:[`https://e/1`],`expires_at`:1772445600}]},`urls`:{`get`:`x`,`cancel`:`y`}} | COMPLETED 100 https://e/1",
                "{`task_id`:`t-1`,`status`:`completed`,`progress`:100,`result`:{`videos`:[{`url`:`https://e/1`,`expires_at`:1772445600}]}} | COMPLETED 100 https://e/1",
                "{`task_id`:`t-1`,`status`:`completed`,`progress`:100,`result`:{`images`:[{`url`:[`https://e/1`,`https://e/2`]}]}} | COMPLETED 100 https://e/1 https://e/2",
                "{`task_id`:`t-1`,`status`:`completed`,`progress`:100,`result`:{`audios`:[`https://e/1`]}} | COMPLETED 100 https://e/1",
                "{`code`:`success`,`data`:{`task_id`:`t-1`,`status`:`succeeded`,`progress`:100,`result`:{`videos`:[{`url`:`https://e/1`}]}}} | COMPLETED 100 https://e/1",
                "{`task_id`:`t-1`,`status`:`failed`,`progress`:50,`error`:{`message`:`no GPU`,`code`:`task_failed`}} | FAILED 50 task_failed no GPU",
                "{`task_id`:`t-1`,`status`:`failed`,`error`:{`message`:`no GPU`,`code`:`task_failed`},`refunded`:true} | FAILED 0 task_failed no GPU refunded=true",
                "{`task_id`:`t-1`,`status`:`failed`,`error`:`no GPU`,`refunded`:false} | FAILED 0 no GPU refunded=false",
                "{`task_id`:`t-1`,`status`:`cancelled`,`refunded`:true,`refunded_quota`:50000} | CANCELLED 0 refunded=true quota=50000",
                "{`task_id`:`t-1`,`status`:`canceled`,`refunded`:`true`,`refundedQuota`:`50000`} | CANCELLED 0 refunded=true quota=50000",
                "{`task_id`:`t-1`,`status`:`cancelled`,`refunded_quota`:50000} | CANCELLED 0 refunded=true quota=50000",
                "{`task_id`:`t-1`,`status`:`cancelled`,`refunded_quota`:50000.0} | CANCELLED 0 refunded=true quota=50000",
                "{`task_id`:`t-1`,`status`:`cancelled`,`refunded_quota`:-5} | CANCELLED 0",
                "{`task_id`:`t-1`,`status`:`cancelled`,`refunded_quota`:1e400} | CANCELLED 0",
                "{`task_id`:`t-1`,`status`:`cancelled`,`refunded_quota`:0.5} | CANCELLED 0",
                "{`task_id`:`t-1`,`status`:`cancelled`,`refunded`:null} | CANCELLED 0",
                "{`task_id`:`t-1`,`status`:`reviewing`} | UNKNOWN 0 word=reviewing"
            })
    void everyDocumentedShapeIsRead(String body, String meaning) throws ProviderException {
        TaskStatus status = status(body.replace('`', '"'));

        StringBuilder read = new StringBuilder(status.state() + " " + status.progress());
        status.links().forEach(link -> read.append(' ').append(link.url()));
        Stream.of(
                        status.code(),
                        status.message(),
                        status.refund().given() == null
                                ? null
                                : "refunded=" + status.refund().given(),
                        status.refund().quota() == null
                                ? null
                                : "quota=" + status.refund().quota(),
                        status.word() == null ? null : "word=" + status.word())
                .filter(Objects::nonNull)
                .forEach(said -> read.append(' ').append(said));
        assertThat(read).hasToString(meaning);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"https://e/1\"", "[\"https://e/1\"]"})
    void linksComeAsWordsOrLists(String url) throws ProviderException {
        String body = "{\"status\":\"completed\",\"progress\":100,\"result\":{\"%s\":[{\"url\":" + url
                + ",\"expires_at\":%s}]}}";

        for (String medium : List.of("videos", "images")) {
            for (String expires : List.of("1772445600", "1772445600000", "\"1772445600\"")) {
                assertThat(status(String.format(body, medium, expires)).links())
                        .containsExactly(new TaskStatus.Link("https://e/1", Instant.ofEpochSecond(1772445600)));
            }
            assertThat(status(String.format(body, medium, "null")).links())
                    .containsExactly(new TaskStatus.Link("https://e/1", NOW.plus(Duration.ofHours(24))));
        }
    }

    @Test
    void aFailedTaskTellsWhy() throws ProviderException {
        TaskStatus status = status(
                "{\"status\":\"failed\",\"error\":{\"message\":\"no GPU\",\"code\":\"task_failed\"},\"progress\":250}");

        assertThat(status).isEqualTo(new TaskStatus(TaskStatus.State.FAILED, 100, List.of(), "task_failed", "no GPU"));
        assertThat(server.onlyAsked().path()).isEqualTo("/v1/tasks/t-1");
    }

    @Test
    void aTaskWithStrangeSignsStaysWithinItsAddress() {
        server.then(answers(404, ""));

        catchThrowableOfType(ProviderException.class, () -> provider.status("../admin?x=1#y z"));

        assertThat(server.onlyAsked().path()).isEqualTo("/v1/tasks/..%2Fadmin%3Fx%3D1%23y%20z");
    }

    @Test
    void aQueuedTaskIsCancelledAndARunningOneIsNot() throws ProviderException {
        server.then(
                answers(
                        200,
                        "{\"task_id\":\"t-1\",\"status\":\"cancelled\",\"refunded\":true,\"refunded_quota\":50000}"),
                answers(400, "{\"error\":{\"message\":\"not queued\",\"code\":\"invalid\"}}"));

        assertThat(provider.cancel("t-1")).contains(new Refund(true, 50_000L));
        assertThat(catchThrowableOfType(ProviderException.class, () -> provider.cancel("t-1"))
                        .kind())
                .isEqualTo(FailureKind.REJECTED);
        assertThat(server.asked().get(0).method() + server.asked().get(0).path())
                .isEqualTo("POST/v1/tasks/t-1/cancel");
    }
}

package dev.framespan.workflows.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.testkit.WorkflowTestServer;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The way of one text: its sound comes with the answer, so nothing is awaited, fetched or given back. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SpeechWorkflowTest {
    private static final Purchase WORDS = new Purchase(
            "film",
            "run",
            "opening",
            GenerationRequest.speech("tts-1", "nova", Prompt.of("The light went out.")),
            WorkflowTestServer.IDENTITY);

    private final WorkflowTestServer server = new WorkflowTestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whatIsSpokenIsCheckedAtOnce() {
        Take take = server.generation(WORDS);

        assertThat(take.samples()).isEqualTo(72_000);
        assertThat(take.facts()).isNull();
        assertThat(server.calls()).containsExactly("submit opening", "verify opening");
    }

    @Test
    void whatIsNoUseStopsAndIsNotAskedForAgain() {
        server.verify("opening", (task, call) -> {
            throw task.stop(FailureKind.GONE, "no use").failure();
        });

        Stop stop = Stop.of(catchThrowable(() -> server.generation(WORDS))).orElseThrow();

        assertThat(stop.kind()).isEqualTo(FailureKind.GONE);
        assertThat(server.calls()).containsExactly("submit opening", "verify opening");
    }

    @Test
    void whatIsNoUseIsBoughtAgainWhereTheOperatorHasDecidedThat() {
        ProviderTask task = WorkflowTestServer.task(WORDS);
        server.submit(
                "opening",
                (wanted, waits, call) -> call == 1 ? SubmitResult.runningOrBought(task) : SubmitResult.running(task));
        server.verify("opening", (wanted, call) -> {
            if (call == 1) {
                throw wanted.stop(FailureKind.GONE, "no use").failure();
            }
            return null;
        });

        assertThat(server.generation(WORDS).samples()).isPositive();
        assertThat(server.calls())
                .containsExactly("submit opening", "verify opening", "submit opening", "verify opening");
    }
}

package dev.framespan.workflows.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.testkit.WorkflowTestServer;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.Stop;
import io.temporal.workflow.Promise;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a workflow of one's own has spoken. */
@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SpeechTest {
    private final WorkflowTestServer server = new WorkflowTestServer();

    @AfterEach
    void close() {
        server.close();
    }

    private String told(Function<Studio, Object> story) {
        return server.own("song", settings -> String.valueOf(story.apply(Studio.open(settings))))
                .getResult(String.class);
    }

    @Test
    void aTextIsASoundOfItsLength() {
        assertThat(told(studio -> {
                    Sound sound = studio.speech("The light went out.", "nova").get();
                    return sound.id() + " " + sound.sound().type() + " " + sound.seconds() + " "
                            + studio.items().get(0).kind();
                }))
                .isEqualTo("speech#1 MP3 1.5 SPEECH");

        Purchase bought = server.purchases().get(0);
        assertThat(bought.request().action()).isEqualTo(Action.SPEECH);
        assertThat(bought.request().model()).isEqualTo("tts-1");
        assertThat(bought.request().voice()).isEqualTo("nova");
    }

    @Test
    void equalTextsInOneVoiceAreSpokenOnceAndOthersApart() {
        told(studio -> {
            Promise<Sound> one = studio.speech(SpeechRequest.of("again", "nova").named("one"));
            Promise<Sound> same =
                    studio.speech(SpeechRequest.of("again", "nova").named("same"));
            Promise<Sound> other =
                    studio.speech(SpeechRequest.of("again", "onyx").named("other"));
            Promise<Sound> take = studio.speech(
                    SpeechRequest.of("again", "nova").named("take").take(2));
            Promise<Sound> fine = studio.speech(
                    SpeechRequest.of("again", "nova").named("fine").model("tts-1-hd"));
            assertThat(one.get().sound()).isEqualTo(same.get().sound());
            return "" + other.get() + take.get() + fine.get();
        });

        assertThat(server.purchases())
                .extracting(Purchase::id)
                .containsExactlyInAnyOrder("one", "other", "take", "fine");
    }

    @Test
    void aStopComesThrough() {
        server.submit("opening", (purchase, waits, call) -> {
            throw Stop.of(FailureKind.AMBIGUOUS, purchase, "the answer was lost")
                    .failure();
        });

        Throwable failure = catchThrowable(() -> told(studio -> studio.speech(
                        SpeechRequest.of("The light went out.", "nova").named("opening"))
                .get()));

        assertThat(Stop.of(failure).orElseThrow().kind()).isEqualTo(FailureKind.AMBIGUOUS);
    }

    @Test
    void aTextWithoutAVoiceIsRefusedInWords() {
        Throwable failure = catchThrowable(() -> told(studio -> studio.speech("words", null)));

        assertThat(Stop.of(failure).orElseThrow().message()).contains("voice");
    }
}

package dev.framespan.workflows.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.testkit.AskedTake;
import dev.framespan.testkit.Story;
import dev.framespan.testkit.StudioExtension;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.generation.FailureKind;
import io.temporal.workflow.Promise;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a workflow of one's own has spoken. */
class SpeechTest {
    @RegisterExtension
    static final StudioExtension studio = StudioExtension.of(Story.Told.class);

    private static String told(Function<Studio, Object> story) {
        return Story.begin(studio, story).result();
    }

    @Test
    void aTextIsASoundOfItsLength() {
        studio.provider().seconds("opening", 1.5);

        assertThat(told(room -> {
                    Speech sound = room.speech(SpeechRequest.of("The light went out.", "nova")
                                    .named("opening"))
                            .get();
                    return sound.id() + " " + sound.sound().type() + " " + sound.seconds() + " "
                            + room.items().get(0).kind();
                }))
                .isEqualTo("opening MP3 1.5 SPEECH");

        AskedTake bought = studio.bought().get(0);
        assertThat(bought.request().action()).isEqualTo(Action.SPEECH);
        assertThat(bought.request().model()).isEqualTo("tts-1");
        assertThat(bought.request().voice()).isEqualTo("nova");
    }

    @Test
    void equalTextsInOneVoiceAreSpokenOnceAndOthersApart() {
        told(room -> {
            Promise<Speech> one = room.speech(SpeechRequest.of("again", "nova").named("one"));
            Promise<Speech> same = room.speech(SpeechRequest.of("again", "nova").named("same"));
            List<Promise<Speech>> others = List.of(
                    room.speech(SpeechRequest.of("again", "onyx").named("other")),
                    room.speech(SpeechRequest.of("again", "nova").named("take").take(2)),
                    room.speech(SpeechRequest.of("again", "nova").named("fine").model("tts-1-hd")));
            assertThat(one.get().sound()).isEqualTo(same.get().sound());
            others.forEach(Promise::get);
            return "";
        });

        assertThat(studio.bought()).extracting(AskedTake::id).containsExactlyInAnyOrder("one", "other", "take", "fine");
    }

    @Test
    void aStopComesThrough() {
        studio.provider().ambiguous("opening");

        assertThat(Story.begin(studio, room -> room.speech(SpeechRequest.of("The light went out.", "nova")
                                        .named("opening"))
                                .get())
                        .expectStop()
                        .kind())
                .isEqualTo(FailureKind.AMBIGUOUS);
    }

    @Test
    void aTextWithoutAVoiceIsRefusedInWords() {
        assertThat(Story.begin(studio, room -> room.speech("words", null))
                        .expectStop()
                        .message())
                .contains("voice");
    }
}

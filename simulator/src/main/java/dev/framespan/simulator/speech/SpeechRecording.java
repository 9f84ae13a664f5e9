package dev.framespan.simulator.speech;

import dev.framespan.simulator.order.SpeechOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The MP3 of a text: the same text in the same voice sounds the same. */
public final class SpeechRecording {
    private SpeechRecording() {}

    /** @param folder in which it is made, and from which it is gone afterwards */
    public static byte[] of(SpeechOrder order, Path folder) throws IOException {
        float[] sound =
                new SyntheticVoice(order.model().voices().indexOf(order.voice())).speak(Syllable.of(order.text()));
        Path file = Files.createTempFile(folder, "speech-", ".mp3");
        try {
            Mp3Writer.write(file, sound);
            return Files.readAllBytes(file);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}

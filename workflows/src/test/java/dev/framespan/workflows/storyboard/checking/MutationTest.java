package dev.framespan.workflows.storyboard.checking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.storyboard.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutationTest {
    private static final int CASES = 2_000;
    private static final String[] PIECES = {
        "\t",
        "\n",
        " ",
        ":",
        "{",
        "}",
        "[",
        "]",
        "-",
        "\"",
        "'",
        "&a ",
        "*a",
        "!!int ",
        "? ",
        "|",
        ">",
        "<<: ",
        "%",
        "@",
        "#",
        "null",
        "1e9999",
        "0x",
        "\\uD800",
        "🌊",
        "\u0085",
        "---\n",
        "...\n",
        ",",
        "~",
        "0o8",
        "{keeper}",
        "{pass}",
        "[keeper, pass]",
        "frame_of: night",
        "clip: climb",
        "<<<image_1>>>",
        "transition: match",
        "{ crossfade: 9 }",
        "voice: a.wav",
        "over: scene",
        "-1"
    };

    private static final String EDITED =
            """
            fps: 25
            language: en
            transition: { crossfade: 0.5 }
            fit: blur
            render: smart
            joins: { similarity: off, unlike: { match: 0.3 } }
            sound:
              clips: { gain: -3 }
              music: [a.wav, { file: a.wav, at: 1, seconds: 2, fade_in: 0.5, fade_out: 1, loop: true, gain: -6 }]
              effects: [a.wav, { file: a.wav, shot: two, at: 2 }]
              duck: 6
              loudness: -16
            keyframes: { end: { frame_of: one }, dawn: { prompt: sun, references: [other] }, other: { prompt: o } }
            shots:
              - { id: one, prompt: p, scene: First, sound: mute, voice: { file: a.wav, at: 0.5, over: scene }, from: dawn }
              - { id: two, prompt: q, from: end, transition: { wipe: top_left, seconds: 1 }, sound: { gain: -6 } }
              - { id: three, prompt: r, scene: Second, transition: dip, voice: { text: "Hello.", voice: nova, model: tts-1 } }
              - { id: four, prompt: s, voice: a.wav, transition: { fade_to: black } }
            """;

    @TempDir
    Path folder;

    @Test
    void theCheckerNeverThrowsWhateverBecomesOfAStoryboard() throws IOException {
        List<String> yaml = List.of(
                Files.readString(Path.of("../examples/lighthouse.yaml")),
                Files.readString(Path.of("../examples/two-winters.yaml")),
                EDITED);
        String json =
                "{\"title\": \"x\", \"budget_usd\": 4.5, \"characters\": {\"keeper\": {\"look\": \"old\"}}, \"keyframes\":"
                        + " {\"a\": {\"prompt\": \"p\"}, \"b\": {\"image\": \"b.jpg\"}}, \"shots\": [{\"id\": \"s\", \"from\": \"a\","
                        + " \"to\": \"b\", \"prompt\": \"{keeper}\", \"duration\": 5, \"audio\": true}]}";
        Files.createDirectories(folder.resolve("photos"));
        Files.writeString(folder.resolve("photos/harbor.jpg"), "x");
        Files.writeString(folder.resolve("b.jpg"), "x");
        Files.writeString(folder.resolve("a.wav"), "x");
        Random random = new Random(20_261);
        int faultless = 0;
        for (int i = 0; i < CASES; i++) {
            boolean isJson = i % 4 == 0;
            byte[] mutant = mutant(isJson ? json : yaml.get(i % 4 - 1), random);
            Path file = Files.write(folder.resolve("film" + i + (isJson ? ".json" : ".yaml")), mutant);
            CheckResult checked = StoryboardChecker.check(file, StoryboardText.CATALOGUE, FoundInputs.WIDE);
            faultless += checked.isFaultless() ? 1 : 0;
            for (Fault fault : checked.faults()) {
                String said = fault.toString();
                if (!said.startsWith(file.toString()) || said.contains("\n") || said.contains("Exception")) {
                    throw new AssertionError("not a fault for authors: " + said);
                }
            }
        }
        assertThat(faultless).as("mutants that still are films").isBetween(CASES / 20, CASES / 2);
    }

    private static byte[] mutant(String text, Random random) {
        StringBuilder mutant = new StringBuilder(text);
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(mutant.length());
            int end = Math.min(mutant.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(4)) {
                case 0 -> mutant.delete(at, end);
                case 1 -> mutant.insert(at, PIECES[random.nextInt(PIECES.length)]);
                case 2 -> mutant.insert(random.nextInt(mutant.length()), mutant.substring(at, end));
                default -> mutant.setCharAt(
                        at, (char) (random.nextInt(50) == 0 ? random.nextInt(0x3000) : 32 + random.nextInt(95)));
            }
        }
        byte[] bytes = mutant.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(40) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}

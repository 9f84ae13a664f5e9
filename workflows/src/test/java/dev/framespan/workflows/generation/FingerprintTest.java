package dev.framespan.workflows.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.VideoUse;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTest {
    private static final Asset DAWN = new Asset("a".repeat(64), 10, MediaType.PNG);
    private static final Asset DUSK = new Asset("b".repeat(64), 10, MediaType.PNG);
    private static final InputPicture FIRST = new InputPicture(InputPicture.Role.FIRST_FRAME, DAWN, null);
    private static final InputPicture LAST = new InputPicture(InputPicture.Role.LAST_FRAME, DUSK, null);

    private static GenerationRequest request(
            String model,
            Action action,
            String ratio,
            String size,
            Integer seconds,
            boolean audio,
            List<InputPicture> inputs) {
        GenerationRequest.Builder request = GenerationRequest.of(model, action, Prompt.of("x"))
                .aspectRatio(ratio)
                .resolution(size)
                .audio(audio)
                .inputs(inputs);
        return seconds == null ? request.build() : request.seconds(seconds).build();
    }

    private static GenerationRequest plain() {
        return request("kling-v3", Action.GENERATE, "16:9", "720p", 5, false, List.of());
    }

    @Test
    void speechIsItsTextItsVoiceAndItsModel() {
        GenerationRequest words = GenerationRequest.speech("tts-1", "nova", Prompt.of("x"));

        assertThat(CanonicalJson.of(Fingerprint.canonical("www.qingbo.dev", words, "The light\n\"Élan\"")))
                .isEqualTo(
                        "{\"action\":\"speech\",\"inputs\":{},\"model\":\"tts-1\",\"prompt\":\"The light\\n\\\"Élan\\\"\","
                                + "\"realm\":\"www.qingbo.dev\",\"take\":1,\"voice\":\"nova\"}");
        assertThat(Fingerprint.of("www.qingbo.dev", words, "x"))
                .isNotEqualTo(Fingerprint.of(
                        "www.qingbo.dev", words.copy().voice("onyx").build(), "x"));
    }

    @Test
    void whatHasBeenPaidForIsFoundAgainByLaterVersions() {
        GenerationRequest sail =
                request("kling-v3", Action.FIRST_LAST_FRAME, null, "1080p", 10, true, List.of(FIRST, LAST));

        assertThat(CanonicalJson.of(Fingerprint.canonical("www.qingbo.dev", sail, "a boat\n\"Élan\"")))
                .isEqualTo(
                        "{\"action\":\"first_last_frame\",\"audio\":true,\"duration\":10,\"inputs\":{\"first_frame\":\""
                                + "a".repeat(64) + "\",\"last_frame\":\"" + "b".repeat(64)
                                + "\"},\"model\":\"kling-v3\",\"prompt\":\"a boat\\n\\\"Élan\\\"\",\"realm\":\"www.qingbo.dev\","
                                + "\"resolution\":\"1080p\",\"take\":1}");
        assertThat(Fingerprint.of("www.qingbo.dev", sail, "a boat\n\"Élan\""))
                .isEqualTo("v1:ccd3461011b34a21733282ef9351d56931c8f82298fccd1fb2913a1d8f1ad444");
    }

    @Test
    void whatWasAddedSinceEntersOnlyWhereItIsPresent() {
        InputPicture frame =
                new InputPicture(InputPicture.Role.REFERENCE, DAWN, null, new ClipFrame("c".repeat(64), 119));
        InputPicture picture = new InputPicture(InputPicture.Role.REFERENCE, DUSK, "v1:bought");
        InputVideo video = InputVideo.of(VideoUse.BASE, true)
                .with(new Asset("d".repeat(64), 10, MediaType.MP4), "v1:bought", 4_958);
        GenerationRequest guided = GenerationRequest.of("kling-v3-omni", Action.REFERENCE_VIDEO, Prompt.of("x"))
                .resolution("720p")
                .seconds(5)
                .inputs(List.of(frame, picture))
                .video(video)
                .build();

        assertThat(CanonicalJson.of(Fingerprint.canonical("r", guided, "x")))
                .isEqualTo("{\"action\":\"reference_video\",\"duration\":5,\"inputs\":{\"keep_original_sound\":true,"
                        + "\"refer_type\":\"base\",\"references\":[\"" + "c".repeat(64) + "#119\",\"" + "b".repeat(64)
                        + "\"],\"video\":\"" + "d".repeat(64)
                        + "\"},\"model\":\"kling-v3-omni\",\"prompt\":\"x\",\"realm\":\"r\","
                        + "\"resolution\":\"720p\",\"take\":1}");
    }

    @Test
    void aFrameIsTheSameWhateverFileAnEncoderMadeOfIt() {
        ClipFrame last = new ClipFrame("c".repeat(64), 119);
        assertThat(of(plain().with(List.of(new InputPicture(InputPicture.Role.FIRST_FRAME, DAWN, null, last)))))
                .isEqualTo(
                        of(plain().with(List.of(new InputPicture(InputPicture.Role.FIRST_FRAME, DUSK, null, last)))));
    }

    @Test
    void everyWordOfARequestMakesItAnother() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("plain", Fingerprint.of("r", plain(), "x"));
        all.put("realm", Fingerprint.of("simulator", plain(), "x"));
        all.put("prompt", Fingerprint.of("r", plain(), "x "));
        all.put("model", of(request("kling-v2.6", Action.GENERATE, "16:9", "720p", 5, false, List.of())));
        all.put("action", of(request("kling-v3", Action.IMAGE2VIDEO, "16:9", "720p", 5, false, List.of())));
        all.put("ratio", of(request("kling-v3", Action.GENERATE, "9:16", "720p", 5, false, List.of())));
        all.put("no ratio", of(request("kling-v3", Action.GENERATE, null, "720p", 5, false, List.of())));
        all.put("resolution", of(request("kling-v3", Action.GENERATE, "16:9", "1080p", 5, false, List.of())));
        all.put("seconds", of(request("kling-v3", Action.GENERATE, "16:9", "720p", 6, false, List.of())));
        all.put("still", of(request("kling-v3", Action.GENERATE, "16:9", "720p", null, false, List.of())));
        all.put("audio", of(request("kling-v3", Action.GENERATE, "16:9", "720p", 5, true, List.of())));
        all.put("first", of(plain().with(List.of(FIRST))));
        all.put("last", of(plain().with(List.of(new InputPicture(InputPicture.Role.LAST_FRAME, DAWN, null)))));
        all.put(
                "other picture",
                of(plain().with(List.of(new InputPicture(InputPicture.Role.FIRST_FRAME, DUSK, null)))));
        all.put("reference", of(plain().with(references(DAWN))));
        all.put("two references", of(plain().with(references(DAWN, DUSK))));
        all.put("in another order", of(plain().with(references(DUSK, DAWN))));
        all.put("take", of(plain().copy().take(2).build()));

        Set<String> different = new HashSet<>(all.values());
        assertThat(different).as(all.toString()).hasSize(all.size());
        assertThat(different).allMatch(fingerprint -> fingerprint.matches("v1:[0-9a-f]{64}"));
    }

    private static List<InputPicture> references(Asset... pictures) {
        return Arrays.stream(pictures)
                .map(picture -> new InputPicture(InputPicture.Role.REFERENCE, picture, null))
                .toList();
    }

    private static String of(GenerationRequest request) {
        return Fingerprint.of("r", request, "x");
    }

    @Test
    void whereAPictureIsOrWhoBoughtItOrHowThePromptIsKeptChangesNothing() {
        InputPicture bought = new InputPicture(
                InputPicture.Role.FIRST_FRAME, new Asset("a".repeat(64), 99, MediaType.JPG), "v1:purchase");
        GenerationRequest stored = plain().copy()
                .prompt(Prompt.stored(new Asset("c".repeat(64), 1, MediaType.TXT)))
                .build();

        assertThat(of(plain().with(List.of(bought, LAST)))).isEqualTo(of(plain().with(List.of(LAST, FIRST))));
        assertThat(Fingerprint.of("r", stored, "x")).isEqualTo(Fingerprint.of("r", plain(), "x"));
    }

    @Test
    void twoPicturesCannotBeTheSameFrame() {
        assertThatThrownBy(() -> of(plain().with(List.of(FIRST, FIRST)))).hasMessageContaining("first_frame");
    }

    @Test
    void stringsAreEscapedAsRfc8785Says() {
        // Section 3.2.2.2 and the RFC's own example: only what must be escaped is, in the shortest form.
        assertThat(CanonicalJson.of("\u20ac$\u000f\nA'B\"\\\\\"/\u0008\t\f\r\u007f\u2028"))
                .isEqualTo("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\\b\\t\\f\\r\u007f\u2028\"");
        assertThat(CanonicalJson.of("😂")).isEqualTo("\"😂\"");
        assertThatThrownBy(() -> CanonicalJson.of("\ud83d")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CanonicalJson.of("\ude02x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void membersAreSortedByUtf16UnitsAtEveryDepth() {
        // The example of section 3.2.3: the emoji's first unit, d83d, comes before fb33.
        Map<String, Object> members = new LinkedHashMap<>();
        for (String name : List.of("\u20ac", "\r", "\ufb33", "1", "😀", "\u0080", "\u00f6")) {
            members.put(name, Map.of("b", List.of(Map.of("d", 1, "c", true)), "a", "x"));
        }

        String inner = ":{\"a\":\"x\",\"b\":[{\"c\":true,\"d\":1}]}";
        assertThat(CanonicalJson.of(members))
                .isEqualTo("{\"\\r\"" + inner + ",\"1\"" + inner + ",\"\u0080\"" + inner + ",\"\u00f6\"" + inner
                        + ",\"\u20ac\"" + inner + ",\"😀\"" + inner + ",\"\ufb33\"" + inner + "}");
    }

    @Test
    void onlyWholeNumbersThatADoubleHoldsHaveAPlaceInAFingerprint() {
        assertThat(CanonicalJson.of(-9007199254740991L)).isEqualTo("-9007199254740991");
        assertThatThrownBy(() -> CanonicalJson.of(9007199254740992L)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CanonicalJson.of(1.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CanonicalJson.of(Long.MIN_VALUE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void secondsThatAreLeftToTheModelAreFilledInBeforeItIsBought() {
        Catalogue builtIn = Catalogue.builtIn();
        GenerationRequest said = plain();
        GenerationRequest left =
                said.copy().seconds(GenerationRequest.MODELS_SECONDS).build();

        assertThat(left.filledIn(builtIn)).isEqualTo(said);
        assertThat(said.copy().seconds(7).build().filledIn(builtIn).seconds()).isEqualTo(7);
        GenerationRequest unknown = left.copy().model("kling-v9").build();
        assertThat(unknown.filledIn(builtIn)).isEqualTo(unknown);
    }
}

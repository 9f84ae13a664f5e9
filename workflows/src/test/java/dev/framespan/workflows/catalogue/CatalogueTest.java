package dev.framespan.workflows.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {
    private final Catalogue catalogue = Catalogue.builtIn();

    @TempDir
    Path folder;

    @ParameterizedTest(name = "a second of {0} at {1}, audio {2}, reference video {3}, costs {4}, listed {5}")
    @CsvSource({
        "kling-v2.6, 720p, false, false, 0.0391, true",
        "kling-v2.6, 1080p, false, false, 0.06641, true",
        "kling-v2.6, 1080p, true, false, 0.159375, true",
        "kling-v3, 720p, false, false, 0.0714, true",
        "kling-v3, 1080p, false, false, 0.0952, true",
        "kling-v3, 4K, false, false, 0.455345, true",
        "kling-v3, 720p, true, false, 0.1071, true",
        "kling-v3, 1080p, true, false, 0.1428, true",
        "kling-v3, 4K, true, false, 0.455345, true",
        "kling-v3-omni, 720p, false, false, 0.0714, true",
        "kling-v3-omni, 1080p, false, false, 0.0952, true",
        "kling-v3-omni, 4K, false, false, 0.455345, true",
        "kling-v3-omni, 720p, true, false, 0.0952, true",
        "kling-v3-omni, 1080p, true, false, 0.119, true",
        "kling-v3-omni, 720p, false, true, 0.1071, true",
        "kling-v3-omni, 1080p, false, true, 0.1428, true",
        "kling-v3-omni, 720p, true, true, 0.1071, false",
        "kling-v3-omni, 1080p, true, true, 0.1428, false",
        "kling-v3-omni, 4K, true, false, 0.455345, false",
        "kling-v3-omni, 4K, false, true, 0.455345, false",
        "kling-video-o1, 720p, false, false, 0.0714, true",
        "kling-video-o1, 1080p, false, false, 0.0952, true",
        "kling-video-o1, 720p, false, true, 0.1071, true",
        "kling-video-o1, 1080p, false, true, 0.1428, true",
    })
    void pricesAreThoseOfTheProvidersPage(
            String model, String resolution, boolean audio, boolean video, BigDecimal usd, boolean listed) {
        Price price = catalogue.clip(
                catalogue.video(model).orElseThrow(),
                Resolution.of(resolution).orElseThrow(),
                10,
                audio,
                video ? VideoUse.FEATURE : null,
                BigDecimal.valueOf(30));
        assertThat(price.usd()).isEqualByComparingTo(usd.multiply(BigDecimal.TEN));
        assertThat(price.listed()).isEqualTo(listed);
    }

    @ParameterizedTest(name = "{0} makes {1}, {2} seconds, does {3}, and sound at {4}")
    @CsvSource(
            delimiter = ';',
            value = {
                "kling-video-o1;720p 1080p;5 or 10;generate image2video first_last_frame reference reference_video;",
                "kling-v3-omni;720p 1080p 4K;3 to 15;generate image2video reference reference_video;720p 1080p 4K",
                "kling-v3;720p 1080p 4K;3 to 15;generate image2video first_last_frame;720p 1080p 4K",
                "kling-v2.6;720p 1080p;5 or 10;generate image2video first_last_frame;1080p",
            })
    void modelsDoWhatTheProvidersPageSays(
            String name, String resolutions, String durations, String actions, String audio) {
        VideoModel model = catalogue.video(name).orElseThrow();
        assertThat(model.resolutions().stream().map(Resolution::word)).containsExactly(resolutions.split(" "));
        assertThat(model.durationWords()).isEqualTo(durations);
        assertThat(model.actions().stream().map(Action::word)).containsExactly(actions.split(" "));
        assertThat(model.audio().stream().map(Resolution::word))
                .containsExactly(audio == null ? new String[0] : audio.split(" "));
    }

    @ParameterizedTest(name = "a still of {0} costs {1} and comes in {2}")
    @CsvSource({
        "doubao-seedream-4.5, 0.02975, 2K",
        "doubao-seedream-5.0-lite, 0.02975, 2K",
        "doubao-seedream-4.0, 0.0238, 2K",
        "gemini-3-pro-image-preview, 0.0425, 2K",
        "gemini-3-pro-image-preview-official, 0.1139, 2K",
        "gemini-3.1-flash-image-preview, 0.031875, 2K",
        "gemini-3.1-flash-image-preview-official, 0.05695, 2K",
        "gemini-2.5-flash-image-preview, 0.01328125, 1K",
        "gemini-2.5-flash-image-preview-official, 0.03315, 1K",
    })
    void stillsCostWhatTheirPagesSay(String name, BigDecimal usd, String resolution) {
        ImageModel model = catalogue.image(name).orElseThrow();
        assertThat(model.price()).isEqualTo(new Price(usd, true));
        assertThat(model.defaultResolution()).isEqualTo(resolution);
    }

    @Test
    void aClipOnABaseVideoReservesTheLongerOfTheTwo() {
        VideoModel omni = catalogue.needVideo("kling-v3-omni");
        Price shorter = catalogue.clip(omni, Resolution.P720, 5, false, VideoUse.BASE, new BigDecimal("2.5"));
        Price longer = catalogue.clip(omni, Resolution.P720, 5, false, VideoUse.BASE, new BigDecimal("7.25"));
        assertThat(shorter).isEqualTo(new Price(new BigDecimal("0.5355"), false));
        assertThat(longer.usd()).isEqualByComparingTo("0.776475");
        assertThat(longer.listed()).isFalse();
    }

    @Test
    void whatAModelDoesNotDoIsSaidWithThoseThatDo() {
        VideoModel old = catalogue.video("kling-v2.6").orElseThrow();
        VideoModel omni = catalogue.video("kling-v3-omni").orElseThrow();
        VideoModel o1 = catalogue.video("kling-video-o1").orElseThrow();
        assertThat(catalogue.whyNot(old, 7))
                .hasValue("not possible with kling-v2.6, which makes 5 or 10 seconds (kling-v3 makes 3 to 15)");
        assertThat(catalogue.whyNot(old, 16)).hasValue("not possible with kling-v2.6, which makes 5 or 10 seconds");
        assertThat(catalogue.whyNot(old, Resolution.K4))
                .hasValue(
                        "not possible with kling-v2.6, which makes 720p or 1080p (kling-v3 and kling-v3-omni make it)");
        assertThat(catalogue.whyNot(omni, Action.FIRST_LAST_FRAME))
                .hasValue(
                        "not possible with kling-v3-omni, which does generate, image2video, reference and reference_video"
                                + " (kling-v3, kling-video-o1 and kling-v2.6 do)");
        assertThat(catalogue.whyNoAudio(old, Resolution.P720))
                .hasValue(
                        "not possible with kling-v2.6 at 720p, only at 1080p (kling-v3 and kling-v3-omni make it at 720p)");
        assertThat(catalogue.whyNoAudio(o1, Resolution.P1080))
                .hasValue("not possible with kling-video-o1, whose clips are always silent"
                        + " (kling-v3, kling-v3-omni and kling-v2.6 make it at 1080p)");
        assertThat(catalogue.whyNot(old, 5)).isEmpty();
        assertThat(catalogue.whyNoAudio(old, Resolution.P1080)).isEmpty();
    }

    @Test
    void moneyKeepsEachDigit() {
        Price third = new Price(new BigDecimal("0.0000004"), true);
        assertThat(third.plus(third).usd()).isEqualByComparingTo("0.0000008");
        assertThat(third.plus(new Price(BigDecimal.ONE, false)).listed()).isFalse();
    }

    @Test
    void anOperatorsPriceTakesThePlaceOfTheBuiltInOne() throws IOException {
        Catalogue own = Catalogue.read(edited("0.0391", "0.5"));
        Price price = own.clip(own.needVideo("kling-v2.6"), Resolution.P720, 5, false, null, null);
        assertThat(price.usd()).isEqualByComparingTo("2.5");
    }

    @ParameterizedTest(name = "{0} in place of {1}: {2}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\'',
            value = {
                "\"silent\": 0.0391;\"silent\": 0.0391, \"silnet\": 1;prices.720p.silnet: no catalogue has this field; known are audio, ",
                "\"silent\": 0.0391;\"silent\": 0.0391, \"silent\": 1;prices.720p.silent: this stands here twice, first in line 6",
                "\"silent\": 0.0391;\"silent\": -1;.silent: a price in US dollars, a number from 0 to 1000000 with at most 12 decimals",
                "\"silent\": 0.0391;\"silent\": 1e-99999;.silent: a price in US dollars",
                "\"silent\": 0.0391;\"silent\": 1e99999;.silent: a price in US dollars",
                "\"name\": \"kling-v2.6\";\"name\": \"kling-v3\";the model kling-v3 stands there twice, first in line 1",
                "\"name\": \"kling-v2.6\";\"name\": \"doubao-seedream-4.5\";the built-in images have a model doubao-seedream-4.5: move it there",
                "\"generate\", \"image2video\";\"generat\", \"image2video\";no action is called generat; possible are generate, image2video",
                "\"image_placeholders\": false;\"image_placeholders\": null;image_placeholders: true or false is needed here, and is missing",
                "\"picture_bytes\": 30000000;\"picture_bytes\": \"many\";limits.picture_bytes: a whole number from 1 to ",
                "\"picture_bytes\": 30000000;\"picture_bytes\": 3.5;limits.picture_bytes: a whole number from 1 to ",
                "\"least_seconds\": 2;\"least_seconds\": 31;least_seconds: this is more than most_seconds: make it 30 or less",
                "\"audio\": [\"1080p\"];\"audio\": 7;.audio: a list in brackets of words in quotes is needed here, not 7",
                "\"audio\": [\"1080p\"];\"audio\": [\"4K\"];.audio: the model does not make 4K",
                "\"silent\": 0.0391;\"silent\": [];prices.720p.silent: a price in US dollars",
                "\"resolutions\": [\"720p\", \"1080p\"],;\"resolutions\": [\"720p\", \"1080p\", \"4K\"],;.prices: nothing is said about 4K",
                "\"name\": \"kling-v2.6\";\"name\": {};name: a word in quotes is needed here, not an object",
                "\"default_duration\": 5;\"default_duration\": 7;default_duration: 7 is not one of the model",
                "\"first_frame_field\": \"first_frame_image\";\"first_frame_field\": \"frame\";possible are first_frame_image, image_urls",
                "\"default_resolution\": \"1K\";\"default_resolution\": \"2K\";default_resolution: this is not one of the model",
                "\"durations\": [5, 10];\"durations\": [];.durations: a list in brackets of whole numbers, at least one, is needed here, not an empty list",
                "\"durations\": [5, 10];\"durations\": [5, 0];.durations[1]: a whole number from 1 to 3600 is needed here, not 0",
            })
    void aCatalogueIsReadStrictly(String sound, String broken, String message) throws IOException {
        Path file = edited(sound, broken == null ? "" : broken);
        assertThatThrownBy(() -> Catalogue.read(file))
                .isInstanceOf(CatalogueException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(message)
                .hasMessageMatching("(?s)[^:]*:[0-9]+:[0-9]+  .*")
                .hasMessageNotContainingAny("dev.framespan", "Source", "eserializ", "column", "Unexpected", "token");
    }

    @Test
    void aFileThatIsNoneIsSaidSo() {
        assertThatThrownBy(() -> Catalogue.read(folder))
                .hasMessageEndingWith("a folder, where a catalogue in JSON is needed");
        assertThatThrownBy(() -> Catalogue.read(folder.resolve("none.json")))
                .hasMessageEndingWith("there is no such catalogue");
    }

    private Path edited(String sound, String broken) throws IOException {
        String text;
        try (var in = Catalogue.class.getResourceAsStream("catalogue.json")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(text).contains(sound);
        int last = text.lastIndexOf(sound);
        return Files.writeString(
                folder.resolve("catalogue.json"),
                text.substring(0, last) + broken + text.substring(last + sound.length()));
    }

    @Test
    void aCatalogueThatAWorkerWritesDownIsReadAsItWas() {
        Catalogue builtIn = Catalogue.builtIn();

        assertThat(Catalogue.ofJson(builtIn.toJson())).isEqualTo(builtIn);
        assertThat(Catalogue.ofJson(builtIn.toJson()).toJson()).isEqualTo(builtIn.toJson());
    }

    @Test
    void aModelNamesWhoMakesItAndKlingDoesWhereItNamesNobody() throws IOException {
        Path own = Files.writeString(
                folder.resolve("own.json"),
                "{\"images\": [{\"name\": \"doubao-seedream-4.5\", \"provider\": \"atelier\"}]}");
        Catalogue both = Catalogue.read(own);

        assertThat(both.provider("doubao-seedream-4.5")).isEqualTo("atelier");
        assertThat(both.provider("kling-v3")).isEqualTo("kling");
        assertThat(Catalogue.ofJson(both.toJson())).isEqualTo(both);
        assertThat(new String(catalogue.toJson(), StandardCharsets.UTF_8))
                .as("priced by a catalogue of before, a film is priced by this one")
                .doesNotContain("provider");
        Files.writeString(own, "{\"images\": [{\"name\": \"doubao-seedream-4.5\",\n \"provider\": \"The Atelier\"}]}");
        assertThatThrownBy(() -> Catalogue.read(own))
                .hasMessageContaining("own.json:2:14  images[0].provider: a provider's name has lower-case letters");
    }

    @Test
    void whatAnImageModelDoesNotTakeAlongIsRefusedInWords() {
        catalogue.checkReferences("gemini-3-pro-image-preview", List.of(1L, 10_000_000L));

        assertThatThrownBy(() -> catalogue.checkReferences("doubao-seedream-4.0", List.of(1L)))
                .hasMessage("doubao-seedream-4.0 makes a still after 2 to 10 pictures, not after 1");
        assertThatThrownBy(() -> catalogue.checkReferences("doubao-seedream-4.5", Collections.nCopies(15, 1L)))
                .hasMessageContaining("1 to 14 pictures, not after 15");
        assertThatThrownBy(() -> catalogue.checkReferences("doubao-seedream-4.5", List.of(10_000_001L)))
                .hasMessageContaining("at most 10000000 bytes");
        assertThatThrownBy(() -> catalogue.checkReferences("kling-v3", List.of(1L)))
                .hasMessageContaining("no image model is called kling-v3");
    }

    @Test
    void theBuiltInCatalogueHasTheDefaults() {
        Defaults defaults = Defaults.of(catalogue);
        assertThat(defaults.model().name()).isEqualTo(Defaults.VIDEO_MODEL);
        assertThat(defaults.keyframeModel().name()).isEqualTo(Defaults.IMAGE_MODEL);
        assertThat(defaults.keyframeModel().defaultResolution()).isEqualTo(Defaults.IMAGE_RESOLUTION);
    }
}

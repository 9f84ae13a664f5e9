package dev.framespan.workflows.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator's own catalogue adds to the built-in one, and overrides of it. */
class OwnCatalogueTest {
    private static final Catalogue BUILT_IN = Catalogue.builtIn();

    @TempDir
    Path folder;

    @Test
    void anEmptyOneChangesNothing() throws IOException {
        assertThat(own("{}")).isEqualTo(BUILT_IN);
    }

    @Test
    void aModelOfANewNameJoinsBehindTheOthers() throws IOException {
        Catalogue own = own(
                """
                {"videos": [{
                  "name": "kling-v4", "actions": ["generate"], "resolutions": ["4K"], "durations": [20],
                  "prices": {"4K": {"silent": 1.25}}, "image_placeholders": false
                }]}
                """);

        assertThat(own.videos()).hasSize(BUILT_IN.videos().size() + 1).containsAll(BUILT_IN.videos());
        assertThat(own.videos().get(4).name()).isEqualTo("kling-v4");
        assertThat(own.clip(own.needVideo("kling-v4"), Resolution.K4, 20, false, null, null))
                .isEqualTo(new Price(new BigDecimal("25.00"), true));
        assertThat(own.images()).isEqualTo(BUILT_IN.images());
        assertThat(own.limits()).isEqualTo(BUILT_IN.limits());
    }

    @Test
    void ofAModelThatIsThereWhatIsNamedIsOverridden() throws IOException {
        Catalogue own = own("{\"videos\": [{\"name\": \"kling-v3\", \"durations\": [4, 8], \"default_duration\": 4,"
                + " \"prices\": {\"720p\": {\"silent\": 0.05}}}]}");

        VideoModel model = own.videos().get(0);
        assertThat(model.name()).isEqualTo("kling-v3");
        assertThat(model.durations()).containsExactly(4, 8);
        assertThat(model.prices().get(Resolution.P720).silent()).isEqualTo("0.05");
        assertThat(model.prices().get(Resolution.P720).audio()).isEqualTo("0.1071");
        assertThat(model.actions()).isEqualTo(BUILT_IN.needVideo("kling-v3").actions());
        assertThat(own.videos().subList(1, 4)).isEqualTo(BUILT_IN.videos().subList(1, 4));
    }

    @Test
    void nullTakesAFieldAway() throws IOException {
        Catalogue own = own("{\"videos\": [{\"name\": \"kling-v2.6\", \"last_frame_caution\": null}]}");

        assertThat(BUILT_IN.needVideo("kling-v2.6").lastFrameCaution()).isNotNull();
        assertThat(own.needVideo("kling-v2.6").lastFrameCaution()).isNull();
    }

    @Test
    void limitsAreOverriddenFieldByField() throws IOException {
        Catalogue own =
                own("{\"limits\": {\"prompt_code_points\": 3000, \"reference_video\": {\"most_seconds\": 60}}}");

        assertThat(own.limits().promptCodePoints()).isEqualTo(3000);
        assertThat(own.limits().pictureBytes()).isEqualTo(BUILT_IN.limits().pictureBytes());
        assertThat(own.limits().referenceVideo()).isEqualTo(new Limits.ReferenceVideo(1, 100_000_000, 2, 60));
    }

    @Test
    void aPriceOfAnImageModelIsOverridden() throws IOException {
        Catalogue own = own("{\"images\": [{\"name\": \"doubao-seedream-4.5\", \"usd\": 0.04}]}");

        assertThat(own.needImage("doubao-seedream-4.5").price().usd()).isEqualTo("0.04");
        assertThat(own.needImage("doubao-seedream-4.5").references()).isNotNull();
        assertThat(own.videos()).isEqualTo(BUILT_IN.videos());
    }

    /** Written before models said which field carries a first frame: what it does not say is as it was. */
    @Test
    void aWholeCatalogueOfBeforeGoesOnWorking() throws IOException {
        try (var in = getClass().getResourceAsStream("whole-catalogue-of-before.json")) {
            assertThat(own(new String(in.readAllBytes(), StandardCharsets.UTF_8)))
                    .isEqualTo(BUILT_IN);
        }
    }

    @Test
    void allFaultsAreSaidAtOnceEachWithItsPlaceAndCure() throws IOException {
        Path file = write(
                """
                {
                  "limits": {"picture_bytes": "30 MB", "prompt": 1},
                  "videos": [
                    {"name": "kling-v3", "prices": {"720p": {"silent": -0.05}, "8K": {"silent": 1}}},
                    {"name": "kling-v4", "actions": ["generate", "dance"], "image_placeholders": "no"},
                    7
                  ],
                  "images": [],
                  "sounds": []
                }
                """);

        assertThat(faults(file))
                .containsExactly(
                        file + ":2:31  limits.picture_bytes: a whole number from 1 to 1099511627776 is needed here,"
                                + " not \"30 MB\"",
                        file + ":2:50  limits.prompt: no catalogue has this field; known are picture_bytes,"
                                + " picture_sides, picture_stretch, prompt_code_points, reference_pictures,"
                                + " reference_video",
                        file + ":4:56  videos[0].prices.720p.silent: a price in US dollars, a number from 0 to 1000000"
                                + " with at most 12 decimals, is needed here, not -0.05",
                        file + ":4:70  videos[0].prices.8K: no resolution is called 8K; possible are 720p, 1080p, 4K",
                        file
                                + ":5:14  videos[1].name: no model is called kling-v4, so all of it is needed here, and resolutions,"
                                + " durations and prices are missing; there are kling-v3, kling-v3-omni, kling-video-o1, kling-v2.6",
                        file + ":5:50  videos[1].actions[1]: no action is called dance; possible are generate,"
                                + " image2video, first_last_frame, reference, reference_video",
                        file + ":5:82  videos[1].image_placeholders: true or false is needed here, not \"no\"",
                        file + ":6:5  videos[2]: an object in braces is needed here, not 7",
                        file + ":8:13  images: a list in brackets of models, at least one, is needed here, not an empty"
                                + " list; without it the built-in ones are there",
                        file + ":9:13  sounds: no catalogue has this field; known are images, limits, speech, videos");
    }

    @Test
    void speechIsGivenItsPriceByOneField() throws IOException {
        Catalogue own = Catalogue.read(write("{\"speech\": [{\"name\": \"tts-1\", \"usd_per_character\": 0.000015}]}"));

        assertThat(own.needSpeech("tts-1").price("ten letter")).contains(new Price(new BigDecimal("0.000150"), true));
        assertThat(own.needSpeech("tts-1").voices()).hasSize(6).startsWith("alloy");
        assertThat(own.needSpeech("tts-1-hd").price("ten letter")).isEmpty();
    }

    @Test
    void speechMayCostByTheCallAndByTheCharacterOfWhichASurrogatePairIsOne() throws IOException {
        Catalogue own = Catalogue.read(write(
                "{\"speech\": [{\"name\": \"tts-1\", \"usd_per_call\": 0.01," + " \"usd_per_character\": 0.5}]}"));

        assertThat(own.needSpeech("tts-1").price("a\ud83c\udf0a").orElseThrow().usd())
                .isEqualByComparingTo("1.01");
    }

    @Test
    void aWholeCatalogueFromBeforeSpeechIsRead() {
        String before =
                new String(Catalogue.builtIn().toJson(), StandardCharsets.UTF_8).replaceFirst(",\"speech\":.*$", "}");

        assertThat(Catalogue.ofJson(before.getBytes(StandardCharsets.UTF_8)).speech())
                .isEmpty();
    }

    @Test
    void faultsOfSpeechAreSaidWithTheirPlace() throws IOException {
        Path file = write("{\"speech\": [{\"name\": \"tts-1\", \"voices\": [], \"usd\": 1},"
                + " {\"name\": \"tts-2\", \"voices\": [\"sage\"]}, {\"name\": \"kling-v3\"}]}");

        assertThat(faults(file))
                .anyMatch(fault -> fault.contains("speech[0].voices: "))
                .anyMatch(fault -> fault.contains("speech[0].usd: no catalogue has this field; known are characters,"))
                .anyMatch(
                        fault -> fault.contains("speech[1].name: no model is called tts-2, so all of it is needed here,"
                                + " and characters is missing; there are tts-1, tts-1-hd"))
                .anyMatch(fault -> fault.contains("speech[2].name: the built-in videos have a model kling-v3"))
                .hasSize(4);
    }

    @Test
    void aMisspeltModelIsSaidOnceWithWhatItWouldNeed() throws IOException {
        Path file = write("{\"images\": [{\"name\": \"doubao-seedream-4\", \"usd\": 1, \"resolutions\": [\"2K\"],"
                + " \"default_resolution\": \"2K\"}]}");

        assertThat(faults(file))
                .singleElement()
                .asString()
                .contains(
                        ":1:22  images[0].name: no model is called doubao-seedream-4, so all of it is needed here, and"
                                + " aspect_ratios is missing; there are doubao-seedream-4.5, doubao-seedream-5.0-lite, ");
    }

    @Test
    void modelsThatAreRefusedAreNotAmongTheKnown() throws IOException {
        Path file = write("{\"videos\": [{\"name\": \"kling-v8\"}, {\"name\": \"kling-v9\"}, {}, 7]}");

        String missing = ", so all of it is needed here, and actions, resolutions, durations, prices and"
                + " image_placeholders are missing; there are kling-v3, kling-v3-omni, kling-video-o1, kling-v2.6";
        assertThat(faults(file))
                .filteredOn(line -> line.contains("no model is called"))
                .containsExactly(
                        file + ":1:22  videos[0].name: no model is called kling-v8" + missing,
                        file + ":1:44  videos[1].name: no model is called kling-v9" + missing);
    }

    @Test
    void aFieldThatABuiltInModelLosesIsMissedOnce() throws IOException {
        Path file = write("{\"videos\": [{\"name\": \"kling-v3\", \"prices\": null}]}");

        assertThat(faults(file))
                .containsExactly(file + ":1:44  videos[0].prices: an object in braces is needed here, and is missing");
    }

    @Test
    void aModelIsOfOneKind() throws IOException {
        for (String rest : List.of(
                "",
                ", \"usd\": 1, \"resolutions\": [\"2K\"], \"default_resolution\": \"2K\", \"aspect_ratios\": [\"1:1\"]",
                ", \"durations\": [5]")) {
            Path file = write("{\"images\": [{\"name\": \"kling-v3\"" + rest + "}]}");

            assertThat(faults(file))
                    .containsExactly(
                            file + ":1:22  images[0].name: the built-in videos have a model kling-v3: move it there");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "limits: {}",
                "{\"limits\": {",
                "{\"limits\": }",
                "{'limits': 1}",
                "{\"limits\": {},}",
                "{\"limits\": {}} {}",
                "[]",
                "{\"limits\": \"\u0007\"}"
            })
    void whatIsNoJsonIsSaidInOwnWords(String text) throws IOException {
        Path file = write(text);

        List<String> faults = faults(file);

        assertThat(faults).hasSize(1);
        assertThat(faults.get(0))
                .startsWith(file.toString())
                .doesNotContain("xception", "Unexpected", "token", "Source", "column");
    }

    @Test
    void hostileOnesAreRefused() throws IOException {
        assertThat(faults(write("[".repeat(100_000))))
                .singleElement()
                .asString()
                .endsWith("nested deeper than any catalogue: more than 32 levels");
        String many = "{\"videos\": [" + "1,".repeat(5_000) + "1]}";
        assertThat(faults(write(many))).hasSize(101).last().asString().contains("4901 more faults");
        Files.write(folder.resolve("own.json"), new byte[] {'{', (byte) 0xFF, '}'});
        assertThat(faults(folder.resolve("own.json")))
                .singleElement()
                .asString()
                .contains("not UTF-8");
    }

    private Catalogue own(String text) throws IOException {
        return Catalogue.read(write(text));
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("own.json"), text);
    }

    private static List<String> faults(Path file) {
        try {
            Catalogue.read(file);
        } catch (CatalogueException e) {
            return e.getMessage().lines().toList();
        }
        throw new AssertionError("no fault");
    }

    @Test
    void aWorkersCatalogueIsWhole() {
        assertThatThrownBy(() -> Catalogue.ofJson("{\"limits\": {}}".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining(
                        "videos: a list in brackets of models, at least one, is needed here, and is missing")
                .hasMessageContaining("limits.picture_bytes");
    }

    @Test
    void aCatalogueThatTakesNoReferenceVideoSaysSo() throws IOException {
        Limits limits =
                own("{\"limits\": {\"reference_video\": {\"videos\": 0}}}").limits();

        assertThat(limits.referenceVideo().whyNot(5_000).orElseThrow()).contains("limits.reference_video.videos");
        assertThat(Catalogue.builtIn().limits().referenceVideo().whyNot(5_000)).isEmpty();
    }
}

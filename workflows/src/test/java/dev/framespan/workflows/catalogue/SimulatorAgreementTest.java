package dev.framespan.workflows.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The catalogue and the simulator's were written down from the same pages, each by itself. They agree, or differ where this test says
 * so: a slip in either one would otherwise be found with money.
 */
class SimulatorAgreementTest {
    private static final Path SIMULATOR =
            Path.of("../simulator/src/main/resources/dev/framespan/simulator/catalogue/catalogue.json");

    private static final Catalogue CATALOGUE = Catalogue.builtIn();
    private static JsonNode simulator;

    @BeforeAll
    static void read() throws IOException {
        simulator = new ObjectMapper().readTree(SIMULATOR.toFile());
    }

    @Test
    void bothKnowTheSameModels() {
        assertThat(names(simulator.get("clips")))
                .isEqualTo(new TreeSet<>(
                        CATALOGUE.videos().stream().map(VideoModel::name).toList()));
        assertThat(names(simulator.get("stills")))
                .isEqualTo(new TreeSet<>(
                        CATALOGUE.images().stream().map(ImageModel::name).toList()));
    }

    /** The page names no price: the simulator has one of its own, and the catalogue none. */
    @Test
    void speechHasTheSameVoicesAndLengthsAndOnlyTheSimulatorHasAPrice() {
        assertThat(names(simulator.get("speech")))
                .isEqualTo(new TreeSet<>(
                        CATALOGUE.speech().stream().map(SpeechModel::name).toList()));
        for (JsonNode speech : simulator.get("speech")) {
            SpeechModel model = CATALOGUE.needSpeech(speech.get("id").asText());
            assertThat(texts(speech.get("voices"))).isEqualTo(new TreeSet<>(model.voices()));
            assertThat(speech.get("characters").asInt()).isEqualTo(model.characters());
            assertThat(speech.has("usd_per_character")).isTrue();
            assertThat(model.price("a")).isEmpty();
        }
    }

    @Test
    void clipsHaveTheSameActionsAndLengthsAndReadTheSamePlaceholders() {
        for (JsonNode clip : simulator.get("clips")) {
            VideoModel model = video(clip);
            assertThat(texts(clip.get("actions")))
                    .as(model.name())
                    .isEqualTo(new TreeSet<>(
                            model.actions().stream().map(Action::word).toList()));
            assertThat(numbers(clip.get("durations"))).as(model.name()).isEqualTo(model.durations());
            assertThat(clip.get("names_pictures").asBoolean()).as(model.name()).isEqualTo(model.imagePlaceholders());
        }
    }

    @Test
    void clipsCostTheSameInEveryResolutionAndWay() {
        Map<String, String> differences = new TreeMap<>();
        for (JsonNode clip : simulator.get("clips")) {
            VideoModel model = video(clip);
            JsonNode prices = clip.get("usd_per_second");
            assertThat(names(prices))
                    .as(model.name())
                    .isEqualTo(new TreeSet<>(
                            model.resolutions().stream().map(Resolution::word).toList()));
            for (Resolution resolution : model.resolutions()) {
                JsonNode theirs = prices.get(resolution.word());
                VideoModel.Prices ours = model.prices().get(resolution);
                String place = model.name() + " " + resolution.word();
                compare(differences, place + " silent", ours.silent(), theirs.get("silent"));
                compare(differences, place + " audio", ours.audio(), theirs.get("audio"));
                compare(differences, place + " reference_video", ours.referenceVideo(), theirs.get("reference_video"));
                assertThat(theirs.has("audio"))
                        .as(place + " has sound")
                        .isEqualTo(model.audio().contains(resolution));
            }
        }
        // The page gives one price for 4K and names neither sound nor reference videos: the catalogue leaves both open,
        // which an
        // estimate marks as not listed; the simulator has to charge something.
        assertThat(differences)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "kling-v3-omni 4K audio", "null, simulator 0.455345",
                        "kling-v3-omni 4K reference_video", "null, simulator 0.455345"));
    }

    @Test
    void stillsCostTheSameAndComeInTheSameSizes() {
        for (JsonNode still : simulator.get("stills")) {
            ImageModel model = CATALOGUE.image(still.get("id").asText()).orElseThrow();
            assertThat(new BigDecimal(still.get("usd").asText()))
                    .as(model.name())
                    .isEqualByComparingTo(model.price().usd());
            assertThat(texts(still.get("resolutions"))).as(model.name()).isEqualTo(new TreeSet<>(model.resolutions()));
            // The page of Gemini 2.5 says "several", and names no most.
            assertThat(numbers(still.get("references")))
                    .as(model.name())
                    .containsExactlyElementsOf(Stream.of(
                                    model.references().least(),
                                    model.references().most())
                            .filter(Objects::nonNull)
                            .toList());
            assertThat(simulator.at("/limits/still_picture_bytes").asLong())
                    .as(model.name())
                    .isEqualTo(model.references().bytes());
        }
    }

    @Test
    void requestsHaveTheSameLimits() {
        JsonNode theirs = simulator.get("limits");
        Limits ours = CATALOGUE.limits();
        assertThat(theirs.get("prompt_code_points").asInt()).isEqualTo(ours.promptCodePoints());
        assertThat(theirs.get("clip_picture_bytes").asLong()).isEqualTo(ours.pictureBytes());
        assertThat(theirs.get("reference_video_bytes").asLong())
                .isEqualTo(ours.referenceVideo().bytes());
        assertThat(texts(theirs.get("clip_aspect_ratios"))).isEqualTo(ratios());
        // The page recommends at most four pictures, which is worth a warning, and refuses no number.
        assertThat(theirs.has("reference_pictures")).isFalse();
        assertThat(ours.referencePictures()).isEqualTo(4);
    }

    private static Set<String> ratios() {
        Set<String> ratios = new TreeSet<>();
        for (AspectRatio ratio : AspectRatio.values()) {
            ratios.add(ratio.word());
        }
        return ratios;
    }

    private static VideoModel video(JsonNode clip) {
        return CATALOGUE.video(clip.get("id").asText()).orElseThrow();
    }

    private static void compare(Map<String, String> differences, String place, BigDecimal ours, JsonNode theirs) {
        BigDecimal other = theirs == null ? null : new BigDecimal(theirs.asText());
        boolean same = ours == null ? other == null : other != null && ours.compareTo(other) == 0;
        if (!same) {
            differences.put(place, ours + ", simulator " + other);
        }
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new TreeSet<>();
        if (node.isObject()) {
            node.fieldNames().forEachRemaining(names::add);
        } else {
            node.forEach(one -> names.add(one.get("id").asText()));
        }
        return names;
    }

    private static Set<String> texts(JsonNode node) {
        Set<String> texts = new TreeSet<>();
        node.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private static List<Integer> numbers(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false)
                .map(JsonNode::asInt)
                .toList();
    }
}

package dev.framespan.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.activities.generation.StoredTakes;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.planning.PlanAssets;
import dev.framespan.workflows.planning.Planner;
import dev.framespan.workflows.storyboard.Estimate;
import dev.framespan.workflows.storyboard.InputSource;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceTableTest {
    private static final String FILM =
            """
            budget_usd: 5
            keyframe_model: gemini-2.5-flash-image-preview
            characters: { keeper: { look: an old man, image: "https://example.org/keeper.jpg" } }
            keyframes:
              dawn: { prompt: sun }
              noon: { prompt: sun, references: [keeper] }
              end: { frame_of: gull, at: last }
            shots:
              - { id: gull, from: dawn, to: noon, prompt: p, model: kling-video-o1 }
              - { id: hill, from: end, prompt: p, resolution: 4K, audio: true, model: kling-v3-omni, duration: 3 }
              - { id: like, prompt: q, model: kling-v3-omni, video: { clip: "https://example.org/a.mp4", use: base } }
              - { id: after, prompt: q, model: kling-v3-omni, video: { clip: hill, use: feature } }
              - { id: again, from: dawn, to: noon, prompt: p, model: kling-video-o1 }
            """;

    @TempDir
    Path folder;

    private final StoryboardLoader loader = new StoryboardLoader(Catalogue.builtIn());

    @Test
    void eachKeyframeAndShotHasItsPriceAndWhy() throws IOException {
        assertThat(table(checked(FILM).estimate().having(Set.of("dawn"), Set.of("gull"))))
                .containsExactly(
                        "          id      model                           action            seconds  tier"
                                + "                price",
                        "keyframe  keeper                                                                  "
                                + "               $0.00  your own picture",
                        "keyframe  dawn    gemini-2.5-flash-image-preview  generate                   1K"
                                + "                  $0.00  have it",
                        "keyframe  noon    gemini-2.5-flash-image-preview  image2image                1K"
                                + "                $0.0133",
                        "keyframe  end                                                                     "
                                + "               $0.00  a frame of a shot",
                        "shot      gull    kling-video-o1                  first_last_frame        5  720p"
                                + "                $0.00  have it",
                        "shot      hill    kling-v3-omni                   image2video             3  4K, audio"
                                + "         $1.3660  not listed",
                        "shot      like    kling-v3-omni                   reference_video         5  720p, with video"
                                + "  $3.2130  at most: its video lasts up to 30 s, not listed",
                        "shot      after   kling-v3-omni                   reference_video         5  720p, with video"
                                + "  $0.5355",
                        "shot      again   kling-video-o1                  first_last_frame        5  720p"
                                + "                $0.00  the same as gull",
                        "in all                                                                            "
                                + "             $5.1278  at most; not every price is listed; budget $5.00,"
                                + " exceeded by $0.1278");
    }

    @Test
    void programsGetAllDigits() throws IOException {
        Estimate left = checked(FILM).estimate().having(Set.of("dawn"), Set.of("gull"));
        JsonNode json = json(CheckedJson.of(
                checked(FILM),
                left,
                BudgetCheck.ofNew(
                        new FilmBudget(new BigDecimal("5"), false), left.total().usd())));

        assertThat(json.at("/estimate/priceUsd").decimalValue()).isEqualByComparingTo("5.12781625");
        assertThat(json.at("/estimate/withinBudget").asBoolean()).isFalse();
        assertThat(json.at("/prices")).hasSize(9);
        assertThat(json.at("/prices/2").toString())
                .isEqualTo("{\"kind\":\"keyframe\",\"id\":\"noon\",\"origin\":\"BOUGHT\","
                        + "\"model\":\"gemini-2.5-flash-image-preview\",\"action\":\"image2image\","
                        + "\"resolution\":\"1K\",\"priceUsd\":0.01328125,\"priceListed\":true,\"atMost\":false,"
                        + "\"have\":false}");
        assertThat(json.at("/prices/4/have").asBoolean()).isTrue();
        assertThat(json.at("/prices/4/priceUsd").decimalValue()).isZero();
        assertThat(json.at("/prices/6").toString())
                .isEqualTo("{\"kind\":\"shot\",\"id\":\"like\",\"origin\":\"BOUGHT\",\"model\":\"kling-v3-omni\","
                        + "\"action\":\"reference_video\",\"seconds\":5,\"resolution\":\"720p\",\"audio\":false,"
                        + "\"video\":\"base\",\"videoSeconds\":30,\"priceUsd\":3.213,\"priceListed\":false,"
                        + "\"atMost\":true,\"have\":false}");
        assertThat(json(CheckedJson.of(checked(FILM))).has("prices")).isFalse();
    }

    @Test
    void aFetchedVideoIsPricedByItsOwnLength() throws IOException {
        CheckResult checked = checked(FILM);
        Plan plan = Planner.plan(checked, loader.catalogue(), new FetchedVideo(7_250));

        FilmPrice price = FilmPrice.of(
                checked,
                loader.catalogue(),
                plan,
                new StoredTakes.Had(Set.of("dawn"), Map.of("gull", 5_042L), Set.of(), Map.of()));

        assertThat(table(price.left()))
                .anySatisfy(line ->
                        assertThat(line).contains("like").endsWith("$0.7765  for the 7.25 s of its video, not listed"));
        assertThat(price.left().atMost()).isFalse();
        assertThat(price.whole().total().usd().subtract(price.left().total().usd()))
                .isEqualByComparingTo("0.37028125");
    }

    @Test
    void whatIsReservedIsNotLeftToPayUnlessItIsDecidedToBuyItOnceMore() throws IOException {
        CheckResult checked = checked(FILM);
        Plan plan = Planner.plan(checked, loader.catalogue(), new FetchedVideo(7_250));
        StoredTakes.Had had = new StoredTakes.Had(Set.of(), Map.of(), Set.of("noon"), Map.of("gull", "v1:f"));

        FilmPrice price = FilmPrice.of(checked, loader.catalogue(), plan, had);
        FilmPrice rebuys = FilmPrice.of(checked, loader.catalogue(), plan, had, Set.of("gull", "noon"));

        assertThat(table(price.left()))
                .filteredOn(line -> line.endsWith("$0.00  at the provider or in doubt"))
                .hasSize(2);
        assertThat(price.decided()).isEmpty();
        assertThat(rebuys.decided()).containsExactly("v1:f");
        assertThat(rebuys.left().reserved()).isOne();
        assertThat(rebuys.left().total().usd().subtract(price.left().total().usd()))
                .isEqualByComparingTo(price.whole().prices().get("gull"));
    }

    private static List<String> table(Estimate left) {
        return PriceTable.of(
                left,
                BudgetCheck.ofNew(
                        new FilmBudget(new BigDecimal("5"), false), left.total().usd()));
    }

    private CheckResult checked(String text) throws IOException {
        CheckResult checked = loader.check(Files.writeString(folder.resolve("film.yaml"), text));
        assertThat(checked.faults()).isEmpty();
        return checked;
    }

    private static JsonNode json(Object object) throws JsonProcessingException {
        return Payloads.json().readTree(Payloads.json().writeValueAsString(object));
    }

    private record FetchedVideo(long millis) implements PlanAssets {
        private static final Asset ASSET = new Asset("a".repeat(64), 1, MediaType.MP4);

        @Override
        public Asset picture(InputSource source) {
            return ASSET;
        }

        @Override
        public MeasuredVideo video(InputSource source) {
            return new MeasuredVideo(ASSET, millis);
        }

        @Override
        public Asset sound(InputSource source) {
            return ASSET;
        }

        @Override
        public Asset words(String prompt) {
            return ASSET;
        }
    }
}

package dev.framespan.workflows.storyboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.framespan.workflows.catalogue.Price;
import dev.framespan.workflows.storyboard.Estimate.Origin;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import dev.framespan.workflows.storyboard.checking.StoryboardText;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a film's price is left to pay, and what is known of it before videos are fetched. */
class PriceLeftTest {
    private static final String VIDEOS =
            """
            budget_usd: 2
            shots:
              - { id: a, prompt: p, model: kling-v3-omni, video: { clip: "https://example.org/a.mp4", use: base } }
              - { id: b, prompt: p, model: kling-v3-omni, video: { clip: a, use: base } }
              - { id: c, prompt: p, model: kling-v3-omni, video: { clip: a, use: feature } }
            """;

    @TempDir
    Path folder;

    @Test
    void whatIsThereCostsNothing() {
        Estimate whole = checked(
                        """
                        budget_usd: 0.4
                        keyframes: { dawn: { prompt: sun } }
                        shots:
                          - { id: a, from: dawn, prompt: p }
                          - { id: again, from: dawn, prompt: p }
                          - { id: b, prompt: q }
                        """)
                .estimate();

        Estimate left = whole.having(Set.of("dawn"), Set.of("a", "again"));

        assertThat(left.keyframes()).extracting(Estimate.Row::origin).containsExactly(Origin.HAD);
        assertThat(left.shots())
                .extracting(Estimate.Row::origin)
                .containsExactly(Origin.HAD, Origin.SHARED, Origin.BOUGHT);
        assertThat(left.total().usd()).isEqualByComparingTo("0.357");
        assertThat(left.had()).isEqualTo(2);
        assertThat(left.clipsBought()).isEqualTo(1);
        assertThat(left.seconds()).isEqualTo(15);
        assertThat(whole.having(Set.of(), Set.of())).isEqualTo(whole);
    }

    @Test
    void aVideoOfUnknownLengthCountsAtTheLongestThatIsTaken() {
        Estimate estimate = checked(VIDEOS).estimate();

        assertThat(estimate.shots()).extracting(Estimate.Row::atMost).containsExactly(true, true, false);
        assertThat(estimate.shots().get(0).price()).isEqualTo(new Price(new BigDecimal("3.2130"), false));
        assertThat(estimate.shots().get(1).videoSeconds()).isEqualByComparingTo("30");
        assertThat(estimate.shots().get(2).price().usd()).isEqualByComparingTo("0.5355");
        assertThat(estimate.atMost()).isTrue();
    }

    @Test
    void aVideoThatWasFetchedCountsAsLongAsItIs() {
        CheckResult checked = checked(VIDEOS);
        MediaSources sources = checked.sources().withVideoSeconds(Map.of("a", new BigDecimal("6.125")));

        Estimate estimate = Estimate.of(checked.storyboard(), sources, StoryboardText.CATALOGUE);

        assertThat(estimate.shots()).extracting(Estimate.Row::atMost).containsExactly(false, true, false);
        assertThat(estimate.total().usd()).isEqualByComparingTo("1.9411875"); // 0.1071 × (6.125 + 7 + 5)
        assertThat(estimate.seconds()).isEqualTo(17);
    }

    /** The provider's clips of five seconds last 5.04: the next whole second is the dearest that one can become. */
    @Test
    void aBaseVideoOnAnotherShotCountsToTheNextWholeSecondUntilItsClipIsThere() {
        CheckResult checked = checked(
                """
                shots:
                  - { id: a, prompt: p, duration: 5 }
                  - { id: b, prompt: p, model: kling-v3-omni, video: { clip: a, use: base } }
                  - { id: c, prompt: p, model: kling-v3-omni, duration: 7, video: { clip: a, use: base } }
                """);

        assertThat(checked.estimate().shots())
                .extracting(row -> row.price().usd().toPlainString(), Estimate.Row::atMost)
                .containsExactly(tuple("0.3570", false), tuple("0.6426", true), tuple("0.7497", false));
        assertThat(checked.estimate().seconds()).isEqualTo(15);

        Estimate made = Estimate.of(
                checked.storyboard(),
                checked.sources().withVideoSeconds(Map.of("b", new BigDecimal("5.042"), "c", new BigDecimal("5.042"))),
                StoryboardText.CATALOGUE);

        assertThat(made.shots().get(1).price().usd()).isEqualByComparingTo("0.5399982"); // 0.1071 × 5.042
        assertThat(made.atMost()).isFalse();
    }

    @Test
    void whatIsReservedIsNotLeftToPay() {
        Estimate left = checked("shots: [{ id: a, prompt: p }, { id: b, prompt: q }]\n")
                .estimate()
                .reserving(Set.of("b"));

        assertThat(left.shots()).extracting(Estimate.Row::origin).containsExactly(Origin.BOUGHT, Origin.RESERVED);
        assertThat(left.total().usd()).isEqualByComparingTo("0.357");
        assertThat(left.reserved()).isOne();
        assertThat(left.had()).isZero();
    }

    @Test
    void aPriceKeepsAllItsDigits() {
        Estimate estimate = checked(
                        "keyframe_model: gemini-2.5-flash-image-preview\nkeyframes: { dawn: { prompt: sun } }\n"
                                + "shots: [{ id: a, from: dawn, prompt: p }]\n")
                .estimate();

        assertThat(estimate.total().usd()).isEqualByComparingTo("0.37028125"); // 0.01328125 + 0.357
    }

    @Test
    void aStillMadeAfterPicturesIsAskedForInItsModelsWords() {
        String film =
                """
                keyframe_model: MODEL
                keyframes:
                  dawn: { prompt: sun }
                  noon: { prompt: sun, references: [dawn] }
                  dusk: { prompt: sun, references: [dawn, noon] }
                shots: [{ id: a, from: dusk, prompt: p }]
                """;

        assertThat(checked(film.replace("MODEL", "gemini-3-pro-image-preview"))
                        .estimate()
                        .keyframes())
                .extracting(Estimate.Row::action)
                .containsExactly("generate", "image2image", "reference");
        assertThat(checked(film.replace("MODEL", "doubao-seedream-4.5"))
                        .estimate()
                        .keyframes())
                .extracting(Estimate.Row::action)
                .containsOnly("generate");
    }

    private CheckResult checked(String text) {
        CheckResult checked = StoryboardText.in(folder).check(text);
        assertThat(checked.faults()).isEmpty();
        return checked;
    }
}

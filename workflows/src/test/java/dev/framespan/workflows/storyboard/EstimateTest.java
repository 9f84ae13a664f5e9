package dev.framespan.workflows.storyboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.Price;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import dev.framespan.workflows.storyboard.checking.StoryboardText;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EstimateTest {
    @TempDir
    Path folder;

    @Test
    void everyStillAndClipIsCountedOnce() throws IOException {
        Files.writeString(folder.resolve("own.jpg"), "x");
        Estimate estimate = estimate(
                """
                keyframes:
                  dawn: { prompt: sun }
                  noon: { prompt: sun }
                  own: { image: own.jpg }
                  unused: { prompt: unused }
                shots:
                  - { id: a, from: dawn, to: own, prompt: p, duration: 10 }
                  - { id: b, from: noon, to: own, prompt: p, duration: 10 }
                  - { id: c, prompt: p, resolution: 4K, audio: true, model: kling-v3-omni, duration: 3 }
                """);
        assertThat(estimate.keyframes())
                .containsExactly(
                        new Estimate.Row(
                                "dawn",
                                Estimate.Origin.BOUGHT,
                                null,
                                "doubao-seedream-4.5",
                                Action.GENERATE,
                                "2K",
                                0,
                                false,
                                new Price(new BigDecimal("0.02975"), true)),
                        new Estimate.Row(
                                "noon",
                                Estimate.Origin.SHARED,
                                "dawn",
                                "doubao-seedream-4.5",
                                Action.GENERATE,
                                "2K",
                                0,
                                false,
                                Price.NOTHING),
                        new Estimate.Row("own", Estimate.Origin.OWN, null, null, null, null, 0, false, Price.NOTHING));
        assertThat(estimate.shots())
                .extracting(Estimate.Row::origin)
                .containsExactly(Estimate.Origin.BOUGHT, Estimate.Origin.SHARED, Estimate.Origin.BOUGHT);
        assertThat(estimate.shots().get(1).sameAs()).isEqualTo("a");
        assertThat(estimate.keyframesBought()).isEqualTo(1);
        assertThat(estimate.clipsBought()).isEqualTo(2);
        assertThat(estimate.seconds()).isEqualTo(23);
        assertThat(estimate.total().rounded()).isEqualTo("2.109785");
        assertThat(estimate.total().listed()).isFalse();
        assertThat(estimate.shots().get(2).price().listed()).isFalse();
        assertThat(estimate.shots().get(0).price().listed()).isTrue();
    }

    @Test
    void aBudgetIsExceededByTheSmallestAmountAndNotByItself() {
        String shots = "shots: [{ id: a, prompt: p }]\n"; // 5 × 0.0714
        assertThat(estimate("budget_usd: 0.357\n" + shots).exceeds()).isFalse();
        assertThat(estimate("budget_usd: 0.356999\n" + shots).exceeds()).isTrue();
        assertThat(estimate("budget_usd: 0.356999\n" + shots).excess()).hasValue(new BigDecimal("0.000001"));
        assertThat(estimate("budget_usd: 0\n" + shots).exceeds()).isTrue();
        assertThat(estimate(shots).exceeds()).isFalse();
        assertThat(estimate(shots).excess()).isEmpty();
    }

    private Estimate estimate(String text) {
        CheckResult checked = StoryboardText.in(folder).check(text);
        assertThat(checked.faults()).isEmpty();
        return checked.estimate();
    }
}

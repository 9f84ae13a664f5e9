package dev.framespan.workflows.storyboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.Price;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import dev.framespan.workflows.storyboard.checking.StoryboardText;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EstimateTest {
    @TempDir
    Path folder;

    @Test
    void aTextIsSpokenOnceAndItsPriceIsNotListed() {
        Estimate estimate = estimate("shots:\n  - { id: a, prompt: p, voice: { text: Hello. } }\n"
                + "  - { id: b, prompt: q, voice: { text: Hello. } }\n"
                + "  - { id: c, prompt: r, voice: { text: Hello., voice: nova } }\n");
        assertThat(estimate.speeches())
                .extracting(Estimate.Row::id, Estimate.Row::origin, Estimate.Row::sameAs, Estimate.Row::price)
                .containsExactly(
                        tuple("a.voice", Estimate.Origin.BOUGHT, null, new Price(BigDecimal.ZERO, false)),
                        tuple("b.voice", Estimate.Origin.SHARED, "a.voice", Price.NOTHING),
                        tuple("c.voice", Estimate.Origin.BOUGHT, null, new Price(BigDecimal.ZERO, false)));
        assertThat(estimate.speechesBought()).isEqualTo(2);
        assertThat(estimate.total().listed()).isFalse();
        Estimate left = estimate.having(Set.of(), Set.of("a", "b", "c"), Set.of("a.voice"))
                .reserving(Set.of("c.voice"));
        assertThat(left.total()).isEqualTo(Price.NOTHING);
    }

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
        assertThat(estimate.total().usd()).isEqualByComparingTo("2.109785");
        assertThat(estimate.total().listed()).isFalse();
        assertThat(estimate.shots().get(2).price().listed()).isFalse();
        assertThat(estimate.shots().get(0).price().listed()).isTrue();
    }

    @Test
    void picturesOfOnesOwnAndFramesCostNothingAndAReferenceVideoMakesItDearer() throws IOException {
        Files.writeString(folder.resolve("own.jpg"), "x");
        Files.writeString(folder.resolve("street.mp4"), "x"); // 7.25 s to the inspector of this test
        Estimate estimate = estimate(
                """
                model: kling-v3-omni
                characters: { keeper: { look: old, image: own.jpg }, mate: { look: young, image: own } }
                keyframes: { own: { image: own.jpg }, end: { frame_of: sail }, cabin: { prompt: p, references: [keeper, own] } }
                shots:
                  - { id: sail, prompt: p, references: [keeper, mate, cabin], duration: 5 }
                  - { id: on, prompt: p, from: end, duration: 5 }
                  - { id: like, prompt: p, video: { clip: sail }, duration: 10 }
                  - { id: edit, prompt: p, video: { clip: street.mp4, use: base }, duration: 5 }
                  - { id: short, prompt: p, video: { clip: edit, use: base }, duration: 10 }
                  - { id: web, prompt: p, video: { clip: 'https://example.com/a.mp4', use: base }, duration: 5, resolution: 1080p }
                """);
        assertThat(estimate.keyframes())
                .extracting(row -> row.id() + " " + row.origin())
                .containsExactly("keeper OWN", "own OWN", "end FRAME", "cabin BOUGHT");
        assertThat(estimate.shots())
                .extracting(row -> String.valueOf(row.action()).toLowerCase(Locale.ROOT) + " "
                        + row.price().usd().stripTrailingZeros().toPlainString() + " "
                        + row.price().listed())
                .containsExactly(
                        "reference 0.357 true",
                        "image2video 0.357 true",
                        "reference_video 1.071 true",
                        "reference_video 0.776475 false", // 7.25 × 0.1071: the video is longer
                        "reference_video 1.071 false", // 10 × 0.1071: what is asked for is longer
                        "reference_video 4.284 false"); // 30 × 0.1428: as long as a video may be
        assertThat(estimate.total().listed()).isFalse();
    }

    @Test
    void soundWithAReferenceVideoAndFourTimesTheLinesHaveNoListedPrice() {
        Estimate estimate = estimate(
                """
                model: kling-v3-omni
                duration: 4
                shots:
                  - { id: a, prompt: p }
                  - { id: b, prompt: p, video: { clip: a }, audio: true }
                  - { id: c, prompt: p, video: { clip: a }, resolution: 4K }
                  - { id: d, prompt: p, audio: true, resolution: 4K }
                """);
        assertThat(estimate.shots())
                .extracting(row -> row.price().usd().stripTrailingZeros().toPlainString() + " "
                        + row.price().listed())
                .containsExactly("0.2856 true", "0.4284 false", "1.82138 false", "1.82138 false");
    }

    private Estimate estimate(String text) {
        CheckResult checked = StoryboardText.in(folder).check(text);
        assertThat(checked.faults()).isEmpty();
        return checked.estimate();
    }
}

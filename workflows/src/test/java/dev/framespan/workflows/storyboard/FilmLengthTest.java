package dev.framespan.workflows.storyboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.storyboard.checking.CheckResult;
import dev.framespan.workflows.storyboard.checking.StoryboardText;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clip of 5 seconds has 121 frames at 24 a second, and a frame that two clips share is shown once. */
class FilmLengthTest {
    private static final String KEYFRAMES = "keyframes: { k: { prompt: k }, l: { prompt: l } }\n";

    @TempDir
    Path folder;

    private FilmLength length(String text) {
        CheckResult checked = StoryboardText.in(folder).check(text);
        return FilmLength.of(StoryboardText.in(folder).faultless(text), checked.sources(), StoryboardText.CATALOGUE);
    }

    @Test
    void aClipIsAFrameLongerThanItsSeconds() {
        FilmLength one = length("shots: [{ id: a, prompt: p }]");
        assertThat(one.words()).isEqualTo("5.04 s, give or take a frame");
        assertThat(length("fps: 30\nshots: [{ id: a, prompt: p, duration: 10 }]")
                        .seconds())
                .isEqualTo(301 / 30.0);
        assertThat(length("fps: 29.97\nshots: [{ id: a, prompt: p, duration: 10 }]")
                        .seconds())
                .isEqualTo(301 * 1001 / 30000.0);
    }

    @Test
    void aFrameThatClipsShareCountsOnce() {
        String shots = "shots:\n  - { id: a, prompt: p, from: l, to: k }\n  - { id: b, prompt: q, from: k }\n"
                + "  - { id: c, prompt: r, from: end }\n  - { id: d, prompt: s, from: k }\n";
        String film = KEYFRAMES.replace(" }\n", ", end: { frame_of: b } }\n") + shots;
        assertThat(length(film).seconds()).isEqualTo((4 * 121 - 2) / 24.0);
        assertThat(length(film).words()).isEqualTo("20.08 s, give or take one frame a join");
        assertThat(length("joins: { similarity: off }\n" + film).seconds()).isEqualTo(4 * 121 / 24.0);
        assertThat(length(film.replace("frame_of: b", "frame_of: b, at: first")).seconds())
                .isEqualTo((4 * 121 - 1) / 24.0);
    }

    @Test
    void transitionsThatShowBothClipsShortenTheFilm() {
        String shots = "shots:\n  - { id: a, prompt: p, transition: %s }\n  - { id: b, prompt: q }\n";
        assertThat(length(shots.formatted("{ crossfade: 1 }")).seconds()).isEqualTo((242 - 24) / 24.0);
        assertThat(length(shots.formatted("{ dip: black }")).seconds()).isEqualTo(242 / 24.0);
        assertThat(length(shots.formatted("{ match: 1 }")).seconds()).isEqualTo(242 / 24.0);
        FilmLength crossed = length(shots.formatted("{ crossfade: 1 }"));
        assertThat(crossed.start(1)).isEqualTo(97 / 24.0);
        assertThat(crossed.end(0)).isEqualTo(121 / 24.0);
    }

    @Test
    void whatMayStandInForCutsMakesItARange() {
        String shots = "shots: [{ id: a, prompt: p }, { id: b, prompt: q }]\n";
        assertThat(length("joins: { unlike: { crossfade: 1 } }\n" + shots).words())
                .isEqualTo("9.08 to 10.08 s, by how many cuts join unlike frames, give or take one frame a join");
        assertThat(length("joins: { unlike: match }\n" + shots).words())
                .isEqualTo("10.08 s, give or take one frame a join");
    }

    @Test
    void aBaseVideoOfUnknownLengthMakesItTheMost() {
        FilmLength length = length("model: kling-v3-omni\nshots: [{ id: a, prompt: p, video: { clip:"
                + " 'https://example.com/a.mp4', use: base } }]\n");
        assertThat(length.words()).isEqualTo("at most 30.04 s, give or take a frame");
    }
}

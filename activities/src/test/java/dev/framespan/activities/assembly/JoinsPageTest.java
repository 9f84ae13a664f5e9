package dev.framespan.activities.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.assembly.RenderMode;
import dev.framespan.workflows.assembly.Transition;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class JoinsPageTest {
    private static final byte[] STRIP = "a picture".getBytes(StandardCharsets.UTF_8);

    @Test
    void eachJoinIsShownWithWhatWasDecidedThere() throws Exception {
        String page = JoinsPage.of(
                report("The keeper", cut(), fade()),
                List.of(picture(List.of()), picture(Collections.nCopies(120, 0.5))));

        assertThat(page)
                .contains("<title>The keeper: joins</title>")
                .contains("dawn → sail")
                .contains("5.00 s, frame 120")
                .contains("repeated frame left out")
                .contains("similarity 0.991, 41.2 dB")
                .contains("crossfade, 12 frames")
                .contains("24 frames encoded")
                .contains("click faded")
                .contains("is 640x360, not 1280x720")
                .contains("-14.1 LUFS for -14.0, true peak -1.2 dB; +3.5 dB were given to the whole")
                .contains(Base64.getEncoder().encodeToString(STRIP));
        assertThat(page.split("<path", -1))
                .as("one waveform: the other join is silent")
                .hasSize(2);
    }

    @Test
    void wordsOfAStoryboardAreShownAndNeverRun() throws Exception {
        String page =
                JoinsPage.of(report("<script>alert(1)</script>{film.title}", fade()), List.of(picture(List.of())));

        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;{film.title}")
                .doesNotContain("<script>");
    }

    private static JoinsPage.Picture picture(List<Double> waveform) {
        return new JoinsPage.Picture(STRIP, waveform);
    }

    private static JoinReport.Join cut() {
        return new JoinReport.Join("dawn", "sail", 120, Transition.CUT, "cut", 0.991, 41.2, 1, 0, null, false);
    }

    private static JoinReport.Join fade() {
        return new JoinReport.Join(
                "sail", "night", 228, Transition.crossfade(0.5), "crossfade", null, null, 0, 24, "both are seen", true);
    }

    private static JoinReport report(String title, JoinReport.Join... joins) {
        return new JoinReport(
                title,
                348,
                "24/1",
                1280,
                720,
                RenderMode.SMART,
                324,
                24,
                List.of(
                        new JoinReport.Shot("dawn", 0, 120, null),
                        new JoinReport.Shot("sail", 120, 120, "is 640x360, not 1280x720"),
                        new JoinReport.Shot("night", 228, 120, null)),
                List.of(joins),
                new JoinReport.Sound(-14.1, -14.0, -1.2, 3.5, List.of(-70.0, -14.0, -13.5)));
    }
}

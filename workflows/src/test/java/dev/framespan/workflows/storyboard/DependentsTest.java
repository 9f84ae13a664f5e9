package dev.framespan.workflows.storyboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.storyboard.checking.StoryboardText;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has to be made anew with a shot. */
class DependentsTest {
    @TempDir
    Path folder;

    private Storyboard storyboard() {
        return StoryboardText.in(folder)
                .check(
                        """
                        keyframes:
                          dawn: { prompt: a hill at dawn }
                          top: { frame_of: hill }
                        shots:
                          - { id: hill, from: dawn, duration: 5, prompt: the sun rises }
                          - { id: gull, from: top, duration: 5, prompt: a gull flies up }
                          - { id: boat, duration: 5, prompt: a boat goes by }
                        """)
                .storyboard();
    }

    @Test
    void isWhateverIsMadeFromItInAnyNumberOfSteps() {
        assertThat(Dependents.of(storyboard(), "dawn")).containsExactly("top", "hill", "gull");
        assertThat(Dependents.of(storyboard(), "hill")).containsExactly("top", "gull");
        assertThat(Dependents.of(storyboard(), "gull")).isEmpty();
        assertThat(Dependents.of(storyboard(), "nothing")).isEmpty();
    }
}

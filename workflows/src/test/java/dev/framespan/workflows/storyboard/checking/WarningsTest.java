package dev.framespan.workflows.storyboard.checking;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarningsTest {
    private static final String KEYFRAMES = "keyframes: { dawn: { prompt: dawn }, storm: { prompt: storm } }\n";

    @TempDir
    Path folder;

    @Test
    void whatIsUnusedIsSaid() {
        warns(
                "characters: { ▲keeper: { look: old } }\nkeyframes: { ▲dusk: { prompt: dusk } }\nshots: [{ id: a, prompt: p }]\n",
                "characters.keeper: no prompt names {keeper}",
                "keyframes.dusk: no shot starts or ends here or refers to it, so it is not bought");
    }

    @Test
    void whoIsNamedInTheStyleIsUsed() {
        warns("characters: { keeper: { look: old } }\nstyle: with {keeper}\nshots: [{ id: a, prompt: p }]\n");
    }

    @Test
    void shotsThatAreTheSameShareAClipUnlessTheirTakesDiffer() {
        warns(
                KEYFRAMES + "shots:\n  - { id: a, from: dawn, to: storm, prompt: p }\n  - { id: b, prompt: p }\n"
                        + "  - ▲{ id: c, from: dawn, to: storm, prompt: p, duration: 5 }\n",
                "shots[2]: this shot asks for exactly what a asks for: one clip is bought and shown twice; take: 2 asks for another");
        warns(
                KEYFRAMES
                        + "shots:\n  - { id: a, from: dawn, to: storm, prompt: p }\n  - { id: c, from: dawn, to: storm, prompt: p, take: 2 }\n");
    }

    @Test
    void keyframesThatAreTheSameShareAStill() {
        warns(
                "keyframes: { dawn: { prompt: sun }, ▲noon: { prompt: sun } }\n"
                        + "shots:\n  - { id: a, from: dawn, prompt: p }\n  - ▲{ id: b, from: noon, prompt: p }\n",
                "keyframes.noon: this keyframe asks for exactly what dawn asks for: one still is bought; take: 2 asks for another",
                "shots[1]: this shot asks for exactly what a asks for: one clip is bought and shown twice; take: 2 asks for another");
    }

    @Test
    void theOldModelsLastFrameHadBetterBeLargeAndSilent() {
        warns(
                KEYFRAMES + "model: kling-v2.6\nshots: [{ id: a, from: dawn, to: ▲storm, prompt: p }]\n",
                "shots[0].to: with a last frame, kling-v2.6 may need 1080p: the provider may refuse 720p");
        warns(
                KEYFRAMES
                        + "model: kling-v2.6\nresolution: 1080p\naudio: true\nshots: [{ id: a, from: dawn, to: ▲storm, prompt: p }]\n",
                "shots[0].to: with a last frame, kling-v2.6 may make no sound: the provider may refuse audio");
        warns(KEYFRAMES
                + "model: kling-v2.6\nresolution: 1080p\nshots: [{ id: a, from: dawn, to: storm, prompt: p }]\n");
    }

    private void warns(String marked, String... expected) {
        StoryboardText.in(folder).warns(StoryboardText.WIDE, marked, expected);
    }
}

package dev.framespan.workflows.storyboard.checking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is made of what: circles are found and named, and a chain may be as long as a film. */
class CyclesTest {
    private static final String MODEL = "model: kling-v3-omni\n";
    private static final int LONG = 500;

    @TempDir
    Path folder;

    private void refuses(String film, String... messages) {
        StoryboardText.in(folder).refuses(MODEL + film, messages);
    }

    @Test
    void aShotCannotBeMadeAfterItself() {
        refuses(
                "shots: [{ id: a, prompt: p, video: { clip: ▲a } }]\n",
                "shots[0].video.clip: nothing can be made of itself: shot a needs shot a; take one of these away");
    }

    @Test
    void twoShotsCannotBeMadeAfterEachOther() {
        refuses(
                "shots:\n  - { id: a, prompt: p, video: { clip: b } }\n  - { id: b, prompt: q, video: { clip: ▲a } }\n",
                "shots[1].video.clip: nothing can be made of what is made of it: shot a needs shot b needs shot a; take one of these"
                        + " away");
    }

    @Test
    void aShotCannotStartOnAFrameOfItself() {
        refuses(
                "keyframes: { end: { frame_of: a, at: last } }\nshots: [{ id: a, from: ▲end, prompt: p }]\n",
                "shots[0].from: nothing can be made of what is made of it: keyframe end needs shot a needs keyframe end;"
                        + " take one of these away");
    }

    @Test
    void aShotWithoutFromStartsWhereTheOneBeforeEndedAndThatCountsToo() {
        StoryboardText.in(folder)
                .refuses(
                        "keyframes: { one: { prompt: 1st }, two: { frame_of: b, at: last }, three: { prompt: 3rd } }\nshots:\n"
                                + "  - { id: a, from: one, to: two, prompt: p }\n  - { id: b, to: ▲three, prompt: q }\n",
                        "shots[1].to: nothing can be made of what is made of it: keyframe two needs shot b needs keyframe"
                                + " two; take one of these away");
    }

    @Test
    void keyframesCannotBeMadeAfterEachOtherNorByWayOfACharacter() {
        refuses(
                "characters: { keeper: { look: old, image: ▲face } }\n"
                        + "keyframes: { face: { prompt: a face, references: [keeper, other] }, other: { prompt: o } }\n"
                        + "shots: [{ id: a, prompt: p, references: [face, keeper] }]\n",
                "characters.keeper.image: nothing can be made of what is made of it: keyframe face needs character keeper needs"
                        + " keyframe face; take one of these away");
    }

    @Test
    void everyCircleIsNamedOnce() {
        refuses(
                "keyframes: { one: { prompt: p, references: [▲one, two] }, two: { prompt: q, references: [▲one, three] },"
                        + " three: { prompt: r } }\nshots: [{ id: a, from: one, prompt: p }]\n",
                "keyframes.one.references[0]: nothing can be made of itself: keyframe one needs keyframe one; take one of these away",
                "keyframes.two.references[0]: nothing can be made of what is made of it: keyframe one needs keyframe two needs keyframe"
                        + " one; take one of these away");
    }

    @Test
    void aNameThatIsOfAnotherKindIsNoCircle() {
        refuses(
                "shots: [{ id: a, from: ▲a, prompt: p }]\n",
                "shots[0].from: no keyframe is called a: that is the shot shots[0], and a shot starts and ends on keyframes");
    }

    /** Each shot starts on the last frame of the one before. */
    private static String frames(int count) {
        return "keyframes:\n"
                + lines(1, count, i -> "  f" + i + ": { frame_of: s" + (i - 1) + " }\n") + "shots:\n"
                + lines(0, count, i -> "  - { id: s" + i + (i == 0 ? "" : ", from: f" + i) + ", prompt: p }\n");
    }

    /** Each shot is made after the one before. */
    private static String videos(int count) {
        return "shots:\n"
                + lines(
                        0,
                        count,
                        i -> "  - { id: s" + i + ", prompt: p"
                                + (i == 0 ? "" : ", video: { clip: s" + (i - 1) + ", use: base }") + " }\n");
    }

    /** Each keyframe is made after the one before, and shown by a shot. */
    private static String references(int count) {
        return "keyframes:\n"
                + lines(
                        0,
                        1_000,
                        i -> "  k" + i + ": { prompt: p" + (i == 0 ? "" : ", references: [k" + (i - 1) + "]") + " }\n")
                + "shots:\n"
                + lines(
                        0,
                        count,
                        i -> "  - { id: s" + i + ", prompt: p" + i + ", references: [k" + (999 - i) + ", k0] }\n");
    }

    private static String lines(int from, int to, IntFunction<String> line) {
        return IntStream.range(from, to).mapToObj(line).collect(Collectors.joining());
    }

    @Test
    void aChainMayBeAsLongAsAFilm() throws Exception {
        for (String film : new String[] {frames(LONG), videos(LONG), references(LONG)}) {
            CheckResult checked = withHalfAStack(MODEL + film);
            assertThat(checked.faults()).isEmpty();
            assertThat(checked.estimate().seconds()).isEqualTo(LONG * 5);
            assertThat(checked.estimate().clipsBought()).isEqualTo(LONG);
        }
    }

    private CheckResult withHalfAStack(String film) throws Exception {
        FutureTask<CheckResult> check =
                new FutureTask<>(() -> StoryboardText.in(folder).check(film));
        new Thread(null, check, "half a stack", 512 * 1_024).start();
        return check.get();
    }

    @Test
    void aLongCircleIsNamedByItsEnds() {
        String film = videos(LONG).replaceFirst("id: s0, prompt: p", "id: s0, prompt: p, video: { clip: s499 }");
        assertThat(StoryboardText.in(folder).check(MODEL + film).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message())
                        .isEqualTo(
                                "nothing can be made of what is made of it: shot s0 needs shot s499 needs shot s498 needs shot"
                                        + " s497 needs shot s496 needs 491 more needs shot s4 needs shot s3 needs shot s2 needs shot s1"
                                        + " needs shot s0; take one of these away"));
    }
}

package dev.framespan.workflows.storyboard.checking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.AspectRatio;
import dev.framespan.workflows.catalogue.Resolution;
import dev.framespan.workflows.storyboard.Storyboard;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoryboardTest {
    private static final String SHOTS = "shots: [{ id: a, prompt: p }]\n";

    @TempDir
    Path folder;

    @Test
    void whatIsNotSaidHasItsUsualValue() {
        Storyboard film = StoryboardText.in(folder).faultless(SHOTS);
        assertThat(film.id()).isEqualTo("film");
        assertThat(film.title()).isNull();
        assertThat(film.model()).isEqualTo("kling-v3");
        assertThat(film.resolution()).isEqualTo(Resolution.P720);
        assertThat(film.aspectRatio()).isEqualTo(AspectRatio.WIDE);
        assertThat(film.audio()).isFalse();
        assertThat(film.duration()).isEqualTo(5);
        assertThat(film.fps()).isNull();
        assertThat(film.keyframeModel()).isEqualTo("doubao-seedream-4.5");
        assertThat(film.budgetUsd()).isNull();
        assertThat(film.shots())
                .containsExactly(new Storyboard.Shot(
                        "a",
                        null,
                        null,
                        List.of(),
                        null,
                        Action.GENERATE,
                        5,
                        "p",
                        "kling-v3",
                        Resolution.P720,
                        false,
                        1,
                        Transition.CUT,
                        null,
                        null,
                        null));
    }

    @Test
    void aShotTakesWhatTheFilmSaysUnlessItSaysOtherwise() {
        Storyboard film = StoryboardText.in(folder)
                .faultless(
                        """
                        title: A film
                        id: other
                        model: kling-v2.6
                        resolution: 1080p
                        aspect_ratio: 9:16
                        audio: true
                        duration: 10
                        keyframe_model: doubao-seedream-4.0
                        budget_usd: 12.50
                        style: soft
                        shots:
                          - { id: a, prompt: p }
                          - { id: b, prompt: q, model: kling-v3, resolution: 4K, audio: false, duration: 3, take: 99 }
                        """);
        assertThat(film.id()).isEqualTo("other");
        assertThat(film.aspectRatio()).isEqualTo(AspectRatio.TALL);
        assertThat(film.budgetUsd()).isEqualByComparingTo(new BigDecimal("12.5"));
        assertThat(film.shots())
                .containsExactly(
                        new Storyboard.Shot(
                                "a",
                                null,
                                null,
                                List.of(),
                                null,
                                Action.GENERATE,
                                10,
                                "p",
                                "kling-v2.6",
                                Resolution.P1080,
                                true,
                                1,
                                Transition.CUT,
                                null,
                                null,
                                null),
                        new Storyboard.Shot(
                                "b",
                                null,
                                null,
                                List.of(),
                                null,
                                Action.GENERATE,
                                3,
                                "q",
                                "kling-v3",
                                Resolution.K4,
                                false,
                                99,
                                Transition.CUT,
                                null,
                                null,
                                null));
    }

    @ParameterizedTest(name = "{0} makes {1} from {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "prompt: p                                        | GENERATE         | -",
                "prompt: p, from: one                             | IMAGE2VIDEO      | one",
                "prompt: p, from: one, to: two                    | FIRST_LAST_FRAME | one",
                "prompt: p, to: two                               | FIRST_LAST_FRAME | three",
                "prompt: p, action: generate                      | GENERATE         | -",
                "prompt: p, action: image2video, from: one        | IMAGE2VIDEO      | one",
                "prompt: p, action: first_last_frame, to: two     | FIRST_LAST_FRAME | three",
                "prompt: p, action: first_last_frame, from: one, to: two | FIRST_LAST_FRAME | one",
            })
    void keyframesAndActionSayWhatAShotIs(String shot, Action action, String from) {
        Storyboard film = StoryboardText.in(folder)
                .faultless("keyframes: { one: { prompt: 1st }, two: { prompt: 2nd }, three: { prompt: 3rd } }\n"
                        + "shots:\n  - { id: before, from: one, to: three, prompt: p }\n  - { id: a, " + shot + " }\n");
        assertThat(film.shots().get(1).action()).isEqualTo(action);
        assertThat(film.shots().get(1).from()).isEqualTo(from);
    }

    @Test
    void aChainOfShotsGoesFromKeyframeToKeyframe() {
        Storyboard film = StoryboardText.in(folder)
                .faultless("keyframes: { one: { prompt: 1st }, two: { prompt: 2nd }, three: { prompt: 3rd } }\n"
                        + "shots:\n  - { id: a, from: one, to: two, prompt: p }\n  - { id: b, to: three, prompt: p }\n"
                        + "  - { id: c, to: one, prompt: p }\n");
        assertThat(film.shots()).extracting(Storyboard.Shot::from).containsExactly("one", "two", "three");
    }

    @Test
    void yamlIsVersionOnePointTwo() {
        Storyboard film = StoryboardText.in(folder)
                .faultless("duration: 010\ntitle: no\nkeyframes:\n  on: { prompt: on }\n  010: { prompt: off }\n"
                        + "shots:\n  - { id: yes, from: on, to: 010, prompt: yes, take: 0x0A }\n"
                        + "  - { id: 12, prompt: '1', take: 0o7 }\n");
        assertThat(film.title()).isEqualTo("no");
        assertThat(film.duration()).isEqualTo(10);
        assertThat(film.keyframes()).containsOnlyKeys("on", "010");
        assertThat(film.shots().get(0))
                .isEqualTo(new Storyboard.Shot(
                        "yes",
                        "on",
                        "010",
                        List.of(),
                        null,
                        Action.FIRST_LAST_FRAME,
                        10,
                        "yes",
                        "kling-v3",
                        Resolution.P720,
                        false,
                        10,
                        Transition.CUT,
                        null,
                        null,
                        null));
        assertThat(film.shots().get(1).id()).isEqualTo("12");
        assertThat(film.shots().get(1).take()).isEqualTo(7);
    }

    @Test
    void jsonSaysTheSameAsYaml() {
        Storyboard yaml = StoryboardText.in(folder)
                .faultless("title: T\nfps: 29.97\nbudget_usd: 4.5\nkeyframes: { k: { prompt: p, take: 2 } }\n"
                        + "shots:\n  - { id: a, from: k, prompt: \"ü🌊\", audio: true }\n");
        Storyboard json = new StoryboardText(folder, "film.json")
                .faultless(
                        "{\"title\": \"T\", \"fps\": 29.97, \"budget_usd\": 4.5, \"keyframes\": {\"k\": {\"prompt\": \"p\","
                                + " \"take\": 2}}, \"shots\": [{\"id\": \"a\", \"from\": \"k\", \"prompt\": \"\\u00fc🌊\", \"audio\": true}]}");
        assertThat(json).isEqualTo(yaml);
    }

    @Test
    void aFaultInJsonHasItsPlace() {
        new StoryboardText(folder, "film.JSON".toLowerCase(java.util.Locale.ROOT))
                .refuses(
                        "{\n  \"shots\": [\n    { \"id\": \"a\", \"prompt\": \"p\", \"duration\": ▲\"5\", ▲\"tkae\": 1 }\n  ]\n}\n",
                        "shots[0].duration: a whole number of seconds is expected, not the text \"5\"",
                        "shots[0].tkae: this version of Framespan does not know this field here: did you mean take?");
    }

    @ParameterizedTest(name = "fps: {0} is {1}")
    @CsvSource({
        "24, 24/1",
        "1, 1/1",
        "120, 120/1",
        "25.0, 25/1",
        "12.5, 25/2",
        "23.976, 24000/1001",
        "23.98, 24000/1001",
        "29.97, 30000/1001",
        "59.94, 60000/1001",
        "119.88, 120000/1001",
        "30000/1001, 30000/1001",
        "48/2, 24/1",
        "2.4e1, 24/1",
    })
    void framesASecondAreAFraction(String written, String fraction) {
        assertThat(StoryboardText.in(folder)
                        .faultless("fps: " + written + "\n" + SHOTS)
                        .fps())
                .isEqualTo(fraction);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.5", "40", "1000000", "1e2", "0.000001"})
    void aBudgetIsAnyAmountOfDollars(String budget) {
        assertThat(StoryboardText.in(folder)
                        .faultless("budget_usd: " + budget + "\n" + SHOTS)
                        .budgetUsd())
                .isEqualByComparingTo(new BigDecimal(budget));
    }

    @Test
    void bracesThatHoldNoNameAreWords() {
        String prompt = "a {} b { c d } {\"x\": 1} }{";
        assertThat(StoryboardText.in(folder)
                        .faultless("shots: [{ id: a, prompt: '" + prompt + "' }]")
                        .shots()
                        .get(0)
                        .prompt())
                .isEqualTo(prompt);
    }

    @Test
    void theFilmsIdIsKnownOfAFaultyStoryboardToo() {
        assertThat(StoryboardText.in(folder).check("id: other\n").film()).hasValue("other");
        assertThat(StoryboardText.in(folder).check("shots: 5\n").film()).hasValue("film");
        assertThat(StoryboardText.in(folder).check("[").film()).hasValue("film");
        assertThat(new StoryboardText(folder, "a b.yaml").check(SHOTS).film()).isEmpty();
    }
}

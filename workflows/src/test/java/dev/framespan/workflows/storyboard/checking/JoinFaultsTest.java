package dev.framespan.workflows.storyboard.checking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.assembly.CutSound;
import dev.framespan.workflows.assembly.Fit;
import dev.framespan.workflows.assembly.RenderMode;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.storyboard.Storyboard;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How clips go over into each other, as a storyboard says it. */
class JoinFaultsTest {
    private static final String SHOTS = "shots: [{ id: a, prompt: p }, { id: b, prompt: q }]\n";

    @TempDir
    Path folder;

    @Test
    void withoutAWordOfItClipsAreCutAndAlikeFramesLeftOut() {
        Storyboard film = StoryboardText.in(folder).faultless(SHOTS);
        assertThat(film.transition()).isEqualTo(Transition.CUT);
        assertThat(film.fit()).isEqualTo(Fit.PAD);
        assertThat(film.render()).isEqualTo(RenderMode.SMART);
        assertThat(film.joins()).isEqualTo(new Storyboard.Joins(0.95, null));
        assertThat(film.sound()).isNull();
        assertThat(film.language()).isNull();
        assertThat(film.shots())
                .allMatch(shot -> shot.transition().equals(Transition.CUT)
                        && shot.scene() == null
                        && shot.sound() == null
                        && shot.voice() == null);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "cut | CUT | 0 |",
                "crossfade | CROSSFADE | 0.5 |",
                "match | MATCH | 0.5 |",
                "dip | DIP | 1 | black",
                "{ crossfade: 0.25 } | CROSSFADE | 0.25 |",
                "{ match: 1 } | MATCH | 1 |",
                "{ fade_to: white } | FADE_TO | 1 | white",
                "{ fade_to: black, seconds: 2 } | FADE_TO | 2 | black",
                "{ dip: white, seconds: 0.5 } | DIP | 0.5 | white",
                "{ wipe: top_left } | WIPE | 0.5 | top_left",
                "{ slide: up, seconds: 0.75 } | SLIDE | 0.75 | up",
            })
    void aTransitionIsAWordOrAGroup(String written, Transition.Kind kind, double seconds, String style) {
        Transition transition = new Transition(kind, seconds, style);
        Storyboard own = StoryboardText.in(folder)
                .faultless("shots: [{ id: a, prompt: p, transition: " + written + " }, { id: b, prompt: q }]\n");
        assertThat(own.shots().get(0).transition()).isEqualTo(transition);
        assertThat(own.shots().get(1).transition()).isEqualTo(Transition.CUT);
        Storyboard film = StoryboardText.in(folder)
                .faultless(
                        "transition: " + written
                                + "\nshots: [{ id: a, prompt: p }, { id: b, prompt: q, transition: cut }, { id: c, prompt: r }]\n");
        assertThat(film.shots().get(0).transition()).isEqualTo(transition);
        assertThat(film.shots().get(1).transition()).isEqualTo(Transition.CUT);
        assertThat(film.shots().get(2).transition()).as("no shot follows").isEqualTo(Transition.CUT);
    }

    @Test
    void theRestIsReadToo() {
        Storyboard film = StoryboardText.in(folder)
                .faultless("fit: crop\nrender: full\nlanguage: de\njoins: { similarity: off, unlike: match }\n"
                        + "shots: [{ id: a, prompt: p, scene: The port, sound: mute },"
                        + " { id: b, prompt: q, sound: { gain: -6 }, transition: { fade_to: black } }]\n");
        assertThat(film.fit()).isEqualTo(Fit.CROP);
        assertThat(film.render()).isEqualTo(RenderMode.FULL);
        assertThat(film.language()).isEqualTo("deu");
        assertThat(film.joins().similarity()).isGreaterThan(1);
        assertThat(film.joins().unlike()).isEqualTo(Transition.match(0.5));
        assertThat(film.shots().get(0).scene()).isEqualTo("The port");
        assertThat(film.shots().get(0).sound()).isEqualTo(new CutSound(0, true));
        assertThat(film.shots().get(1).sound()).isEqualTo(new CutSound(-6, false));
        assertThat(film.shots().get(1).transition().kind()).isEqualTo(Transition.Kind.FADE_TO);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"en, eng", "eng, eng", "zh, zho", "chi, zho", "ger, deu", "haw, haw"})
    void aLanguageHasThreeLetters(String written, String code) {
        assertThat(StoryboardText.in(folder)
                        .faultless("language: " + written + "\n" + SHOTS)
                        .language())
                .isEqualTo(code);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "language: ▲English | language: \"English\" is no language: a code of ISO 639 is expected, such as en, de or zho",
                "language: ▲xx | language: \"xx\" is no language: a code of ISO 639 is expected, such as en, de or zho",
                "language: ▲qqz | language: \"qqz\" is no language: a code of ISO 639 is expected, such as en, de or zho",
                "fit: ▲corp | fit: \"corp\" is no way to fit a clip; possible are pad, crop and blur (did you mean crop?)",
                "render: ▲none | render: \"none\" is no way to render; possible are copy, smart and full",
                "transition: ▲crosfade | transition: \"crosfade\" is no transition; possible are cut, crossfade, dip and match, or { crossfade: 0.5 }, { match: 0.3 }, { fade_to: black }, { dip: white }, { wipe: left } and { slide: up } (did you mean crossfade?)",
                "transition: ▲1 | transition: a transition is expected, such as crossfade or { crossfade: 0.5 }, not the number 1",
                "transition: ▲{ seconds: 1 } | transition: what is seen is not said; possible are { crossfade: 0.5 }, { match: 0.3 }, { fade_to: black }, { dip: white }, { wipe: left } and { slide: up }",
                "transition: ▲{ dip: black, wipe: left } | transition: one transition is possible here, and wipe and dip are 2",
                "transition: { crossfade: ▲0 } | transition.crossfade: a number of seconds from 0.01 to 10 with at most 6 decimals is expected, not the number 0",
                "transition: { crossfade: ▲-1 } | transition.crossfade: a number of seconds from 0.01 to 10 with at most 6 decimals is expected, not the number -1",
                "transition: { match: 1, seconds: ▲2 } | transition.seconds: the length stands after match already: take seconds away",
                "transition: { fade_to: ▲red } | transition.fade_to: \"red\" is no colour of a transition; possible are black and white",
                "transition: { wipe: ▲topleft } | transition.wipe: \"topleft\" is no way to wipe; possible are left, right, up, down, top_left, top_right, bottom_left and bottom_right (did you mean top_left?)",
                "transition: { slide: left, ▲second: 2 } | transition.second: this version of Framespan does not know this field here: did you mean seconds?",
                "joins: ▲off | joins: { similarity: 0.95, unlike: match } is expected, not the text \"off\"",
                "joins: { similarity: ▲1.1 } | joins.similarity: off or a number from 0 to 1 with at most 6 decimals is expected, not the number 1.1",
                "joins: { unlike: ▲dip } | joins.unlike: match or crossfade can stand in for a cut, not dip: name one of them, or take unlike away",
                "transition: ▲{ crossfade: 6 } | transition: a has 120 frames, and its transitions need 144; make them shorter, or the shot longer. So it is with 1 more",
                "joins: { unlike: ▲{ crossfade: 8 } } | joins.unlike: a has 120 frames, and its transitions need 192; make them shorter, or the shot longer. So it is with 1 more",
            })
    void aFaultOfTheFilmIsSaidWhereItStands(String field, String message) {
        StoryboardText.in(folder).refuses(field + "\n" + SHOTS, message);
    }

    @Test
    void afterTheLastShotAFilmCanOnlyEnd() {
        StoryboardText.in(folder)
                .refuses(
                        "shots: [{ id: a, prompt: p }, { id: b, prompt: q, transition: ▲{ dip: black } }]\n",
                        "shots[1].transition: after the last shot no other one follows: cut and { fade_to: black } can end a film, not dip");
    }

    @Test
    void aClipIsAsLongAsItsTransitionsNeed() {
        String film = "fps: 30\nshots:\n  - { id: a, prompt: p, transition: { crossfade: 2 } }\n"
                + "  - { id: b, prompt: q, duration: 3, transition: %s }\n  - { id: c, prompt: r }\n";
        StoryboardText.in(folder).faultless(film.formatted("{ crossfade: 1 }"));
        StoryboardText.in(folder)
                .refuses(
                        film.formatted("▲{ crossfade: 1.1 }"),
                        "shots[1].transition: b has 90 frames, and its transitions need 93; make them shorter, or the shot longer");
        StoryboardText.in(folder)
                .refuses(
                        "shots:\n  - { id: a, prompt: p, transition: ▲{ crossfade: 4 } }\n  - { id: b, prompt: q, duration: 3 }\n",
                        "shots[0].transition: b has 72 frames, and its transitions need 96; make them shorter, or the shot longer");
    }

    @Test
    void whatIsCopiedIsNotEncoded() {
        StoryboardText.in(folder).faultless("render: copy\n" + SHOTS);
        StoryboardText.in(folder)
                .refuses(
                        "render: copy\ntransition: ▲match\njoins: { unlike: ▲crossfade }\n"
                                + "shots: [{ id: a, prompt: p, resolution: ▲1080p }, { id: b, prompt: q, transition: ▲{ fade_to: black } }]\n",
                        "transition: match is encoded, and render: copy encodes nothing: take this away, or write render: smart",
                        "joins.unlike: crossfade is encoded, and render: copy encodes nothing: take this away, or write render: smart",
                        "shots[0].resolution: a clip of 1080p is scaled to the film's 720p, and render: copy encodes nothing: take this away, or write render: smart",
                        "shots[1].transition: fade_to is encoded, and render: copy encodes nothing: take this away, or write render: smart");
    }
}

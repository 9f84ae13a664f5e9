package dev.framespan.workflows.storyboard.checking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShotFaultsTest {
    private static final String KEYFRAMES = "keyframes: { dawn: { prompt: dawn }, storm: { prompt: storm } }\n";

    @TempDir
    Path folder;

    static Stream<Arguments> faults() {
        return Stream.of(
                shot(
                        "id: a, prompt: p, model: kling-v2.6, duration: ▲7",
                        "duration: 7 is not possible with kling-v2.6, which makes 5 or 10 seconds (kling-v3 makes 3 to 15)"),
                shot(
                        "id: a, prompt: p, duration: ▲five",
                        "duration: a whole number of seconds is expected, not the text \"five\""),
                shot(
                        "id: a, prompt: p, duration: ▲5.0",
                        "duration: a whole number of seconds is expected, not the number 5.0"),
                shot("id: a, prompt: p, duration: ▲[5]", "duration: a whole number of seconds is expected, not a list"),
                shot(
                        "id: a, prompt: p, duration: ▲2",
                        "duration: 2 is not possible with kling-v3, which makes 3 to 15 seconds"),
                shot(
                        "id: a, prompt: p, duration: ▲-5",
                        "duration: a whole number of seconds from 1 to 3600 is expected, not -5"),
                shot(
                        "id: a, prompt: p, duration: ▲99999999999999999999",
                        "duration: a whole number of seconds from 1 to 3600 is expected, not 99999999999999999999"),
                shot(
                        "id: a, prompt: p, model: kling-v2.6, resolution: ▲4K",
                        "resolution: 4K is not possible with kling-v2.6, which makes 720p or 1080p (kling-v3 and kling-v3-omni make it)"),
                shot(
                        "id: a, prompt: p, resolution: ▲720",
                        "resolution: \"720\" is no resolution; possible are 720p, 1080p and 4K (did you mean 720p?)"),
                shot(
                        "id: a, prompt: p, model: kling-v2.6, audio: ▲true",
                        "audio: audio is not possible with kling-v2.6 at 720p, only at 1080p (kling-v3 and kling-v3-omni make it at 720p)"),
                shot(
                        "id: a, prompt: p, model: kling-video-o1, audio: ▲true",
                        "audio: audio is not possible with kling-video-o1, whose clips are always silent"
                                + " (kling-v3 and kling-v3-omni make it at 720p)"),
                shot("id: a, prompt: p, audio: ▲yes", "audio: true or false is expected, not the text \"yes\""),
                shot(
                        "id: a, prompt: p, model: ▲kling-v4",
                        "model: \"kling-v4\" is no model; possible are kling-v3, kling-v3-omni, kling-video-o1 and kling-v2.6"
                                + " (did you mean kling-v3?)"),
                shot("id: a, prompt: p, take: ▲0", "take: a whole number from 1 to 99 is expected, not 0"),
                shot("id: a, prompt: p, take: ▲100", "take: a whole number from 1 to 99 is expected, not 100"),
                shot("id: a, prompt: p, from: ▲dwan", "from: no keyframe is called dwan (did you mean dawn?)"),
                shot(
                        "id: a, prompt: p, from: ▲harbor",
                        "from: no keyframe is called harbor: describe it under keyframes"),
                shot(
                        "id: a, prompt: p, from: ▲a",
                        "from: no keyframe is called a: that is the shot shots[0], and a shot starts and ends on keyframes"),
                shot(
                        "id: a, prompt: p, to: ▲storm",
                        "to: where does this shot start? It has no from, and this is the first shot: name a keyframe in from"),
                shot(
                        "id: a, prompt: p, action: ▲generate, from: dawn",
                        "action: generate makes a clip of words alone: take from away, or take action away for an image2video"),
                shot(
                        "id: a, prompt: p, action: ▲image2video",
                        "action: image2video starts on a keyframe: name it in from"),
                shot(
                        "id: a, prompt: p, action: ▲image2video, from: dawn, to: storm",
                        "action: image2video ends as it likes: take to away, or take action away for a first_last_frame"),
                shot(
                        "id: a, prompt: p, action: ▲first_last_frame, from: dawn",
                        "action: first_last_frame ends on a keyframe: name it in to"),
                shot(
                        "id: a, prompt: p, action: ▲reference",
                        "action: reference is made after pictures: name them in references"),
                shot(
                        "id: a, prompt: p, action: ▲reference_video",
                        "action: reference_video is made after a video: name it in video"),
                shot(
                        "id: a, prompt: p, action: ▲first-last-frame, from: dawn, to: storm",
                        "action: \"first-last-frame\" is no action; possible are generate, image2video, first_last_frame, reference"
                                + " and reference_video (did you mean first_last_frame?)"),
                shot(
                        "id: a, prompt: p, model: ▲kling-v3-omni, from: dawn, to: storm",
                        "model: first_last_frame is not possible with kling-v3-omni, which does generate, image2video, reference"
                                + " and reference_video (kling-v3, kling-video-o1 and kling-v2.6 do): use kling-v3, or give both as references"),
                shot(
                        "id: a, prompt: p, ▲subtitles: { text: t }",
                        "subtitles: this version of Framespan does not know this field here; it knows id, from, to, references,"
                                + " video, action, duration, prompt, model, resolution, audio, take, transition, scene, sound and voice"),
                shot(
                        "id: a, prompt: p, ▲durration: 5",
                        "durration: this version of Framespan does not know this field here: did you mean duration?"),
                shot("id: a, prompt: p, from:▲ ", "from: nothing is given here: write a value, or take the field away"),
                shot(
                        "id: ▲-a, prompt: p",
                        "id: \"-a\" is no id: 1 to 64 letters, digits, - and _ are possible, the first a letter or digit"),
                shot(
                        "id: ▲dawn, prompt: p",
                        "id: dawn is the id of a keyframe already: shots and keyframes need an id each of their own"),
                shot("id: a, prompt: ▲''", "prompt: words are needed here"),
                shot(
                        "id: a, prompt: ▲\"a\\u0007b\"",
                        "prompt: the character U+0007 cannot be sent to a model: take it away"),
                shot("id: a, prompt: ▲42", "prompt: a text is expected, not the number 42: put it in quotes"),
                shot(
                        "id: a, prompt: ▲'{kepper} runs'",
                        "prompt: no character is called kepper: describe it under characters, or take the braces away"),
                shot(
                        "id: a, prompt: ▲'as <<<image_1>>>'",
                        "prompt: <<<image_1>>> cannot stand here, since the numbers are Framespan's: name a character or keyframe in"
                                + " references, and write {its-name} here"),
                shot(
                        "id: a, model: kling-v3-omni, prompt: ▲'as <<<image_1>>>'",
                        "prompt: <<<image_1>>> cannot stand here, since the numbers are Framespan's: name a character or keyframe in"
                                + " references, and write {its-name} here"));
    }

    private static Arguments shot(String marked, String message) {
        return Arguments.of(marked, message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aFaultOfAShotIsSaidWhereItStands(String shot, String message) {
        StoryboardText.in(folder).refuses(KEYFRAMES + "shots:\n  - { " + shot + " }\n", "shots[0]." + message);
    }

    static Stream<Arguments> films() {
        return Stream.of(
                Arguments.of("a shot without id and prompt", "shots:\n  - ▲▲{ duration: 5 }\n", new String[] {
                    "shots[0]: a shot needs an id, by which it is found again in the next render",
                    "shots[0]: a shot needs a prompt: what is to be seen in it"
                }),
                Arguments.of("a shot that is none", "shots:\n  - ▲hello\n", new String[] {
                    "shots[0]: the fields of a shot are expected, not the text \"hello\""
                }),
                Arguments.of(
                        "one id twice", "shots:\n  - { id: a, prompt: p }\n  - { id: ▲a, prompt: q }\n", new String[] {
                            "shots[1].id: a is the id of shots[0] already: shots and keyframes need an id each of their own"
                        }),
                Arguments.of(
                        "to alone after a shot that ends as it likes",
                        KEYFRAMES
                                + "shots:\n  - { id: a, from: dawn, prompt: p }\n  - { id: b, to: ▲storm, prompt: q }\n",
                        new String[] {
                            "shots[1].to: where does this shot start? It has no from, and the shot before it has no to: name a keyframe in from"
                        }),
                Arguments.of(
                        "the film's duration that a shot's own model does not make",
                        "duration: 7\nshots:\n  - { id: a, prompt: p, model: ▲kling-v2.6 }\n  - { id: b, prompt: p }\n",
                        new String[] {
                            "shots[0].model: a duration of 7 is not possible with kling-v2.6, which makes 5 or 10 seconds (kling-v3 makes 3 to 15)"
                        }),
                Arguments.of(
                        "the film's duration that the film's model does not make, said once for all shots",
                        "model: kling-v2.6\nduration: ▲7\nshots:\n  - { id: a, prompt: p }\n  - { id: b, prompt: p }\n",
                        new String[] {
                            "duration: 7 is not possible with kling-v2.6, which makes 5 or 10 seconds (kling-v3 makes 3 to 15)"
                        }),
                Arguments.of(
                        "an action that the film's model does not do",
                        "model: kling-v3-omni\n" + KEYFRAMES
                                + "shots:\n  - { id: a, prompt: p, from: dawn, to: ▲storm }\n",
                        new String[] {
                            "shots[0].to: first_last_frame is not possible with kling-v3-omni, which does generate, image2video, reference"
                                    + " and reference_video (kling-v3, kling-video-o1 and kling-v2.6 do): use kling-v3, or give both as"
                                    + " references"
                        }),
                Arguments.of(
                        "three faults of three kinds, all at once and in the file's order",
                        "shots:\n  - { id: a, prompt: p, take: ▲0 }\n  - { id: b, prompt: p, model: ▲kling }\n▲titel: x\n",
                        new String[] {
                            "shots[0].take: a whole number from 1 to 99 is expected, not 0",
                            "shots[1].model: \"kling\" is no model; possible are kling-v3, kling-v3-omni, kling-video-o1 and kling-v2.6",
                            "titel: this version of Framespan does not know this field here: did you mean title?"
                        }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("films")
    void faultsBetweenFieldsAreSaidWhereTheyAreMended(String what, String film, String[] messages) {
        assertThat(what).isNotEmpty();
        StoryboardText.in(folder).refuses(film, messages);
    }
}

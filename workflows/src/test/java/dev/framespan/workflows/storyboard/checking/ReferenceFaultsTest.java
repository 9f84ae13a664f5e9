package dev.framespan.workflows.storyboard.checking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** References, reference videos and frames of shots: each fault where it stands, with its cure. */
class ReferenceFaultsTest {
    private static final String FILM =
            """
            model: kling-v3-omni
            characters:
              keeper: { look: an old man, image: dawn }
              boat: { look: a small boat, image: boat.jpg }
              gull: { look: a white gull }
            keyframes:
              dawn: { prompt: dawn }
              storm: { prompt: storm }
            shots:
              - { id: sail, prompt: p, duration: 5 }
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("boat.jpg"), "a picture to the inspector of this test");
        Files.writeString(folder.resolve("street.mp4"), "a video to the inspector of this test");
        Files.writeString(folder.resolve("sial"), "a video without an ending");
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "references: ▲keeper | references: a list of ids is expected, like [keeper, boat], not the text \"keeper\"",
                "references: ▲[] | references: this list is empty: name at least one, or take it away",
                "references: [keeper, ▲a b] | references[1]: \"a b\" is no id: 1 to 64 letters, digits, - and _ are possible, the first a letter or digit",
                "references: [keeper, ▲dwan] | references[1]: no keyframe and no character with an image is called dwan (did you mean dawn?)",
                "references: [keeper, ▲kepper] | references[1]: no keyframe and no character with an image is called kepper (did you mean keeper?)",
                "references: [keeper, ▲mountain] | references[1]: no keyframe and no character with an image is called mountain: describe it under keyframes",
                "references: [keeper, ▲gull] | references[1]: the character gull has no picture: give it an image, or name a keyframe",
                "references: [keeper, ▲sail] | references[1]: no keyframe and no character with an image is called sail: that is a shot, whose frame a keyframe can be, { frame_of: sail, at: last }",
                "references: ▲[keeper, boat], from: dawn | references: a clip starts and ends on keyframes or is made after references, not both: take from away, or give that keyframe as references",
                "references: ▲[keeper, boat], from: dawn, to: storm | references: a clip starts and ends on keyframes or is made after references, not both: take from and to away, or give those keyframes as references",
                "references: ▲[keeper, boat], to: storm | references: a clip starts and ends on keyframes or is made after references, not both: take to away, or give that keyframe as references",
                "references: ▲[keeper, boat], action: generate | references: references go with the action reference: take them away, or take action away",
                "references: ▲[keeper, boat], action: image2video | references: references go with the action reference: take them away, or take action away",
                "references: ▲[keeper, boat], action: first_last_frame | references: references go with the action reference: take them away, or take action away",
                "references: [keeper, boat], model: ▲kling-v2.6 | model: reference is not possible with kling-v2.6, which does generate, image2video and first_last_frame (kling-v3-omni and kling-video-o1 do)",
                "action: ▲reference | action: reference is made after pictures: name them in references",
                "action: ▲reference, from: dawn | action: a clip starts and ends on keyframes or is made after references, not both: take from away, or give that keyframe as references",
                "action: ▲reference, references: [keeper, boat], video: { clip: sail } | action: reference goes without a video: take video away, or take action away",
                "from: dawn, to: ▲storm | to: first_last_frame is not possible with kling-v3-omni, which does generate, image2video, reference and reference_video (kling-v3, kling-video-o1 and kling-v2.6 do): use kling-v3, or give both as references",
                "video: ▲sail | video: { clip: …, use: base or feature } is expected, not the text \"sail\"",
                "video: ▲{ use: base } | video.clip: a reference video is needed here: the id of a shot, a path or an https URL",
                "video: { clip: sail, use: ▲bass } | video.use: \"bass\" is no use of a video; possible are base and feature (did you mean base?)",
                "video: { clip: sail, keep_sound: ▲yes } | video.keep_sound: true or false is expected, not the text \"yes\"",
                "video: { clip: sail, ▲keep_original_sound: true } | video.keep_original_sound: this version of Framespan does not know this field here; it knows clip, use and keep_sound",
                "video: { clip: ▲sailor } | video.clip: no shot is called sailor (did you mean sail?)",
                "video: { clip: ▲mountain } | video.clip: no shot is called mountain, and there is no file mountain in the storyboard's folder",
                "video: { clip: ▲dawn } | video.clip: no shot is called dawn: that is a picture, and a reference video is a shot, a path or an https URL",
                "video: { clip: ▲strett.mp4 } | video.clip: there is no file strett.mp4 in the storyboard's folder (did you mean street.mp4?)",
                "video: { clip: ▲../street.mp4 } | video.clip: ../street.mp4 leads out of the storyboard's folder: put the video into it",
                "video: { clip: ▲http://example.com/a.mp4 } | video.clip: a video is a path beside the storyboard or a URL that starts with https://",
                "video: { clip: ▲https://10.1.2.3/a.mp4 } | video.clip: 10.1.2.3 is not on the public Internet, where the provider could see it: put the video beside the storyboard and write its path",
                "video: ▲{ clip: sail }, from: dawn | video: a clip starts and ends on keyframes or is made after a video, not both: take from away, or give that keyframe as references",
                "video: ▲{ clip: sail }, action: generate | video: a video goes with the action reference_video: take it away, or take action away",
                "video: ▲{ clip: sail }, action: image2video | video: a video goes with the action reference_video: take it away, or take action away",
                "video: { clip: sail }, model: ▲kling-v3 | model: reference_video is not possible with kling-v3, which does generate, image2video and first_last_frame (kling-v3-omni and kling-video-o1 do)",
                "action: ▲reference_video | action: reference_video is made after a video: name it in video",
            })
    void aFaultOfAShotIsSaidWhereItStands(String fields, String message) {
        StoryboardText.in(folder)
                .refuses(
                        FILM + "  - { id: a, prompt: '{keeper} {boat} {gull}', " + fields + " }\n",
                        "shots[1]." + message);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "characters: { keeper: { look: old, image: ▲dwan } } | characters.keeper.image: no keyframe is called dwan (did you mean dawn?)",
                "characters: { keeper: { look: old, image: ▲mountain } } | characters.keeper.image: no keyframe is called mountain, and there is no file mountain in the storyboard's folder",
                "characters: { keeper: { look: old, image: ▲sail } } | characters.keeper.image: no keyframe is called sail: that is a shot, whose frame a keyframe can be, { frame_of: sail, at: last }",
                "characters: { keeper: { look: old, image: ▲baot.jpg } } | characters.keeper.image: there is no file baot.jpg in the storyboard's folder (did you mean boat.jpg?)",
                "characters: { ▲keeper: { image: boat.jpg } } | characters.keeper: a character needs a look: the words for its name",
                "characters: { ▲dawn: { look: old, image: boat.jpg } } | characters.dawn: dawn is the id of a keyframe already: a character with an image needs a name of its own",
                "characters: { ▲sail: { look: old, image: boat.jpg } } | characters.sail: sail is the id of a shot already: a character with an image needs a name of its own",
                "style: ▲'like {dawn}' | style: dawn is a keyframe: it has no look that could stand in the style: name a character, or take the braces away",
            })
    void aFaultOfACharacterIsSaidWhereItStands(String field, String message) {
        StoryboardText.in(folder)
                .refuses(
                        field
                                + "\nkeyframes: { dawn: { prompt: dawn } }\nshots: [{ id: sail, from: dawn, prompt: p }]\n",
                        message);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "frame_of: ▲sial | frame_of: no shot is called sial (did you mean sail?)",
                "frame_of: ▲mountain | frame_of: no shot is called mountain: name the id of one",
                "frame_of: ▲dawn | frame_of: no shot is called dawn: that is a keyframe, and frames are cut out of shots",
                "frame_of: sail, at: ▲lsat | at: first, last or a number of seconds from the clip's beginning is expected, not the text \"lsat\"",
                "frame_of: sail, at: ▲-1 | at: first, last or a number of seconds from the clip's beginning from 0 to 3600 with at most 6 decimals is expected, not the number -1",
                "frame_of: sail, at: ▲[1] | at: first, last or a number of seconds from the clip's beginning is expected, not a list",
                "frame_of: sail, at: ▲5 | at: sail lasts 5 seconds, and has no frame at 5: last is its last one",
                "frame_of: sail, at: ▲7.5 | at: sail lasts 5 seconds, and has no frame at 7.5: last is its last one",
                "frame_of: snow, at: ▲5.0 | at: snow lasts 5 seconds, and has no frame at 5: last is its last one",
                "frame_of: drawn, at: ▲7.25 | at: drawn lasts 7.25 seconds, and has no frame at 7.25: last is its last one",
                "prompt: p, frame_of: ▲sail | frame_of: a keyframe has one of prompt, image and frame_of: take the others away",
                "frame_of: sail, take: ▲2 | take: a take asks for another still of the same prompt, and a frame of a shot has none: take it away",
                "frame_of: sail, references: ▲[dawn] | references: references go with a prompt, and a frame of a shot has none: take them away",
                "image: boat.jpg, references: ▲[dawn] | references: references go with a prompt, and a picture of your own has none: take them away",
                "prompt: q, at: ▲last | at: at says which frame of a shot it is, and there is no frame_of: take it away",
                "image: boat.jpg, at: ▲2 | at: at says which frame of a shot it is, and there is no frame_of: take it away",
                "prompt: q, references: [▲dwan] | references[0]: no keyframe and no character with an image is called dwan (did you mean dawn?)",
                "prompt: ▲'{dawn}', references: [dawn] | prompt: dawn is a keyframe: it has no look, and an image model knows its pictures by no number: write what is seen there, or take the braces away",
            })
    void aFaultOfAKeyframeIsSaidWhereItStands(String fields, String message) {
        StoryboardText.in(folder)
                .refuses(
                        "model: kling-v3-omni\nkeyframes:\n  dawn: { prompt: dawn }\n  k: { "
                                + fields + " }\nshots:\n"
                                + "  - { id: sail, prompt: p, duration: 5 }\n"
                                + "  - { id: snow, prompt: p, duration: 10, video: { clip: sail, use: base } }\n"
                                + "  - { id: drawn, prompt: p, duration: 10, video: { clip: street.mp4, use: base } }\n"
                                + "  - { id: two, prompt: p, references: [dawn, k] }\n",
                        "keyframes.k." + message);
    }

    @Test
    void anImageModelTakesSoManyPicturesOfSuchASize() throws IOException {
        Files.write(folder.resolve("large.jpg"), new byte[10_000_001]);
        String shots = "shots: [{ id: a, from: k, prompt: p }]\n";
        StoryboardText.in(folder)
                .refuses(
                        "keyframe_model: doubao-seedream-4.0\nkeyframes: { dawn: { prompt: dawn }, k: { prompt: q, references:"
                                + " ▲[dawn] } }\n" + shots,
                        "keyframes.k.references: doubao-seedream-4.0 makes a still after 2 to 10 pictures, not after 1");
        StoryboardText.in(folder)
                .refuses(
                        "characters: { keeper: { look: old, image: large.jpg } }\n"
                                + "keyframes: { k: { prompt: q, references: [▲keeper] } }\n" + shots,
                        "keyframes.k.references[0]: doubao-seedream-4.5 makes a still after pictures of at most 10,000,000 bytes, and"
                                + " this one has 10,000,001: save it smaller");
    }

    @Test
    void aFileIsAVideoOrAPictureByItsContentAndNotByWhatWasAskedFirst() {
        CheckResult checked = StoryboardText.in(folder)
                .check("model: kling-v3-omni\nkeyframes: { k: { image: boat.jpg } }\nshots:\n"
                        + "  - { id: a, from: k, prompt: p }\n  - { id: b, prompt: p, video: { clip: boat.jpg } }\n");
        // the inspector of this test finds either in every file: each question is its own
        assertThat(checked.sources().videoSeconds()).containsOnlyKeys("b");
    }

    @Test
    void aFileMayBeCalledAlmostLikeAShot() {
        StoryboardText.in(folder)
                .faultless(FILM + "  - { id: a, prompt: '{keeper} {boat} {gull}', video: { clip: sial } }\n");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{ id: a, prompt: p, references: [▲gull, keeper] } | shots[1].references[0]",
                "{ id: a, prompt: 'the {gull}', references: [keeper, ▲gull] } | shots[1].references[1]",
            })
    void aNameOfACharacterAndAKeyframeIsRefusedWhereEitherCouldBeMeant(String shot, String field) {
        StoryboardText.in(folder)
                .refuses(
                        FILM.replace("  storm:", "  gull:") + "  - " + shot + "\n",
                        field
                                + ": gull is a keyframe and a character, so either could be meant: give one of them another name");
    }

    /** Nothing but its look can be meant by a character without a picture. */
    @Test
    void theSameNameIsFineWhereOneThingAloneCanBeMeant() {
        StoryboardText.in(folder)
                .faultless(FILM.replace("  storm:", "  gull:")
                        + "  - { id: a, model: kling-v3, from: gull, prompt: 'the {gull}, {keeper}, {boat}' }\n");
        StoryboardText.in(folder)
                .faultless(FILM.replace("id: sail", "id: gull")
                        + "  - { id: a, prompt: '{gull} {keeper} {boat}', video: { clip: gull } }\n");
    }
}

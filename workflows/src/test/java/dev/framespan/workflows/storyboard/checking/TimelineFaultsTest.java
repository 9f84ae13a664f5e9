package dev.framespan.workflows.storyboard.checking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.FrameRange;
import dev.framespan.workflows.storyboard.ClipTimeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every fault of a timeline is said at once, each where it stands and with its remedy. */
class TimelineFaultsTest {
    @TempDir
    Path folder;

    @Test
    void aTimelineHasTheFirstClipsFrameAndRateWhereItNamesNone() {
        ClipTimeline timeline = text().faultless("clips: [a.mp4, b.mov]");
        // A frame has even sides.
        assertThat(timeline.format()).isEqualTo(new Format(1280, 720, "24/1"));
        assertThat(timeline.clips()).extracting(ClipTimeline.Clip::trim).containsOnlyNulls();
        assertThat(timeline.length().seconds()).isEqualTo(6);
        assertThat(timeline.edit().id()).isEqualTo("cut");
        assertThat(text().faultless("{ size: 640x480, fps: 30, clips: [a.mp4] }")
                        .format())
                .isEqualTo(new Format(640, 480, "30/1"));
    }

    @Test
    void aTrimIsCountedInTheClipsOwnFrames() {
        ClipTimeline timeline = text().faultless(
                        """
                clips:
                  - { file: a.mp4, from: 1.5, to: 4, transition: { crossfade: 0.5 } }
                  - { file: b.mov, from: 0.5 }
                  - { file: b.mov, to: 1 }
                """);
        assertThat(timeline.clips())
                .extracting(ClipTimeline.Clip::trim)
                .containsExactly(new FrameRange(36, 96), new FrameRange(15, 60), new FrameRange(0, 30));
        assertThat(timeline.length().seconds()).isEqualTo(2.5 - 0.5 + 1.5 + 1);
    }

    @Test
    void clipsAreCalledAfterTheirFilesEachByANameOfItsOwn() throws IOException {
        Files.createDirectory(folder.resolve("raw"));
        Files.writeString(folder.resolve("raw/Gull 3 (final).mp4"), "x");
        assertThat(text().faultless("clips: [a.mp4, a.mp4, raw/Gull 3 (final).mp4, { file: a.mp4, id: a-2 }]")
                        .edit()
                        .shots())
                .extracting(shot -> shot.id())
                .containsExactly("a", "a-3", "Gull-3-final", "a-2");
    }

    @Test
    void everyFaultIsSaidAtOnce() {
        text().refuses(
                        """
                        ▲titel: x
                        size: ▲1281x720
                        fps: ▲none
                        sound: { music: ▲song.mp3 }
                        clips:
                          - { file: ▲broken.mp4, id: one }
                          - { file: a.mp4, id: ▲one, from: ▲4 }
                          - ▲{ from: 1 }
                          - { file: a.mp4, to: ▲5 }
                          - { file: a.mp4, from: 2, to: ▲2 }
                          - { file: a.mp4, voice: { ▲speaker: x, text: ▲Hello. } }
                          - { file: a.mp4, transition: ▲crossfade }
                        """,
                        "titel: this version of Framespan does not know this field here: did you mean title?",
                        "size: width and height in pixels are expected, such as 1280x720, each even and from 16 to 8192, not"
                                + " \"1281x720\"",
                        "fps: 1 to 120 frames a second are possible, such as 24, 29.97 or \"30000/1001\", not the text"
                                + " \"none\"",
                        "sound.music: there is no file song.mp3 in the timeline's folder",
                        "clips[0].file: this clip cannot be used: it is broken",
                        "clips[1].id: one is the id of clips[0] already: clips need an id each of their own",
                        "clips[1].from: this clip lasts 4 s, and nothing is left from 4 s on: write an earlier time",
                        "clips[2].file: a clip needs a file: a path beside the timeline",
                        "clips[3].to: this clip lasts 4 s, and cannot be seen to 5 s: write an earlier time, or take this"
                                + " away",
                        "clips[4].to: no frame is seen from 2 s to 2 s: write a later time",
                        "clips[5].voice.speaker: this version of Framespan does not know this field here; it knows file,"
                                + " text, voice, model, gain, at and over",
                        "clips[5].voice.text: no provider that speaks is asked here: give the voice as a file, and take this"
                                + " away; a storyboard has texts spoken",
                        "clips[6].transition: after the last shot no other one follows: cut and { fade_to: black } can end a"
                                + " film, not crossfade");
    }

    @Test
    void whatClipsAreTooShortForIsSaidWhereItIsMended() {
        text().refuses(
                        "transition: ▲{ crossfade: 3 }\nclips: [{ file: a.mp4, to: 2 }, a.mp4]\n",
                        "transition: a has 48 frames, and its transitions need 72; make them shorter, or the shot longer");
        text().refuses(
                        "clips: [{ file: a.mp4, voice: { file: ▲k.wav, at: 2 } }, b.mov]\n",
                        "clips[0].voice.file: this voice lasts 3 s, and a has 2 s for it: shorten it, begin it earlier, make"
                                + " the shot longer, or let it be heard over: scene");
        text().refuses(
                        "{ sound: { effects: [{ file: k.wav, at: ▲7 }] }, clips: [a.mp4, b.mov] }\n",
                        "sound.effects[0].at: the film lasts 6 s, and nothing can begin at 7 s: write an earlier time");
    }

    @Test
    void filesLieInTheTimelinesFolder() throws IOException {
        Path outside = Files.createTempFile("outside", ".mp4");
        try {
            Files.createSymbolicLink(folder.resolve("link.mp4"), outside);
            text().refuses(
                            "clips:\n  - ▲/etc/passwd\n  - ▲../a.mp4\n  - ▲link.mp4\n  - ▲https://example.com/a.mp4\n  - ▲.\n",
                            "clips[0]: a path starts in the timeline's folder, not at the top of the disk: put the clip beside"
                                    + " the timeline",
                            "clips[1]: ../a.mp4 leads out of the timeline's folder: put the clip into it",
                            "clips[2]: link.mp4 leads out of the timeline's folder: put the clip into it",
                            "clips[3]: a clip is a path beside the timeline: download it, and write its path",
                            "clips[4]: . is a folder: name a clip in it");
        } finally {
            Files.delete(outside);
        }
    }

    @Test
    void copyingEncodesNothing() {
        text().refuses(
                        "render: copy\nclips: [{ file: a.mp4, transition: ▲dip }, a.mp4]\n",
                        "clips[0].transition: dip is encoded, and render: copy encodes nothing: take this away, or write"
                                + " render: smart");
    }

    @Test
    void whatIsNoTimelineIsOneFault() throws IOException {
        assertThat(text().fault(folder.resolve("none.yaml")).message()).isEqualTo("there is no such file");
        assertThat(text().fault(folder).message())
                .isEqualTo("a folder, where a timeline is needed: name the .yaml or .json file in it");
        assertThat(text().fault(folder.resolve("a.mp4")).message())
                .isEqualTo("a timeline's name ends in .yaml, .yml or .json: rename the file");
        text().refuses("▲- a.mp4\n", "a timeline is a group of fields, at least clips, not a list");
        text().refuses("▲title: x\n", "clips: a timeline needs clips: a list of at least one");
        text().refuses("clips: ▲[]\n", "clips: a film has 1 to 500 clips, and here are 0");
    }

    private TimelineText text() {
        return TimelineText.in(folder);
    }
}

package dev.framespan.workflows.storyboard.checking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.storyboard.ClipTimeline;
import dev.framespan.workflows.storyboard.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Timelines of tests, in a folder with {@code a.mp4} of 96 frames, {@code b.mov} of 60 frames at 30 a second, {@code broken.mp4} and
 * {@code k.wav} of three seconds. In their words, ▲ stands before each place at which a fault is expected.
 */
public final class TimelineText {
    private static final Asset BYTES = new Asset("a".repeat(64), 1, MediaType.MP4);
    private static final MediaFacts FOUR_SECONDS = new MediaFacts(1281, 720, 96, "24/1", true, "h264", "x");
    private static final MediaFacts TWO_SECONDS = new MediaFacts(640, 360, 60, "30/1", false, "h264", "y");

    private final Path folder;

    private TimelineText(Path folder) {
        this.folder = folder;
    }

    public static TimelineText in(Path folder) {
        try {
            for (String file : List.of("a.mp4", "b.mov", "broken.mp4", "k.wav")) {
                Files.writeString(folder.resolve(file), "x");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TimelineText(folder);
    }

    public TimelineCheck check(String text) {
        Path file = folder.resolve("cut.yaml");
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return TimelineChecker.check(file, FoundInputs.WIDE, TimelineText::found);
    }

    private static Map<Path, ClipInspector.Finding> found(Collection<Path> clips) {
        Map<Path, ClipInspector.Finding> found = new HashMap<>();
        for (Path clip : clips) {
            String name = String.valueOf(clip.getFileName());
            found.put(
                    clip,
                    name.equals("broken.mp4")
                            ? new ClipInspector.Unusable("it is broken")
                            : new ClipInspector.Clip(BYTES, name.equals("b.mov") ? TWO_SECONDS : FOUR_SECONDS));
        }
        return found;
    }

    ClipTimeline faultless(String text) {
        TimelineCheck check = check(text);
        assertThat(check.faults()).isEmpty();
        return check.timeline().orElseThrow();
    }

    /** Exactly these faults, each at its mark. */
    void refuses(String marked, String... expected) {
        TimelineCheck check = check(StoryboardText.plain(marked));
        assertThat(StoryboardText.said(check.faults()))
                .containsExactlyElementsOf(StoryboardText.placed(marked, expected));
        assertThat(check.timeline()).isEmpty();
    }

    /** The only fault of a timeline's file. */
    Fault fault(Path file) {
        return TimelineChecker.check(file, FoundInputs.WIDE, TimelineText::found)
                .faults()
                .get(0);
    }
}

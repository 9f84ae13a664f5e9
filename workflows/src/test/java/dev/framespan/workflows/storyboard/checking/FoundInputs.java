package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.asset.MediaType;
import java.nio.file.Path;
import java.util.Set;

/**
 * Finds the same in every file, and two hosts that are not on the public Internet.
 *
 * @param finding in every file
 */
public record FoundInputs(Finding finding) implements InputInspector {
    public static final FoundInputs WIDE = new FoundInputs(StoryboardText.WIDE);
    private static final Set<String> PRIVATE = Set.of("10.1.2.3", "[::1]");

    @Override
    public Finding inspectPicture(Path file) {
        return finding;
    }

    @Override
    public Finding inspectVideo(Path file) {
        return finding instanceof Picture ? new Video(MediaType.MP4, 7_250) : finding;
    }

    /** Every sound lasts three seconds. */
    @Override
    public Finding inspectSound(Path file) {
        return finding instanceof Picture ? new Sound(MediaType.WAV, 3_000) : finding;
    }

    @Override
    public boolean mayBePublic(String host) {
        return !PRIVATE.contains(host);
    }
}

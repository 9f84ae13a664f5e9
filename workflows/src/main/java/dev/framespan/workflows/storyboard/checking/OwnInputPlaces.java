package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.catalogue.Limits;
import dev.framespan.workflows.storyboard.InputSource;
import java.nio.file.Path;

/** Where the files of a workflow of one's own are: inside its folder, or behind a public URL, by the rules that hold for a storyboard's. */
public final class OwnInputPlaces {
    /** What is said of a source that is empty. */
    public static final String NONE = "it names no file: write a path, or a URL that starts with https://";

    private static final String STORYBOARD = "storyboard";

    private final InputHome home;
    private final InputInspector inspector;
    private final Limits limits;

    /** @param folder out of which no path leads */
    public OwnInputPlaces(Path folder, InputInspector inspector, Limits limits) {
        this.home = InputHome.workflow(folder);
        this.inspector = inspector;
        this.limits = limits;
    }

    /** @throws RefusedInputException in words for the author, where it cannot be one */
    public InputSource picture(String source) throws RefusedInputException {
        return InputRules.whereIs(home, inspector, source, limits.pictureBytes(), "picture");
    }

    /** @throws RefusedInputException in words for the author, where it cannot be one */
    public InputSource video(String source) throws RefusedInputException {
        return InputRules.whereIs(
                home, inspector, source, limits.referenceVideo().bytes(), "video");
    }

    /** @throws RefusedInputException in words for the author, where it cannot be one */
    public InputSource sound(String source) throws RefusedInputException {
        return InputRules.whereIs(home, inspector, source, InputInspector.LARGEST_SOUND, "sound");
    }

    /** A storyboard, which is no URL. @throws RefusedInputException in words for the author, where it cannot be one */
    public Path storyboard(String source) throws RefusedInputException {
        return new InputPaths(home).file(source, STORYBOARD);
    }

    /**
     * Whether a source can be one, by its words alone: there need not be a file.
     *
     * @param what a picture, video, sound or storyboard
     * @throws RefusedInputException as for one that is to be brought in
     */
    public void requireWritten(String source, String what) throws RefusedInputException {
        if (what.equals(STORYBOARD)) {
            new InputPaths(home).written(source, what);
        } else {
            InputRules.requireWritten(home, inspector, source, what);
        }
    }
}

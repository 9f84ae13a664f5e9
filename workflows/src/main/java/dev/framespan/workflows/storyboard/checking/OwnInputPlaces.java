package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.catalogue.Limits;
import dev.framespan.workflows.storyboard.InputSource;
import java.nio.file.Path;

/** Where the files of a workflow of one's own are: inside its folder, or behind a public URL, by the rules that hold for a storyboard's. */
public final class OwnInputPlaces {
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
        return new InputPaths(home).file(source, "storyboard");
    }
}

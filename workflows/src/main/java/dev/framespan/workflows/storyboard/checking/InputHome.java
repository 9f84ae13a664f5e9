package dev.framespan.workflows.storyboard.checking;

import java.nio.file.Path;

/**
 * The file that refers to one's own pictures, videos and sounds.
 *
 * @param name what it is, for the author
 * @param urls whether they may be behind URLs, too
 */
record InputHome(Path file, String name, boolean urls) {
    static InputHome storyboard(Path file) {
        return new InputHome(file, "storyboard", true);
    }

    static InputHome timeline(Path file) {
        return new InputHome(file, "timeline", false);
    }

    /** @param folder in which a workflow of one's own finds its files */
    static InputHome workflow(Path folder) {
        return new InputHome(folder.resolve("workflow"), "workflow", true);
    }
}

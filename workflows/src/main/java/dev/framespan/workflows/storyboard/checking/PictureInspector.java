package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.asset.MediaType;
import java.nio.file.Path;

/** Looks at an author's own picture. Touches nothing but the file, and no network. */
public interface PictureInspector {
    /** Says what a file is by its content, never by its name. Never throws for what the file holds. */
    Finding inspect(Path file);

    /**
     * Whether a URL's host may be on the public Internet, as far as can be told without a look-up.
     *
     * @param host as {@link java.net.URI#getHost()} gives it
     */
    boolean mayBePublic(String host);

    /** A picture, or the reason why it is none. */
    sealed interface Finding {}

    /**
     * A picture that can be decoded.
     *
     * @param width in pixels
     * @param height in pixels
     */
    record Picture(MediaType type, int width, int height) implements Finding {}

    /** @param reason for the author, after "this picture cannot be used: " */
    record NoPicture(String reason) implements Finding {}
}

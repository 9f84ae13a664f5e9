package dev.framespan.workflows.storyboard;

import java.net.URI;
import java.nio.file.Path;

/** Where an author's own picture, video or sound is. */
public sealed interface InputSource {
    /** @param path real and absolute, inside the storyboard's folder when it was checked */
    record File(Path path) implements InputSource {}

    /** @param url https, its host not plainly private */
    record Url(URI url) implements InputSource {}
}

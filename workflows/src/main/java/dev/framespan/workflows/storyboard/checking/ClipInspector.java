package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;

/** Looks at clips of an author's own. Touches nothing but the files, and no network. */
@FunctionalInterface
public interface ClipInspector {
    /**
     * Says what each file is by its content, never by its name, decoded to its end. Never throws for what a file holds.
     *
     * @param clips real files, each once
     * @return a finding for each of them
     */
    Map<Path, Finding> inspect(Collection<Path> clips);

    /** A clip, or the reason why it is none. */
    sealed interface Finding {}

    /**
     * A clip that can be decoded to its end.
     *
     * @param asset the bytes that were decoded
     */
    record Clip(Asset asset, MediaFacts facts) implements Finding {}

    /** @param reason for the author, to be read after "this clip cannot be used: " */
    record Unusable(String reason) implements Finding {}
}

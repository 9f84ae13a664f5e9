package dev.framespan.workflows.storyboard.checking;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * What is behind the URLs of a storyboard, as far as it was fetched: it is judged as a file beside the storyboard is. A URL that is in
 * neither map was not asked, and nothing is said about it.
 *
 * @param files what each gave
 * @param refused why nothing that can be used came from there, for the author
 * @param earlier of the files, which a URL gave only when it was asked before, and why that is a warning
 */
public record FetchedInputs(Map<URI, Path> files, Map<URI, String> refused, Map<URI, String> earlier) {
    /** Of a check that asks no network. */
    public static final FetchedInputs NONE = new FetchedInputs(Map.of(), Map.of(), Map.of());

    public FetchedInputs {
        files = Map.copyOf(files);
        refused = Map.copyOf(refused);
        earlier = Map.copyOf(earlier);
    }
}

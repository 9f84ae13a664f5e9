package dev.framespan.testkit.api;

import dev.framespan.workflows.Internal;
import java.util.List;

/** Has a signature that mentions what no author sees, and one that may. */
public final class Planted {
    @Internal
    public record Secret(String word) {}

    public void leaks(List<Secret[]> secrets) {}

    @Internal
    public void keeps(Secret secret) {}
}

package dev.framespan.simulator.catalogue;

import java.util.List;

/** What the provider sells under one name. */
public sealed interface Model permits ClipModel, StillModel {
    /** The name that a request carries in {@code model}. */
    String id();

    /** The values that {@code action} may have. */
    List<String> actions();

    /** The values that {@code resolution} may have, cheapest first. */
    List<String> resolutions();
}

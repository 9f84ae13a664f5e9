package dev.framespan.activities.assembly;

/** The kinds of failure that assembly knows, as the types of its application failures. */
final class AssemblyFailures {
    /** The clips are at fault. */
    static final String MEDIA = "MEDIA";

    /** The store cannot be read or written. */
    static final String STORE = "STORE";

    private AssemblyFailures() {}
}

package dev.framespan.workflows.studio;

import dev.framespan.workflows.Internal;

/** How a film's workflow ended. */
@Internal
public enum FilmOutcome {
    /** The film is made. */
    DONE,
    /** Some shot waits for the operator; all others are finished. */
    WAITS,
    /** It failed; what was bought is kept, and the next render goes on from there. */
    FAILED,
    /** The operator cancelled it. */
    CANCELLED
}

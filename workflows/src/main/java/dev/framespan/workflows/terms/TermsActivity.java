package dev.framespan.workflows.terms;

import io.temporal.activity.ActivityInterface;

/** Says on which terms this worker makes films. Buys nothing, and may run any number of times. */
@ActivityInterface
public interface TermsActivity {
    Terms terms();
}

package dev.framespan.activities.generation;

/**
 * The workflow that buys something.
 *
 * @param workflow its id
 * @param run its run's id
 * @param cancelCheck throws where the workflow has asked the activity to end
 */
record GenerationRun(String workflow, String run, Runnable cancelCheck) {
    /** One that nobody cancels. */
    GenerationRun(String workflow, String run) {
        this(workflow, run, () -> {});
    }
}

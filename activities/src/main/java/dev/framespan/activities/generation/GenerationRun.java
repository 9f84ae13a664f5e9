package dev.framespan.activities.generation;

/**
 * The workflow that buys something.
 *
 * @param workflow its id
 * @param run its run's id
 */
record GenerationRun(String workflow, String run) {}

package dev.framespan.workflows.film;

/**
 * What a film workflow works from.
 *
 * @param plan what is to be bought and shown; prompts that are long stay in the store
 * @param maxParallel how many of the film's generations may be begun and not ended at once, at least 1
 */
public record LoadedPlan(Plan plan, int maxParallel) {}

package dev.framespan.activities.callback;

/**
 * What a callback is about: it says no more than that.
 *
 * @param fingerprint of what was bought
 * @param submission 1 for the first of this fingerprint
 */
public record CallbackTask(String fingerprint, int submission) {}

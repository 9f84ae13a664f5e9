package dev.framespan.activities.provider;

import java.time.Instant;

/**
 * What a provider says of how a task came about.
 *
 * @param model that makes it; null where it does not say
 * @param action what the model was asked to do, in the provider's word; null where it does not say
 * @param createdAt by the provider's clock; null where it does not say
 * @param saidAt when it said so, by the same clock; null where it does not say
 */
public record TaskOrigin(String model, String action, Instant createdAt, Instant saidAt) {}

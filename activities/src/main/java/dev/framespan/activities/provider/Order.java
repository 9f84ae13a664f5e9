package dev.framespan.activities.provider;

import dev.framespan.workflows.generation.GenerationRequest;

/**
 * A request with its words.
 *
 * @param prompt the request's words, wherever they are stored
 */
public record Order(GenerationRequest request, String prompt) {}

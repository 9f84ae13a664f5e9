package dev.framespan.activities.provider;

import dev.framespan.generation.Request;

/**
 * A request with its words.
 *
 * @param prompt the request's words, wherever they are stored
 */
public record Order(Request request, String prompt) {}

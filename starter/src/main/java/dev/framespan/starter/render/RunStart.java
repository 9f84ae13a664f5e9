package dev.framespan.starter.render;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How a workflow of one's own is started.
 *
 * @param type of the workflow
 * @param queue on which its workers are asked
 * @param jarSha256 of the jar that brings it
 * @param input what it is given; null where it takes nothing
 */
public record RunStart(String type, String queue, String jarSha256, JsonNode input) {}

package dev.framespan.workflows.film;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.studio.Clip;
import dev.framespan.workflows.studio.Still;

/**
 * What a scene has made that a later one needs; exactly one of still, clip and stop is set.
 *
 * @param id of the keyframe or shot
 * @param stop why it is not made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SceneExport(String id, Still still, Clip clip, Stop stop) {}

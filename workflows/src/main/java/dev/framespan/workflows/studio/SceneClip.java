package dev.framespan.workflows.studio;

import dev.framespan.workflows.Internal;
import dev.framespan.workflows.assembly.Transition;
import io.temporal.workflow.Promise;

/**
 * A clip of a scene, whose film others cut.
 *
 * @param before the transition into it, from whichever clip of the film is seen before it
 */
@Internal
public record SceneClip(Promise<Clip> clip, Transition before) {}

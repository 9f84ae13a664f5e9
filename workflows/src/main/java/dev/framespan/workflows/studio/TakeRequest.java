package dev.framespan.workflows.studio;

import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.InputPicture;
import io.temporal.workflow.Promise;
import java.util.List;

/** A still or clip to be bought, whose pictures may still be in the making. */
sealed interface TakeRequest permits StillRequest, ClipRequest {
    /** Null for a number. */
    String id();

    GenerationRequest request();

    /** In the order of their roles; an input without a still has none. */
    List<Input> inputs();

    /** The reference video; null where none goes with it. */
    Promise<? extends SourceVideo> video();

    /** @param still null where the role has none */
    record Input(InputPicture.Role role, Promise<Still> still) {}
}

package dev.framespan.workflows.studio;

import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.RequestPicture;
import io.temporal.workflow.Promise;
import java.util.List;

/** A still, clip or speech to be bought, whose pictures may still be in the making. */
sealed interface TakeRequest permits StillRequest, ClipRequest, SpeechRequest {
    /** Null for a number. */
    String id();

    GenerationRequest request();

    List<RequestPicture<Promise<Still>>> pictures();

    /** The reference video; null where none goes with it. */
    Promise<? extends SourceVideo> video();
}

package dev.framespan.workflows.generation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What makes two requests the same purchase before their pictures exist: the whole request, and where its pictures come from. Once
 * they exist, the {@link Fingerprint} says the same with their hashes.
 *
 * @param request without its pictures
 * @param sources of the pictures, in the order of their roles; null where a role has none. A still that is bought has as source
 *     what stands for it, its key or its take, so that looking at one costs no look at all it was made from; a picture of the author's own
 *     whatever names its bytes.
 */
public record PurchaseKey(GenerationRequest request, List<?> sources) {
    public PurchaseKey {
        sources = Collections.unmodifiableList(new ArrayList<>(sources));
    }
}

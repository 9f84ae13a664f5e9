package dev.framespan.workflows.generation;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands for a picture of a request, in its role. Here is the order in which a request has its pictures: keys that are compared, and
 * fingerprints, rest on it.
 *
 * @param picture its id, a promise of it, whatever names it; null where the role has none
 */
public record RequestPicture<T>(InputPicture.Role role, T picture) {
    /**
     * Those of a clip.
     *
     * @param first null for none
     * @param last null for none
     */
    public static <T> List<RequestPicture<T>> ofClip(T first, T last, List<T> references) {
        List<RequestPicture<T>> pictures = new ArrayList<>();
        pictures.add(new RequestPicture<>(InputPicture.Role.FIRST_FRAME, first));
        pictures.add(new RequestPicture<>(InputPicture.Role.LAST_FRAME, last));
        pictures.addAll(ofStill(references));
        return pictures;
    }

    /** Those of a still. */
    public static <T> List<RequestPicture<T>> ofStill(List<T> references) {
        return references.stream()
                .map(reference -> new RequestPicture<>(InputPicture.Role.REFERENCE, reference))
                .toList();
    }
}

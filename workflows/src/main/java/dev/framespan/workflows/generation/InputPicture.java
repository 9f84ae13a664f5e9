package dev.framespan.workflows.generation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.asset.Asset;
import java.util.Objects;

/**
 * A picture that goes with a request.
 *
 * @param role what it is for
 * @param picture its bytes; their hash alone enters the fingerprint
 * @param purchase the fingerprint under which it was bought, so that the provider's own link can be found; null for a picture of
 *     the author's own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InputPicture(Role role, Asset picture, String purchase) {
    public InputPicture {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(picture, "picture");
    }

    /** What a picture is for. */
    public enum Role {
        FIRST_FRAME,
        LAST_FRAME,
        /** A still is made after it; a request may have several, whose order counts. */
        REFERENCE
    }
}

package dev.framespan.workflows.generation;

import com.fasterxml.jackson.annotation.JsonIgnore;
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
 * @param frame which frame of which clip it is; null for any other picture
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InputPicture(Role role, Asset picture, String purchase, ClipFrame frame) {
    /** @throws NullPointerException without a role or a picture */
    public InputPicture {
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(picture, "picture");
    }

    /**
     * A picture that is no frame of a clip.
     *
     * @param role what it is for
     * @param picture its bytes
     * @param purchase the fingerprint under which it was bought; null for a picture of the author's own
     */
    public InputPicture(Role role, Asset picture, String purchase) {
        this(role, picture, purchase, null);
    }

    /** What stands for it in a fingerprint. */
    @JsonIgnore
    String identity() {
        return frame == null ? picture.sha256() : frame.toString();
    }

    /** What a picture is for. */
    public enum Role {
        /** The clip begins with it. */
        FIRST_FRAME,
        /** The clip ends with it. */
        LAST_FRAME,
        /** A still is made after it, or a clip shows what it shows; a request may have several, whose order counts. */
        REFERENCE
    }
}

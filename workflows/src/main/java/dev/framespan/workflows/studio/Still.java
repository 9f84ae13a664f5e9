package dev.framespan.workflows.studio;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.generation.ClipFrame;
import dev.framespan.workflows.generation.InputPicture;

/**
 * A picture to start or end a clip with.
 *
 * @param id under which the film knows it
 * @param picture its bytes
 * @param purchase the fingerprint under which it was bought; null for a picture of the user's own
 * @param frame which frame of which clip it is; null for any other picture
 */
public record Still(String id, Asset picture, String purchase, ClipFrame frame) {
    Still(String id, Asset picture, String purchase) {
        this(id, picture, purchase, null);
    }

    InputPicture as(InputPicture.Role role) {
        return new InputPicture(role, picture, purchase, frame);
    }
}

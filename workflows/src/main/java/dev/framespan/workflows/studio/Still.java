package dev.framespan.workflows.studio;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.generation.InputPicture;

/**
 * A picture to start or end a clip with.
 *
 * @param id under which the film knows it
 * @param picture its bytes
 * @param purchase the fingerprint under which it was bought; null for a picture of one's own
 */
public record Still(String id, Asset picture, String purchase) {
    InputPicture as(InputPicture.Role role) {
        return new InputPicture(role, picture, purchase);
    }
}

package dev.framespan.studio;

import dev.framespan.asset.Asset;
import dev.framespan.generation.Input;

/**
 * A picture to start or end a clip with.
 *
 * @param id under which the film knows it
 * @param picture its bytes
 * @param purchase the fingerprint under which it was bought; null for a picture of the user's own
 */
public record Still(String id, Asset picture, String purchase) {
    Input as(Input.Role role) {
        return new Input(role, picture, purchase);
    }
}

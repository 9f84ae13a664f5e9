package dev.framespan.activities.input;

import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.Limits;

/** The built-in catalogue's limits, but for pictures: small ones serve a test as well. */
final class InputLimits {
    private InputLimits() {}

    /** @param most bytes of a picture */
    static Limits ofPictures(long most) {
        Limits all = Catalogue.builtIn().limits();
        return new Limits(
                all.promptCodePoints(),
                most,
                all.pictureSides(),
                all.pictureStretch(),
                all.referencePictures(),
                all.referenceVideo());
    }
}

package dev.framespan.activities.picture;

import java.io.IOException;

/** A user's own picture that cannot be had or cannot be used. The message is for the author and names the picture. */
public final class PictureException extends IOException {
    private static final long serialVersionUID = 1L;

    public PictureException(String picture, String reason) {
        super(picture + ": " + reason);
    }
}

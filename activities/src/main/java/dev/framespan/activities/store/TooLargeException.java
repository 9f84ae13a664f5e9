package dev.framespan.activities.store;

import java.io.IOException;

/** More bytes came than were allowed for. */
public final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    public TooLargeException(long cap) {
        super("larger than the " + cap + " bytes allowed for it");
    }
}

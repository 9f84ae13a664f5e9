package dev.framespan.activities.http;

import java.io.IOException;

/** The other side had closed a connection that was kept: what was sent on it was most probably not read, and may have been. */
final class StaleConnectionException extends IOException {
    private static final long serialVersionUID = 1L;

    StaleConnectionException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}

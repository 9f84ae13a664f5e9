package dev.framespan.activities.http;

import java.io.IOException;
import java.time.Duration;

/** A call took longer than it may as a whole. */
public final class DeadlineException extends IOException {
    private static final long serialVersionUID = 1L;

    DeadlineException(Duration limit, IOException cause) {
        super("no complete answer within " + limit.toSeconds() + " s", cause);
    }
}

package dev.framespan.activities.http;

import java.io.IOException;
import java.net.UnknownHostException;

/** There was no connection: not one byte of the request has left. */
public final class UnsentException extends IOException {
    private static final long serialVersionUID = 1L;

    UnsentException(IOException cause) {
        super(cause instanceof UnknownHostException ? "no such host" : words(cause), cause);
    }

    private static String words(IOException cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}

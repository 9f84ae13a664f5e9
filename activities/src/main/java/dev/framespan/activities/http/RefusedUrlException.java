package dev.framespan.activities.http;

import java.io.IOException;

/** A URL at which nothing was asked, because a {@link UrlPolicy} forbids it. */
public final class RefusedUrlException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        MALFORMED,
        /** It is not http or https, names no host, or carries a name and password. */
        NO_WEB_ADDRESS,
        /** The policy forbids it as it is written. */
        NOT_ALLOWED,
        /** Its host's name leads to no address that the policy allows. */
        PRIVATE_ADDRESS
    }

    private final Reason reason;
    private final String url;

    RefusedUrlException(Reason reason, String url) {
        super(url + " is refused: " + reason);
        this.reason = reason;
        this.url = url;
    }

    public Reason reason() {
        return reason;
    }

    /** The URL that was refused: the first one, or one to which it was redirected. */
    public String url() {
        return url;
    }
}

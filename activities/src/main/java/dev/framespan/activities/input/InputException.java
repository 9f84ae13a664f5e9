package dev.framespan.activities.input;

import java.io.IOException;

/** An author's own picture or video that cannot be had or cannot be used. The message is for the author and names it. */
public final class InputException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    public InputException(String input, String reason) {
        super(input + ": " + reason);
        this.reason = reason;
    }

    /** What is wrong, where the place of the picture or video is said already. */
    public String reason() {
        return reason;
    }
}

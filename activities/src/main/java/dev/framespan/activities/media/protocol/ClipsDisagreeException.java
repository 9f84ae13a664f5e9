package dev.framespan.activities.media.protocol;

/**
 * Clips that are good, each by itself, but cannot be joined by copying their packets; conformed to one format they can. The message
 * goes on from "the clips".
 */
public final class ClipsDisagreeException extends UnusableMediaException {
    private static final long serialVersionUID = 1L;

    public ClipsDisagreeException(String message) {
        super(message);
    }
}

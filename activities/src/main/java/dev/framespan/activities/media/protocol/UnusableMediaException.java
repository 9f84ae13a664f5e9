package dev.framespan.activities.media.protocol;

/**
 * A file that is not what it should be. The message is a predicate in plain words without the file's name, to be read after "the
 * clip" or "the picture": "is cut short: …", "has 9000x20 pixels; …".
 */
public class UnusableMediaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnusableMediaException(String message) {
        super(message);
    }
}

package dev.framespan.activities.media;

/** A file that is not what it should be. The message says in plain words what is wrong with it, without naming the file. */
public class UnusableMediaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnusableMediaException(String message) {
        super(message);
    }
}

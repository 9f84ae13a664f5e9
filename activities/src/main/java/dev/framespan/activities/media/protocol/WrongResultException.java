package dev.framespan.activities.media.protocol;

/** What was made is not what it was to be: frames are missing, packets are others. A fault of Framespan's own, which the same job meets again. */
public final class WrongResultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WrongResultException(String message) {
        super(message);
    }
}

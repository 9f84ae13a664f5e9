package dev.framespan.workflows.storyboard.checking;

/** There is no such file here; the message is for the author. */
public final class MissingInputException extends RefusedInputException {
    private static final long serialVersionUID = 1L;

    MissingInputException(String message) {
        super(message);
    }
}

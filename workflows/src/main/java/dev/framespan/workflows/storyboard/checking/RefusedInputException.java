package dev.framespan.workflows.storyboard.checking;

/** Why an author's own picture or video is not used; the message is for the author. */
public class RefusedInputException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedInputException(String message) {
        super(message);
    }
}

package dev.framespan.workflows.storyboard.reading;

/** A file of which nothing can be said but this one fault. */
public final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Position place;

    public UnreadableException(Position place, String message) {
        super(message);
        this.place = place;
    }

    public Position place() {
        return place;
    }
}

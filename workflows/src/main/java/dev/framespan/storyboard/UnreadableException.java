package dev.framespan.storyboard;

/** A file of which nothing can be said but this one fault. */
final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Place place;

    UnreadableException(Place place, String message) {
        super(message);
        this.place = place;
    }

    Place place() {
        return place;
    }
}

package dev.framespan.workflows.storyboard.reading;

/**
 * Where something stands in a file.
 *
 * @param line from 1
 * @param column from 1
 */
public record Position(int line, int column) {
    /** The file as a whole. */
    static final Position FILE = new Position(0, 0);

    public static final Position START = new Position(1, 1);
}

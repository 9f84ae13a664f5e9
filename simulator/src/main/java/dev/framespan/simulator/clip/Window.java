package dev.framespan.simulator.clip;

/**
 * The part of a picture that a frame shows.
 *
 * @param zoom 1 shows the whole picture, 2 a quarter of it
 * @param x from 0 (the window touches the left edge) to 1 (the right one)
 * @param y from 0 (top) to 1 (bottom)
 */
record Window(double zoom, double x, double y) {
    static final Window WHOLE = new Window(1, 0.5, 0.5);
}

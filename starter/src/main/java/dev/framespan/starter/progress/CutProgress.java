package dev.framespan.starter.progress;

/** Shows the operator, or a program, how the cutting of a film goes on. Used by one thread. */
public interface CutProgress extends AutoCloseable {
    /**
     * Called at least once a second, whether or not anything has changed.
     *
     * @param doing what is done now: {@code joining the film}
     * @param percent of it, 0 to 100
     */
    void show(String doing, int percent);

    /** Leaves the terminal as it was found. */
    @Override
    void close();

    /** Shows nothing. */
    static CutProgress none() {
        return new CutProgress() {
            @Override
            public void show(String doing, int percent) {
                // as was asked for
            }

            @Override
            public void close() {
                // nothing was opened
            }
        };
    }
}

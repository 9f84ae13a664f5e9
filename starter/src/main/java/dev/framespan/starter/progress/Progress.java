package dev.framespan.starter.progress;

/** Shows the operator, or a program, how a film grows. Used by one thread. */
public interface Progress extends AutoCloseable {
    /** Called several times a second, whether or not anything has changed. */
    void show(Snapshot snapshot);

    /** Leaves the terminal as it was found. */
    @Override
    void close();

    /** Shows nothing. */
    static Progress none() {
        return new Progress() {
            @Override
            public void show(Snapshot snapshot) {
                // as was asked for
            }

            @Override
            public void close() {
                // nothing was opened
            }
        };
    }
}

package dev.framespan.starter.exit;

/** What the shell is told. */
public enum ExitCode {
    DONE(0),
    /** It failed; what was bought is kept, and the same command continues. */
    FAILED(1),
    /** Usage, configuration or storyboard refused; nothing was bought. */
    REFUSED(2),
    /** Some shot waits for a person; all others are finished. */
    WAITS(3),
    /** Somebody pressed Ctrl-C. */
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}

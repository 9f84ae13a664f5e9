package dev.framespan.starter.exit;

/** How a command ends, for the shell. */
public enum ExitCode {
    DONE(0),
    /** It failed; what was bought is kept, and the same command continues. */
    FAILED(1),
    /** Usage, configuration, storyboard or timeline refused; nothing was bought. */
    REFUSED(2),
    /** Some shot waits for the operator; all others are finished. */
    WAITS(3),
    /** The operator pressed Ctrl-C. A signal of another number ends with 128 and that number. */
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}

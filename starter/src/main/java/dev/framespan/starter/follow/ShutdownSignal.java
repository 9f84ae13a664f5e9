package dev.framespan.starter.follow;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;

/**
 * Ctrl-C, and the other ways to ask a program to end. The first one is noted, so that what is under way is left in order; the second
 * one ends at once. Signals are noted until the process has ended: one that comes when a film is delivered changes no exit code.
 */
public final class ShutdownSignal {
    private static final int BASE = 128;

    /** Signals with their numbers, the same on every POSIX system. */
    private enum Signal {
        INT(2),
        TERM(15),
        HUP(1);

        private final int number;

        Signal(int number) {
            this.number = number;
        }
    }

    private final CountDownLatch asked = new CountDownLatch(1);
    private volatile int exitCode;
    private volatile Runnable ending;

    /** From now on a signal is noted. */
    public ShutdownSignal() {
        for (Signal signal : Signal.values()) {
            Signals.register(signal.name(), () -> note(signal));
        }
    }

    private void note(Signal signal) {
        if (asked.getCount() == 0) {
            Runtime.getRuntime().halt(BASE + signal.number);
        }
        exitCode = BASE + signal.number;
        asked.countDown();
        Runnable announce = ending;
        if (announce != null) {
            announce.run();
        }
    }

    /** Waits for so long, or until a signal comes; says whether one has. */
    public boolean await(Duration time) {
        try {
            return asked.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** @param announce says where a signal comes that the process ends by itself from now on */
    public void ending(Runnable announce) {
        ending = announce;
    }

    public boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** 130 for Ctrl-C; 128 and the signal's number for others, as shells count. */
    public int exitCode() {
        return exitCode;
    }
}

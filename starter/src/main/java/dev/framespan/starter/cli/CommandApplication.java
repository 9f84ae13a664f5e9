package dev.framespan.starter.cli;

import dev.framespan.starter.exit.ExitCode;
import dev.framespan.worker.FramespanConfig;
import dev.framespan.worker.KlingConfig;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Starts Quarkus around what a command does: configuration, logging, and later whatever answers requests. */
@Singleton
public final class CommandApplication implements QuarkusApplication {
    private static final AtomicReference<Job> JOB = new AtomicReference<>();
    private static final AtomicReference<RuntimeException> FAILURE = new AtomicReference<>();

    @Inject
    KlingConfig kling;

    @Inject
    FramespanConfig framespan;

    /** What a command does. */
    interface Job {
        /** @return the exit code */
        int run(KlingConfig kling, FramespanConfig framespan);
    }

    /**
     * Does a job inside Quarkus.
     *
     * @return the exit code
     */
    static int run(boolean debug, Job job) {
        LogLevels.configure(debug);
        JOB.set(job);
        AtomicInteger exitCode = new AtomicInteger(ExitCode.FAILED.number());
        Quarkus.run(dev.framespan.starter.cli.CommandApplication.class, (code, failure) -> exitCode.set(code));
        if (FAILURE.get() != null) {
            throw FAILURE.get();
        }
        return exitCode.get();
    }

    @Override
    public int run(String... arguments) {
        try {
            return JOB.get().run(kling, framespan);
        } catch (RuntimeException e) {
            // Said where the command line is, in one sentence; Quarkus would print where it came from.
            FAILURE.set(e);
            return ExitCode.FAILED.number();
        }
    }
}

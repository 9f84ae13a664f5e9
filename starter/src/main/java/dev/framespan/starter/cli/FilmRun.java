package dev.framespan.starter.cli;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.film.Delivery;
import dev.framespan.starter.film.EmbeddedRender;
import dev.framespan.starter.film.FilmFollower;
import dev.framespan.starter.film.FollowResult;
import dev.framespan.starter.film.RemoteRender;
import dev.framespan.starter.film.RenderRequest;
import dev.framespan.starter.film.ShutdownSignal;
import dev.framespan.starter.progress.JsonProgress;
import dev.framespan.starter.progress.PlainProgress;
import dev.framespan.starter.progress.Progress;
import dev.framespan.starter.progress.TerminalProgress;
import dev.framespan.starter.temporal.TemporalConnection;
import io.temporal.client.WorkflowStub;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/** Has a film made, shows it growing, and delivers it. */
final class FilmRun {
    private final Console console;
    private final RenderOptions wish;
    private final DirectoryStore store;
    private final RenderReport conclusion;

    FilmRun(Console console, RenderOptions wish, DirectoryStore store, Delivery delivery) {
        this.console = console;
        this.wish = wish;
        this.store = store;
        this.conclusion = new RenderReport(console, wish, store, delivery);
    }

    /** @return the exit code */
    int embedded(RenderRequest commission) {
        try (ShutdownSignal interruption = new ShutdownSignal()) {
            FollowResult followed;
            try (Progress progress = progress(commission)) {
                followed = new EmbeddedRender(
                                store,
                                CommandApplication.parts(),
                                interruption,
                                follower(commission, interruption, progress),
                                this::say)
                        .render(commission);
            }
            return conclusion.of(commission, followed, interruption.exitCode());
        }
    }

    /**
     * @param unpriced what is wanted, before it is known who pays
     * @param consent finds that out, and asks the person; empty where the person, or the workers' catalogue, says no
     * @return the exit code
     */
    int remote(RenderRequest unpriced, Function<TemporalConnection, Optional<RenderRequest>> consent) {
        TemporalConnection connection = CommandApplication.part(TemporalConnection.class);
        try (RemoteRender render = RemoteRender.of(connection, store, unpriced.film(), this::say)) {
            // Following what is at work or made buys nothing more, so nobody has to be asked.
            Optional<WorkflowStub> found = render.find(unpriced).filter(run -> !unpriced.anew());
            Optional<RenderRequest> commission = found.isPresent() ? Optional.of(unpriced) : consent.apply(connection);
            if (commission.isEmpty()) {
                return ExitCode.REFUSED.number();
            }
            WorkflowStub run = found.orElseGet(() -> render.start(commission.get()));
            if (wish.detach()) {
                conclusion.detached(commission.get());
                return ExitCode.DONE.number();
            }
            return followed(commission.get(), render, run);
        }
    }

    private int followed(RenderRequest commission, RemoteRender render, WorkflowStub run) {
        try (ShutdownSignal interruption = new ShutdownSignal()) {
            FollowResult followed;
            try (Progress progress = progress(commission)) {
                followed = render.follow(run, follower(commission, interruption, progress));
            }
            return conclusion.of(commission, followed, interruption.exitCode());
        }
    }

    private FilmFollower follower(RenderRequest commission, ShutdownSignal interruption, Progress progress) {
        return new FilmFollower(interruption, progress, () -> conclusion.leave(commission));
    }

    private Progress progress(RenderRequest commission) {
        if (wish.json()) {
            return new JsonProgress(commission.prices(), console::json);
        }
        if (wish.quiet()) {
            return Progress.none();
        }
        return TerminalProgress.onStandardError(commission.estimateUsd(), commission.prices())
                .orElseGet(() -> new PlainProgress(console::tell, Clock.systemUTC()));
    }

    private void say(String message) {
        if (wish.json()) {
            console.json(java.util.Map.of("event", "note", "message", message));
        } else if (!wish.quiet()) {
            console.say(message);
        }
    }
}

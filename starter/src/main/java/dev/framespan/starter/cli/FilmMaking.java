package dev.framespan.starter.cli;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.account.Provider;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.film.Commission;
import dev.framespan.starter.film.Delivery;
import dev.framespan.starter.film.EmbeddedRender;
import dev.framespan.starter.film.FilmFollower;
import dev.framespan.starter.film.Followed;
import dev.framespan.starter.film.Interruption;
import dev.framespan.starter.film.RemoteRender;
import dev.framespan.starter.progress.JsonProgress;
import dev.framespan.starter.progress.PlainProgress;
import dev.framespan.starter.progress.Progress;
import dev.framespan.starter.progress.TerminalProgress;
import dev.framespan.starter.temporal.TemporalConnection;
import dev.framespan.starter.temporal.TemporalServer;
import dev.framespan.worker.FramespanConfig;
import dev.framespan.worker.WorkerSettings;
import io.temporal.client.WorkflowStub;
import java.time.Clock;
import java.util.List;

/** Has a film made, shows it growing, and delivers it. */
final class FilmMaking {
    private final Console console;
    private final RenderWish wish;
    private final Provider provider;
    private final FramespanConfig config;
    private final DirectoryStore store;
    private final Conclusion conclusion;

    FilmMaking(
            Console console,
            RenderWish wish,
            Provider provider,
            FramespanConfig config,
            DirectoryStore store,
            Delivery delivery) {
        this.console = console;
        this.wish = wish;
        this.provider = provider;
        this.config = config;
        this.store = store;
        this.conclusion = new Conclusion(console, wish, store, delivery);
    }

    int make(Commission commission) {
        try (Interruption interruption = new Interruption()) {
            Followed followed = wish.server() instanceof TemporalServer.Remote remote
                    ? remote(commission, remote, interruption)
                    : embedded(commission, interruption);
            return followed == null
                    ? ExitCode.DONE.number()
                    : conclusion.of(commission, followed, interruption.exitCode());
        }
    }

    private Followed embedded(Commission commission, Interruption interruption) {
        try (Progress progress = progress(commission)) {
            return new EmbeddedRender(
                            store,
                            provider,
                            WorkerSettings.of(config),
                            List.of("--speed", String.valueOf(wish.speed())),
                            interruption,
                            follower(commission, interruption, progress),
                            this::say)
                    .render(commission);
        }
    }

    /** @return null when nobody wanted to see how it ends */
    private Followed remote(Commission commission, TemporalServer.Remote server, Interruption interruption) {
        try (TemporalConnection connection = TemporalConnection.to(server);
                RemoteRender render = RemoteRender.of(connection, store, commission.film(), this::say)) {
            WorkflowStub run = render.start(commission);
            if (wish.detach()) {
                conclusion.detached(commission);
                return null;
            }
            try (Progress progress = progress(commission)) {
                return render.follow(run, follower(commission, interruption, progress));
            }
        }
    }

    private FilmFollower follower(Commission commission, Interruption interruption, Progress progress) {
        return new FilmFollower(interruption, progress, () -> conclusion.leave(commission));
    }

    private Progress progress(Commission commission) {
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

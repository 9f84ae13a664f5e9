package dev.framespan.starter.cli;

import dev.framespan.activities.store.Store;
import dev.framespan.starter.delivery.Delivery;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.follow.EndReport;
import dev.framespan.starter.follow.FilmFollower;
import dev.framespan.starter.follow.FollowResult;
import dev.framespan.starter.follow.ShutdownSignal;
import dev.framespan.starter.progress.JsonProgress;
import dev.framespan.starter.progress.PlainProgress;
import dev.framespan.starter.progress.Progress;
import dev.framespan.starter.progress.TerminalProgress;
import dev.framespan.starter.render.EmbeddedRender;
import dev.framespan.starter.render.JoinedBudget;
import dev.framespan.starter.render.LocalRender;
import dev.framespan.starter.render.RemoteRender;
import dev.framespan.starter.render.RenderRequest;
import dev.framespan.starter.temporal.TemporalConnection;
import dev.framespan.starter.temporal.TemporalServer;
import dev.framespan.workflows.generation.Realm;
import dev.framespan.workflows.studio.Item;
import io.temporal.client.WorkflowStub;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Has a film made, shows its progress, and delivers it. */
final class FilmRun {
    private final Console console;
    private final RenderOptions options;
    private final Store store;
    private final PriceNotice notice;
    private final RenderReport report;

    FilmRun(Console console, RenderOptions options, Store store, Delivery delivery) {
        this.console = console;
        this.options = options;
        this.store = store;
        this.notice = new PriceNotice(console, options);
        this.report = new RenderReport(console, options, store, delivery);
    }

    /**
     * Has it made by a worker in this process.
     *
     * @return the exit code
     */
    int here(RenderRequest request) {
        if (options.server() instanceof TemporalServer.Local) {
            return followed(request, (shutdown, follower) -> new LocalRender(
                            store, CommandApplication.components(), follower, joinedBudget(request), notice::say)
                    .render(request));
        }
        return followed(request, (shutdown, follower) -> new EmbeddedRender(
                        store, CommandApplication.components(), shutdown, follower, joinedBudget(request), notice::say)
                .render(request));
    }

    /**
     * @param wanted what is wanted, before it is known who pays
     * @param confirm finds that out, and asks the operator; empty where the operator, or the workers' catalogue, says no
     * @return the exit code
     */
    int remote(RenderRequest wanted, Function<TemporalConnection, Optional<RenderRequest>> confirm) {
        TemporalConnection connection = CommandApplication.component(TemporalConnection.class);
        try (RemoteRender render = RemoteRender.of(connection, store, wanted.film(), notice::say)) {
            // Following what is at work or made buys nothing more, so the operator need not be asked.
            Optional<WorkflowStub> found =
                    render.find(wanted, joinedBudget(wanted)).filter(run -> !wanted.anew());
            Optional<RenderRequest> request = found.isPresent() ? Optional.of(wanted) : confirm.apply(connection);
            if (request.isEmpty()) {
                return ExitCode.REFUSED.number();
            }
            WorkflowStub run = found.orElseGet(() -> render.start(request.get()));
            // A film that is open already is told what was decided; one that begins now finds it in the store.
            options.rebuy().forEach(id -> render.answers().give(wanted.film(), "rebuy", Item.class, id));
            if (options.detach()) {
                report.detached(request.get());
                return ExitCode.DONE.number();
            }
            return followed(request.get(), (shutdown, follower) -> render.follow(run, follower));
        }
    }

    /** A film at work may buy more under a larger budget, so the operator is asked as before any purchase. */
    private JoinedBudget joinedBudget(RenderRequest request) {
        boolean free = Realm.SIMULATOR.equals(request.input().realm());
        return new JoinedBudget(
                store,
                notice::say,
                question -> free || options.yes() || new ConfirmationPrompt(console).agrees(question));
    }

    private int followed(RenderRequest request, BiFunction<ShutdownSignal, FilmFollower, FollowResult> follow) {
        ShutdownSignal shutdown = new ShutdownSignal();
        FollowResult followed;
        try (Progress progress = progress(request)) {
            followed = follow.apply(shutdown, follower(request, shutdown, progress));
        }
        shutdown.ending(() -> console.say("ending; a second signal ends at once"));
        return report.of(request, followed, shutdown.exitCode());
    }

    private FilmFollower follower(RenderRequest request, ShutdownSignal shutdown, Progress progress) {
        EndReport reports =
                request.isRun() ? EndReport.kept(store, request.film(), request.plan()) : EndReport.returned();
        return new FilmFollower(shutdown, progress, () -> report.leave(request), reports);
    }

    private Progress progress(RenderRequest request) {
        if (options.json()) {
            return new JsonProgress(request.prices(), console::json);
        }
        if (options.quiet()) {
            return Progress.none();
        }
        return TerminalProgress.onStandardError(request.estimateUsd(), request.prices())
                .orElseGet(() ->
                        new PlainProgress(request.estimateUsd(), request.prices(), console::tell, Clock.systemUTC()));
    }
}

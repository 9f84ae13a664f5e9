package dev.framespan.starter.cli;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.follow.ShutdownSignal;
import dev.framespan.starter.progress.CancelProgress;
import dev.framespan.starter.render.FilmWorkflows;
import dev.framespan.starter.state.FilmServerLookup;
import dev.framespan.starter.state.FilmState;
import dev.framespan.starter.temporal.TemporalConnection;
import dev.framespan.starter.temporal.TemporalServer;
import dev.framespan.workflows.studio.FilmOutcome;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowServiceException;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code framespan cancel}. */
@Command(
        name = "cancel",
        sortOptions = false,
        description =
                "End a film that is at work. What is queued at the provider is cancelled and refunded. What has begun there"
                        + " is paid for, so it is waited for and kept; Ctrl-C leaves that to those who make the film. What another film"
                        + " waits for is left alone. The next render goes on from there.")
final class CancelCommand extends FilmCommand {
    @Option(
            names = "--abandon",
            description =
                    "Do not wait for what has begun, now or any more: it stays paid for, and the next render fetches it.")
    private boolean abandon;

    CancelCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(String film, Store store, FilmServerLookup servers) {
        Optional<TemporalConnection> connection = new CancelRequest(film, store, servers, console::say)
                .tell(films -> abandon ? films.abandon(film) : films.cancel(film));
        if (connection.isEmpty()) {
            if (!servers.isRemote()) {
                requireNoServer(film, store, "cancel " + film + (abandon ? " --abandon" : ""), "ends it");
            }
            return notAtWork(film, store, known(store, servers));
        }
        return switch (watched(film, connection.get(), store, servers)) {
            case ENDED -> ended(film, store, servers);
            case UNANSWERED -> {
                if (!servers.isRemote()) {
                    throw CancelRequest.unanswered(film);
                }
                console.say("the film " + film + " is told to end, and no worker answers: it ends as soon as one does");
                yield ExitCode.DONE;
            }
            case LEFT -> {
                console.say("the film " + film + " goes on ending without you, "
                        + place(connection.get(), servers) + ": what has begun is kept there; framespan status " + film
                        + (servers.isRemote()
                                ? " --temporal " + connection.get().address()
                                : "") + " shows it");
                yield ExitCode.INTERRUPTED;
            }
        };
    }

    private static String place(TemporalConnection connection, FilmServerLookup servers) {
        return servers.isRemote()
                ? "on " + TemporalServer.words(connection.address())
                : "in the process that renders it";
    }

    private CancelWatch.End watched(String film, TemporalConnection connection, Store store, FilmServerLookup servers) {
        CancelProgress progress = new CancelProgress(
                waiting -> "the film " + film + " waits for " + waiting
                        + ": begun at the provider, so paid for and kept; Ctrl-C leaves it waiting "
                        + place(connection, servers) + ", --abandon waits no longer",
                console::say,
                Clock.systemUTC());
        try {
            return new CancelWatch(
                            connection.client(),
                            new FilmWorkflows(connection.client(), store),
                            new ShutdownSignal(),
                            progress)
                    .untilEnd(film);
        } catch (WorkflowServiceException | StatusRuntimeException e) {
            if (servers.isRemote()) {
                throw CancelRequest.away(connection, e);
            }
            if (!CancelRequest.awaitEnd(store, film)) {
                throw CancelRequest.unanswered(film);
            }
            // An embedded server ends with its film.
            return CancelWatch.End.ENDED;
        }
    }

    private ExitCode notAtWork(String film, Store store, FilmState state) {
        Optional<FilmFolder.End> end = state.lastEnd();
        String how = end.map(last -> switch (last.report().outcome()) {
                    case DONE -> "is done";
                    case CANCELLED -> "is cancelled already";
                    case WAITS, FAILED -> "is not at work";
                })
                .orElse("is not at work");
        console.say("the film " + film + " " + how + "; nothing to cancel");
        end.ifPresent(last -> settlement(store, last));
        if (end.filter(last -> last.report().outcome() == FilmOutcome.CANCELLED).isEmpty()) {
            atProvider(film, store);
        }
        return ExitCode.DONE;
    }

    /** What a film left at the provider that ended without a settlement, as with a process that was killed. */
    private void atProvider(String film, Store store) {
        SpendingRows.atProvider(StatusCommand.spendings(film, store)).forEach(console::say);
    }

    private ExitCode ended(String film, Store store, FilmServerLookup servers) {
        Optional<FilmFolder.End> end = known(store, servers).lastEnd();
        if (end.filter(last -> last.report().outcome() == FilmOutcome.DONE).isPresent()) {
            console.say("the film " + film + " was finished before it could be cancelled");
            return ExitCode.DONE;
        }
        if (end.isEmpty() && !servers.isRemote()) {
            console.say("the process that made the film " + film + " has ended before the film was settled");
            atProvider(film, store);
            return ExitCode.DONE;
        }
        boolean joining =
                end.filter(last -> SettlementRows.wasJoining(store, last)).isPresent();
        console.say("the film " + film
                + (joining
                        ? " was being joined, and is cancelled: all its clips are here, and the next render joins them for nothing"
                        : " is cancelled"));
        end.ifPresent(last -> settlement(store, last));
        return ExitCode.DONE;
    }

    private void settlement(Store store, FilmFolder.End end) {
        Table facts = new Table("ll");
        SettlementRows.of(store, end).ifPresent(settlement -> SettlementRows.add(facts, settlement));
        facts.lines().forEach(console::result);
    }
}

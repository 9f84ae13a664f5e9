package dev.framespan.starter.cli;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.starter.progress.Snapshot;
import dev.framespan.starter.state.FilmState;
import dev.framespan.starter.temporal.TemporalServer;
import java.util.Locale;

/** The state of a film, in one line. */
final class FilmStateLine {
    private FilmStateLine() {}

    static String of(FilmState state) {
        if (state.isUnanswered()) {
            return "not known: what is at it does not answer";
        }
        if (state.atWork().isPresent()) {
            return atWork(state.atWork().get());
        }
        if (state.lastEnd().isPresent()) {
            return ended(state.lastEnd().get(), again(state));
        }
        if (state.isHeldHere()) {
            return "held by a process on this machine, which is starting it, or leaves things in order before it ends";
        }
        return state.beginning()
                .map(beginning -> begun(beginning, again(state)))
                .orElse("not begun");
    }

    /** What goes on with it. */
    private static String again(FilmState state) {
        return (state.isRun() ? "run" : "render") + " it again to go on";
    }

    private static String begun(FilmFolder.Beginning beginning, String again) {
        FilmFolder.Server server = beginning.server();
        return server == null
                ? "left unfinished, no process on this machine is at it; " + again + " (begun "
                        + Timestamps.words(beginning.at()) + ")"
                : "begun on " + TemporalServer.words(server.address()) + "; --temporal " + server.address()
                        + " shows how it stands";
    }

    private static String atWork(Snapshot snapshot) {
        if (snapshot.waits()) {
            return "waits for you" + (snapshot.awaited().isEmpty() ? "" : ": " + snapshot.awaited()) + paused(snapshot);
        }
        if (!snapshot.note().isEmpty()) {
            return "at work: " + snapshot.note() + paused(snapshot);
        }
        return snapshot.cutting().isEmpty()
                ? "at work, " + snapshot.percent() + " %" + paused(snapshot)
                : "at work, " + snapshot.cutting() + " the film";
    }

    private static String paused(Snapshot snapshot) {
        return snapshot.paused() ? "; paused, resume begins what is left" : "";
    }

    private static String ended(FilmFolder.End end, String again) {
        String when = " (" + Timestamps.words(end.at()) + ")";
        return switch (end.report().outcome()) {
            case DONE -> "done" + when;
            case WAITS -> "waits for you" + when;
            case FAILED -> "failed; " + again + when;
            case CANCELLED -> "cancelled; " + again + when;
        };
    }

    /** The same in one word, for programs. */
    static String word(FilmState state) {
        if (state.atWork().isPresent()) {
            return state.atWork().get().waits() ? "waits" : "at_work";
        }
        if (state.lastEnd().isPresent()) {
            return state.lastEnd().get().report().outcome().name().toLowerCase(Locale.ROOT);
        }
        if (state.isHeldHere()) {
            return "held";
        }
        return state.beginning()
                .map(beginning -> beginning.server() == null ? "unfinished" : "begun_on_server")
                .orElse("not_begun");
    }
}

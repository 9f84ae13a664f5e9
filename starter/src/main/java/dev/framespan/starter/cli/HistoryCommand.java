package dev.framespan.starter.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.render.FilmWorkflows;
import dev.framespan.starter.state.FilmServerLookup;
import dev.framespan.starter.temporal.RecordedHistory;
import dev.framespan.starter.temporal.TemporalConnection;
import dev.framespan.workflows.payload.Payloads;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code framespan history}. */
@Command(
        name = "history",
        sortOptions = false,
        description = {
            "Write what a film's workflow has left in Temporal's memory, as JSON and nothing else: a test replays it, and says"
                    + " whether changed code can go on with it.",
            "A server keeps it for as long as it keeps the workflow. The one that a render brings along ends with it, and its"
                    + " films leave none."
        })
final class HistoryCommand extends FilmCommand {
    @Option(
            names = "--workflow",
            paramLabel = "ID",
            description = "That of another workflow of the film: a scene's or a shot's, by the id that Temporal shows.")
    private String workflow;

    HistoryCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(String film, Store store, FilmServerLookup servers) {
        TemporalConnection connection = servers.of(film).orElseThrow(() -> {
            known(store, servers);
            return UserError.refused("no server remembers the film " + film
                    + ": films of a render without a Temporal server leave no history when it ends; for one that was made on a"
                    + " server, say which with --temporal");
        });
        String id = new FilmWorkflows(connection.client(), store)
                .find(film)
                .orElseThrow(() -> UserError.refused("the server does not know the film " + film
                        + ", or has forgotten it: it keeps what has ended for as long as it was told to"))
                .getExecution()
                .getWorkflowId();
        if (workflow != null && !workflow.equals(id) && !workflow.startsWith(id + "/")) {
            throw UserError.refused(
                    workflow + " is no workflow of the film " + film + ": their ids begin with " + id + "/");
        }
        String asked = workflow == null ? id : workflow;
        String history = RecordedHistory.json(connection.client(), asked)
                .orElseThrow(() -> UserError.refused("the server knows no workflow " + asked));
        try {
            console.json(Payloads.json().readTree(history));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return ExitCode.DONE;
    }
}

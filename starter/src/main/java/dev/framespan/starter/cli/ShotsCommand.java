package dev.framespan.starter.cli;

import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.progress.DurationText;
import dev.framespan.starter.progress.ItemView;
import dev.framespan.starter.progress.MoneyText;
import dev.framespan.starter.render.FilmWorkflows;
import dev.framespan.starter.state.FilmServerLookup;
import dev.framespan.starter.temporal.TemporalConnection;
import dev.framespan.workflows.film.FilmStatus;
import dev.framespan.workflows.studio.Item;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code framespan shots}. */
@Command(
        name = "shots",
        sortOptions = false,
        description =
                "Say of every keyframe and shot of a film how it stands, what it cost, what it waits for, and since when.")
final class ShotsCommand extends FilmCommand {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    @Option(names = "--json", description = "One JSON object a line in place of words.")
    private boolean json;

    ShotsCommand(Console console) {
        super(console);
    }

    @Override
    ExitCode run(String film, Store store, FilmServerLookup servers) {
        Optional<List<Item>> items = servers.of(film).flatMap(connection -> items(film, store, connection));
        if (items.isEmpty()) {
            known(store, servers)
                    .lastEnd()
                    .ifPresentOrElse(
                            end -> {
                                end.report().stops().forEach(stop -> console.result(stop.words()));
                                console.say("the film " + film + " is not at work"
                                        + (end.report().stops().isEmpty() ? "; its receipt tells of each shot" : ""));
                            },
                            () -> console.say("the film " + film + " is not at work"));
            return ExitCode.DONE;
        }
        if (json) {
            items.get().forEach(item -> console.json(object(item)));
        } else {
            show(items.get());
        }
        return items.get().stream().anyMatch(item -> item.state() == Item.State.PARKED)
                ? ExitCode.WAITS
                : ExitCode.DONE;
    }

    private static Optional<List<Item>> items(String film, Store store, TemporalConnection connection) {
        FilmWorkflows films = new FilmWorkflows(connection.client(), store);
        Optional<WorkflowExecutionDescription> run = films.find(film).filter(FilmWorkflows::isAtWork);
        if (run.isEmpty()) {
            return Optional.empty();
        }
        WorkflowStub workflow = connection
                .client()
                .newUntypedWorkflowStub(run.get().getExecution().getWorkflowId());
        CompletableFuture<FilmStatus> asked =
                CompletableFuture.supplyAsync(() -> films.items().of(workflow));
        try {
            return Optional.of(asked.get(TIMEOUT.toSeconds(), TimeUnit.SECONDS).items());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UserError.failed("interrupted before the film answered");
        } catch (ExecutionException | TimeoutException e) {
            throw UserError.failed("no worker of the film " + film + " answers");
        }
    }

    private void show(List<Item> items) {
        Table table = new Table("lllrl");
        for (Item item : items) {
            ItemView view = ItemView.of(item);
            table.row(
                    view.place(),
                    item.id(),
                    item.since() == null ? "" : DurationText.words(Duration.between(item.since(), Instant.now())),
                    item.take() == null ? "" : MoneyText.words(item.take().countedUsd()),
                    view.words());
        }
        table.lines().forEach(console::result);
    }

    private static Map<String, Object> object(Item item) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("kind", ItemView.of(item).place());
        object.put("id", item.id());
        object.put("state", item.state().name().toLowerCase(Locale.ROOT));
        if (item.take() != null) {
            object.put("usd", item.take().countedUsd());
            object.put("sha256", item.take().original().sha256());
        }
        if (item.stop() != null) {
            object.put("stop", item.stop());
        }
        if (item.since() != null) {
            object.put("since", item.since().toString());
        }
        return object;
    }
}

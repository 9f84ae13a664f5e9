package dev.framespan.starter.cli;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.delivery.Delivery;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.follow.FollowResult;
import dev.framespan.starter.progress.MoneyText;
import dev.framespan.starter.render.RenderRequest;
import dev.framespan.starter.temporal.TemporalServer;
import dev.framespan.workflows.asset.FrameRate;
import dev.framespan.workflows.film.FilmReport;
import dev.framespan.workflows.film.Receipt;
import dev.framespan.workflows.film.Settlement;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Realm;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.studio.FilmOutcome;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says how a render has ended, delivers what it has made, and finds the exit code. */
final class RenderReport {
    private final Console console;
    private final RenderOptions options;
    private final Store store;
    private final Delivery delivery;

    RenderReport(Console console, RenderOptions options, Store store, Delivery delivery) {
        this.console = console;
        this.options = options;
        this.store = store;
        this.delivery = delivery;
    }

    int of(RenderRequest request, FollowResult followed, int interrupted) {
        if (followed instanceof FollowResult.Ended ended) {
            return of(request, ended.report());
        }
        if (followed instanceof FollowResult.Waits waits) {
            return waits(request, waits);
        }
        if (followed instanceof FollowResult.Interrupted) {
            return interrupted;
        }
        String reason =
                followed instanceof FollowResult.Failed failed ? failed.reason() : "no process makes it any more";
        Optional<Settlement> settlement = settlement(request.film());
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("message", reason);
        settlement.ifPresent(settled -> facts.put("settlement", settled));
        event("failed", request, facts);
        Table rows = new Table("ll");
        settlement.ifPresent(settled -> SettlementRows.add(rows, settled));
        rows.lines().forEach(console::tell);
        console.say("the film " + request.film() + " was not made: " + reason + ". What was bought is kept: " + again()
                + " goes on from there");
        return ExitCode.FAILED.number();
    }

    /** A workflow that was cancelled hands no report over; it has left one in the store. */
    private Optional<Settlement> settlement(String film) {
        try {
            FilmFolder folder = new FilmFolder(store);
            Optional<FilmFolder.Beginning> beginning = folder.beginning(film);
            return folder.end(film)
                    .filter(end -> beginning.isPresent() && end.ends(beginning.get()))
                    .flatMap(end -> SettlementRows.of(store, end));
        } catch (IOException e) {
            throw UserError.unreadable(store.place(), e);
        }
    }

    void detached(RenderRequest request) {
        event("detached", request, Map.of());
        if (!options.quiet() && !options.json()) {
            console.say("the film " + request.film() + " is being made by the workers of " + options.server() + "; "
                    + again() + " follows and delivers it, " + new NextCommands(options).status(request.film())
                    + " shows it");
        }
    }

    private int of(RenderRequest request, FilmReport result) {
        Receipt receipt = receipt(result);
        if (result.outcome() == FilmOutcome.DONE) {
            delivery.deliver(store, result);
            delivered(request, result, receipt);
            return ExitCode.DONE.number();
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("outcome", result.outcome());
        RealmJson.put(facts, receipt.realm());
        facts.put("stops", result.stops());
        facts.put("spentUsd", receipt.spentUsd());
        putUnpriced(facts, receipt);
        facts.put("receipt", store.local().relativize(file(result)).toString());
        event("result", request, facts);
        stopped(request, result, receipt);
        return (result.outcome() == FilmOutcome.WAITS ? ExitCode.WAITS : ExitCode.FAILED).number();
    }

    private void delivered(RenderRequest request, FilmReport result, Receipt receipt) {
        List<Path> films = delivery.films(result);
        // Of several films the receipt describes the first.
        Optional<Double> seconds = films.size() > 1
                ? Optional.empty()
                : Optional.ofNullable(receipt.picture()).map(RenderReport::seconds);
        if (options.json()) {
            Map<String, Object> facts = new LinkedHashMap<>();
            facts.put("outcome", FilmOutcome.DONE);
            RealmJson.put(facts, receipt.realm());
            if (films.size() == 1) {
                facts.put("picture", films.get(0).toString());
            } else {
                facts.put("pictures", films.stream().map(Path::toString).toList());
            }
            facts.put("receipt", delivery.receipt().toString());
            if (films.size() == 1) {
                facts.put("contactSheet", delivery.contactSheet().toString());
            }
            if (films.size() == 1 && result.joinsPage() != null) {
                facts.put("joins", delivery.joins().toString());
                facts.put("joinsPage", delivery.joinsPage().toString());
            }
            seconds.ifPresent(length -> facts.put("seconds", Math.round(length * 1000) / 1000.0));
            facts.put("spentUsd", receipt.spentUsd());
            facts.put("totalUsd", receipt.totalUsd());
            putUnpriced(facts, receipt);
            event("result", request, facts);
            return;
        }
        String cost = MoneyText.words(receipt.totalUsd());
        String bought = receipt.spentUsd().compareTo(receipt.totalUsd()) == 0
                ? ""
                : ", " + MoneyText.words(receipt.spentUsd()) + " of it now";
        List<Path> files = films.isEmpty() ? List.of(delivery.receipt()) : films;
        files.subList(0, files.size() - 1).forEach(file -> console.result(file.toString()));
        console.result(files.get(files.size() - 1) + "  "
                + seconds.map(length -> String.format(java.util.Locale.ROOT, "%.1f s", length) + "  ")
                        .orElse("")
                + cost + bought + unpriced(receipt)
                + (receipt.realm().equals(Realm.SIMULATOR) ? " (simulated, nothing was paid)" : ""));
    }

    /** The film stays open on its server. */
    private int waits(RenderRequest request, FollowResult.Waits waits) {
        List<Stop> stops = waits.stops();
        Map<String, Object> facts = new LinkedHashMap<>(Map.of("stops", stops));
        if (!waits.awaited().isEmpty()) {
            facts.put("awaits", waits.awaited());
        }
        event("waits", request, facts);
        stops.forEach(stop -> {
            console.tell(stop.words());
            console.tell("  " + String.join(" | ", new NextCommands(options).answers(request.film(), stop)));
        });
        String resume = new NextCommands(options).resume(request.film());
        if (waits.paused() && !stops.isEmpty()) {
            console.tell("and it is paused: nothing new is begun before " + resume);
        }
        if (!waits.awaited().isEmpty()) {
            console.tell("its workflow waits for " + waits.awaited()
                    + ", which it is told by an Update or a signal of its own");
        }
        console.say("the film " + request.film()
                + (stops.isEmpty()
                        ? waits.awaited().isEmpty()
                                ? " is paused; " + resume + " goes on with it"
                                : " stays open; " + again() + " follows it on"
                        : " stays open and waits for you; one of the commands above answers each, and " + again()
                                + " follows it on"));
        return ExitCode.WAITS.number();
    }

    private static void putUnpriced(Map<String, Object> facts, Receipt receipt) {
        if (receipt.unpriced() != null) {
            facts.put("unpriced", receipt.unpriced());
        }
    }

    private static String unpriced(Receipt receipt) {
        return receipt.unpriced() == null ? "" : ", " + MoneyText.unpriced(receipt.unpriced());
    }

    private void stopped(RenderRequest request, FilmReport result, Receipt receipt) {
        result.stops().forEach(stop -> console.tell(stop.words()));
        if (result.trouble() != null) {
            console.tell((request.run() == null ? "the clips could not be joined: " : "") + result.trouble());
        }
        String spent = receipt.spentUsd().signum() == 0
                ? ""
                : "; " + MoneyText.words(receipt.spentUsd()) + " was spent, and what it bought is kept";
        spent += unpriced(receipt);
        RemedySummary remedies = request.run() == null
                ? new RemedySummary(result.stops(), again(), raised(request, receipt))
                : new RemedySummary(
                        result.stops(),
                        again(),
                        raised(request, receipt),
                        "in the workflow or its input and run it again");
        console.say("the film " + request.film()
                + (result.outcome() == FilmOutcome.WAITS
                        ? " waits for you, all else that could be made is finished" + spent + ". "
                                + remedies.ofWaiting()
                        : " was not made" + spent + ". " + remedies.ofFailed()));
    }

    /** The command that sets a budget under which everything that was not made for want of one is made; empty where that is large enough. */
    private String raised(RenderRequest request, Receipt receipt) {
        if (receipt.stops().stream().noneMatch(stop -> stop.kind() == FailureKind.BUDGET)) {
            return "";
        }
        if (request.isRun()) {
            return new NextCommands(options).budget(request.film()) + " sets a larger budget";
        }
        try {
            // The operator may have raised it while the film was made, and so may a render that joined it.
            FilmFolder.Beginning begun =
                    new FilmFolder(store).beginning(request.film()).orElse(request.beginning());
            BudgetCheck check = BudgetCheck.ofMade(
                    store,
                    request.film(),
                    receipt.realm(),
                    FilmBudget.of(store, request.film(), begun.budgetUsd()),
                    unbegunUsd(request, receipt));
            if (!check.exceeds()) {
                // What was refused or failed since has made room.
                return "";
            }
            return new NextCommands(options).budget(request.film(), check.sufficientUsd()) + " raises its budget by "
                    + MoneyText.words(check.raiseUsd());
        } catch (IOException e) {
            throw UserError.unreadable(store.place(), e);
        }
    }

    /** The price of all that has not begun and is not stopped for another reason than the budget. */
    private static BigDecimal unbegunUsd(RenderRequest request, Receipt receipt) {
        Set<String> stopped = receipt.stops().stream()
                .filter(stop -> stop.kind() != FailureKind.BUDGET)
                .map(Stop::id)
                .collect(Collectors.toSet());
        return Stream.concat(receipt.keyframes().stream(), receipt.shots().stream())
                .filter(entry -> entry.sha256() == null && !stopped.contains(entry.id()))
                .map(entry -> request.prices().getOrDefault(entry.id(), BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Says what Ctrl-C leaves, and how to go on. */
    void leave(RenderRequest request) {
        event("interrupted", request, Map.of());
        if (options.json()) {
            return;
        }
        String film = request.film();
        String left = options.server() instanceof TemporalServer.Remote
                ? "the film " + film + " goes on without you; " + again() + " follows and delivers it, "
                        + new NextCommands(options).cancel(film) + " ends it"
                : "leaving the film " + film + " as it is: what was bought is kept, what is at the provider goes on"
                        + " there. " + again() + " continues, and pays for nothing twice";
        console.tell("");
        console.say(left);
    }

    private Receipt receipt(FilmReport result) {
        try {
            return Payloads.json().readValue(store.bytes(result.receipt()), Receipt.class);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private Path file(FilmReport result) {
        try {
            return store.file(result.receipt());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private UserError unreadable(IOException e) {
        return UserError.failed(
                store.place() + ": the film's receipt cannot be read (" + IoReason.of(e)
                        + "): worker and render need the same store, see --store",
                e);
    }

    private void event(String kind, RenderRequest request, Map<String, ?> facts) {
        if (options.json()) {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("event", kind);
            event.put("film", request.film());
            event.putAll(facts);
            console.json(event);
        }
    }

    private static double seconds(Receipt.Picture picture) {
        return FrameRate.parse(picture.rate()).duration(picture.frames());
    }

    /** The same command, to be typed again. */
    private String again() {
        return new NextCommands(options).render();
    }
}

package dev.framespan.starter.cli;

import dev.framespan.activities.film.Decisions;
import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.Reason;
import dev.framespan.film.FilmInput;
import dev.framespan.film.Plan;
import dev.framespan.starter.account.Provider;
import dev.framespan.starter.exit.Complaint;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.film.Commission;
import dev.framespan.starter.film.Delivery;
import dev.framespan.starter.film.StorePlace;
import dev.framespan.starter.progress.Dollars;
import dev.framespan.starter.settings.Settings;
import dev.framespan.starter.temporal.TemporalServer;
import dev.framespan.storyboard.Checked;
import dev.framespan.storyboard.Estimate;
import dev.framespan.storyboard.PictureSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Everything about a render that comes before money is spent; then the film. */
final class RenderJob {
    private final Console console;
    private final RenderWish wish;
    private final Settings settings;

    RenderJob(Console console, RenderWish wish, Settings settings) {
        this.console = console;
        this.wish = wish;
        this.settings = settings;
    }

    int run() {
        Provider provider = Provider.of(settings);
        boolean embedded = wish.server() instanceof TemporalServer.Embedded;
        if (provider instanceof Provider.BuiltIn && embedded) {
            say("no KLING_API_KEY: nothing is bought, the built-in simulator plays the provider");
        }
        StoryboardDesk desk = new StoryboardDesk(settings.framespan());
        Checked checked = desk.check(wish.storyboard());
        if (!checked.isSound()) {
            return refuse(checked);
        }
        show(checked);
        String film = checked.storyboard().id();
        Delivery delivery = new Delivery(wish.out().orElseGet(() -> Path.of("out", film)));
        needBudget(checked.estimate());
        needVisiblePictures(checked, provider);
        needKnown(wish.rebuy(), checked);
        delivery.needRoom();
        if (provider instanceof Provider.Paid && !wish.yes() && !new Question(console).mayBuy(checked.estimate())) {
            console.say("nothing was bought");
            return ExitCode.REFUSED.number();
        }
        DirectoryStore store = DirectoryStore.open(StorePlace.beside(wish.storyboard(), wish.store()));
        Commission commission = commission(desk.plan(checked, store), checked, store);
        decide(store, film);
        return Application.run(
                wish.debug(), (kling, framespan) -> new FilmMaking(console, wish, provider, framespan, store, delivery)
                        .make(commission));
    }

    private int refuse(Checked checked) {
        if (wish.json()) {
            console.json(CheckedJson.of(checked));
        }
        checked.faults().forEach(fault -> console.tell(fault.toString()));
        console.say(StoryboardDesk.refusal(checked));
        return ExitCode.REFUSED.number();
    }

    private void show(Checked checked) {
        if (wish.json()) {
            console.json(CheckedJson.of(checked));
        } else if (!wish.quiet()) {
            checked.warnings().forEach(warning -> console.tell(warning.toString()));
            EstimateTable.of(checked.storyboard(), checked.estimate()).forEach(line -> console.tell("  " + line));
        }
    }

    private void say(String message) {
        if (!wish.quiet() && !wish.json()) {
            console.say(message);
        }
    }

    private static void needBudget(Estimate estimate) {
        if (estimate.exceeds()) {
            throw Complaint.refused(
                    "this film costs " + Dollars.words(estimate.total().rounded()) + ", "
                            + Dollars.words(estimate.excess().orElseThrow()) + " above its budget of "
                            + Dollars.words(estimate.budgetUsd())
                            + ": raise budget_usd, or make it shorter or smaller; nothing was bought");
        }
    }

    /** A provider elsewhere fetches pictures by their URL; pictures of this disk have none without help. */
    private void needVisiblePictures(Checked checked, Provider provider) {
        if (provider.isLoopback() || settings.framespan().publicUrl().isPresent()) {
            return;
        }
        String unseen = new TreeSet<>(checked.pictures().entrySet().stream()
                        .filter(entry -> entry.getValue() instanceof PictureSource.File)
                        .map(Map.Entry::getKey)
                        .toList())
                .stream()
                        .map(id -> id + " ("
                                + checked.storyboard().keyframes().get(id).image() + ")")
                        .collect(Collectors.joining(", "));
        if (!unseen.isEmpty()) {
            throw Complaint.refused("the provider could not see " + unseen
                    + ": set FRAMESPAN_PUBLIC_URL to an address at which this system's pictures can be fetched,"
                    + " or put the pictures on the web and write their https URLs; nothing was bought");
        }
    }

    private void needKnown(List<String> ids, Checked checked) {
        List<String> known = new ArrayList<>();
        checked.estimate().keyframes().stream()
                .filter(row -> row.origin() != Estimate.Origin.OWN)
                .forEach(row -> known.add(row.id()));
        checked.estimate().shots().forEach(row -> known.add(row.id()));
        for (String id : ids) {
            if (!known.contains(id)) {
                throw Complaint.refused("--rebuy " + id + ": " + wish.storyboard()
                        + " buys no shot or keyframe of this id; it buys " + String.join(", ", known));
            }
        }
    }

    private Commission commission(StoryboardDesk.Planned planned, Checked checked, DirectoryStore store) {
        Plan plan = planned.plan();
        FilmFolder.Beginning beginning = new FilmFolder.Beginning(
                plan.film(),
                plan.title(),
                wish.storyboard().toAbsolutePath().normalize().toString(),
                planned.asset(),
                plan.shots().size(),
                checked.estimate().total().rounded(),
                Instant.now());
        return new Commission(
                beginning,
                new FilmInput(plan.film(), store.id(), planned.asset()),
                checked.estimate().total().rounded(),
                checked.estimate().prices(),
                !wish.rebuy().isEmpty());
    }

    private void decide(DirectoryStore store, String film) {
        Decisions decisions = new Decisions(store);
        for (String id : new TreeSet<>(wish.rebuy())) {
            try {
                decisions.rebuy(film, id, Instant.now());
            } catch (IOException e) {
                throw Complaint.failed(
                        store.root() + ": the decision about " + id + " cannot be written (" + Reason.of(e) + ")", e);
            }
        }
    }
}

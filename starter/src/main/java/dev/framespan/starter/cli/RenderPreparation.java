package dev.framespan.starter.cli;

import dev.framespan.activities.film.BudgetDecisions;
import dev.framespan.activities.film.Decisions;
import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.store.IoReason;
import dev.framespan.starter.account.ProviderChoice;
import dev.framespan.starter.components.CommandChoices;
import dev.framespan.starter.delivery.Delivery;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.progress.MoneyText;
import dev.framespan.starter.progress.TerminalProgress;
import dev.framespan.starter.render.RenderRequest;
import dev.framespan.starter.render.WorkerTerms;
import dev.framespan.starter.store.StoreLocation;
import dev.framespan.starter.temporal.TemporalServer;
import dev.framespan.workflows.asset.Sha256;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.film.FilmInput;
import dev.framespan.workflows.film.Plan;
import dev.framespan.workflows.generation.Realm;
import dev.framespan.workflows.storyboard.Estimate;
import dev.framespan.workflows.storyboard.Storyboard;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import dev.framespan.workflows.terms.Terms;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Everything about a render that comes before money is spent; then the film. */
final class RenderPreparation {
    private final Console console;
    private final RenderOptions options;
    private final Settings settings;
    private final UrlCheck urls;

    RenderPreparation(Console console, RenderOptions options, Settings settings) {
        this.console = console;
        this.options = options;
        this.settings = settings;
        this.urls = new UrlCheck(console, options);
    }

    int run() {
        ProviderChoice provider = CommandApplication.component(ProviderChoice.class);
        boolean embedded = options.server() instanceof TemporalServer.Embedded;
        if (embedded) {
            say(
                    provider instanceof ProviderChoice.Paid paid
                            ? "KLING_API_KEY is set: the provider at "
                                    + paid.account().baseUrl() + " is paid"
                            : "no KLING_API_KEY: nothing is bought, the built-in simulator plays the provider");
        }
        StoryboardLoader loader = new StoryboardLoader(settings.catalogue());
        CheckResult checked = loader.check(options.storyboard());
        if (!checked.isFaultless()) {
            return refuse(checked);
        }
        show(checked);
        String film = checked.storyboard().id();
        Delivery delivery = new Delivery(options.out().orElseGet(() -> Path.of("out", film)));
        requireKnown(options.rebuy(), checked);
        delivery.requireWritable();
        return embedded ? embedded(provider, loader, checked, delivery) : remote(provider, loader, checked, delivery);
    }

    private int embedded(ProviderChoice provider, StoryboardLoader loader, CheckResult checked, Delivery delivery) {
        boolean showsPictures =
                provider.isLocal() || settings.framespan().publicUrl().isPresent();
        PurchaseConfirmation.requireSeen(checked, showsPictures);
        requireBudgetOfNew(checked.estimate());
        DirectoryStore store = store();
        CheckResult seen = urls.check(loader, checked, store);
        if (!seen.isFaultless()) {
            return refuse(seen);
        }
        PlannedFilm film = planned(loader, seen, store, provider.realm());
        tell(checked.estimate(), film.price());
        boolean paid = provider instanceof ProviderChoice.Paid;
        if (!new PurchaseConfirmation(console, options.yes()).given(left(film, store, seen), paid)) {
            return ExitCode.REFUSED.number();
        }
        RenderRequest request = request(loader, seen, film, store, provider.realm());
        decide(store, request.film());
        return new FilmRun(console, options, store, delivery).embedded(request);
    }

    /** Where nothing can be had already and no length is open, a film above its budget leaves no store behind. */
    private void requireBudgetOfNew(Estimate estimate) {
        Path place = StoreLocation.beside(options.storyboard(), options.store());
        boolean isNew = settings.inStore(options.store(), () -> DirectoryStore.openExisting(place))
                .isEmpty();
        if (isNew && !estimate.atMost()) {
            PurchaseConfirmation.requireBudget(estimate);
        }
    }

    private DirectoryStore store() {
        Path place = StoreLocation.beside(options.storyboard(), options.store());
        DirectoryStore store = settings.inStore(options.store(), () -> DirectoryStore.open(place));
        CommandApplication.component(CommandChoices.class).choose(store, options.server(), options.speed());
        return store;
    }

    /** Workers elsewhere will pay, by their prices: they are asked before the operator is. */
    private int remote(ProviderChoice provider, StoryboardLoader loader, CheckResult checked, Delivery delivery) {
        DirectoryStore store = store();
        String realm = provider instanceof ProviderChoice.Paid ? provider.realm() : null;
        CheckResult seen = urls.check(loader, checked, store);
        if (!seen.isFaultless()) {
            return refuse(seen);
        }
        RenderRequest unpriced = request(loader, seen, planned(loader, seen, store, null), store, realm);
        return new FilmRun(console, options, store, delivery).remote(unpriced, connection -> {
            say("asking the workers on " + options.server() + " who will be paid");
            Terms terms = new WorkerTerms(connection, store).ask(provider);
            return confirmed(terms, provider, loader, checked, store);
        });
    }

    private Optional<RenderRequest> confirmed(
            Terms terms, ProviderChoice provider, StoryboardLoader loader, CheckResult checked, DirectoryStore store) {
        requireConsentToSpend(terms, provider);
        boolean paid = !terms.realm().equals(Realm.SIMULATOR);
        say("the workers on " + options.server()
                + (paid
                        ? " pay " + terms.realm() + " (" + terms.provider() + ")"
                        : " pay nothing: the simulator at " + terms.provider() + " plays the provider"));
        StoryboardLoader workersLoader = new StoryboardLoader(catalogue(terms, store));
        boolean same = workersLoader.catalogue().equals(loader.catalogue());
        CheckResult priced = same ? checked : workersLoader.check(options.storyboard());
        if (!priced.isFaultless()) {
            say("the workers' catalogue is another one than this command's");
            refuse(priced);
            return Optional.empty();
        }
        if (!same) {
            say("the workers' catalogue is another one than this command's; by their prices:");
            show(priced);
        }
        PurchaseConfirmation.requireSeen(priced, terms.showsPictures());
        CheckResult seen = urls.check(workersLoader, priced, store);
        if (!seen.isFaultless()) {
            refuse(seen);
            return Optional.empty();
        }
        PlannedFilm film = planned(workersLoader, seen, store, terms.realm());
        tell(priced.estimate(), film.price());
        if (!new PurchaseConfirmation(console, options.yes()).given(left(film, store, seen), paid)) {
            return Optional.empty();
        }
        decide(store, seen.storyboard().id());
        return Optional.of(request(workersLoader, seen, film, store, terms.realm()));
    }

    /** Without a key of its own a command spends money only where the operator says so. */
    private void requireConsentToSpend(Terms terms, ProviderChoice provider) {
        boolean spends =
                provider instanceof ProviderChoice.BuiltIn && !terms.realm().equals(Realm.SIMULATOR);
        if (spends && !options.yes() && !TerminalProgress.isAnswerable()) {
            throw UserError.refused(
                    "this command has no KLING_API_KEY, and the workers on " + options.server() + " pay "
                            + terms.realm()
                            + ": say --yes to spend that money, or start a worker without a key, which has the simulator;"
                            + " nothing was started");
        }
    }

    private static Catalogue catalogue(Terms terms, DirectoryStore store) {
        try {
            return Catalogue.ofJson(Files.readAllBytes(store.file(terms.catalogue())));
        } catch (IOException e) {
            throw UserError.failed(
                    store.root() + ": the workers' catalogue cannot be read (" + IoReason.of(e)
                            + "): worker and render need the same store, see --store",
                    e);
        }
    }

    private int refuse(CheckResult checked) {
        if (options.json()) {
            console.json(CheckedJson.of(checked));
        }
        checked.faults().forEach(fault -> console.tell(fault.toString()));
        console.say(StoryboardLoader.refusal(checked));
        return ExitCode.REFUSED.number();
    }

    private void show(CheckResult checked) {
        urls.said(checked);
        if (options.json()) {
            console.json(CheckedJson.of(checked));
        } else if (!options.quiet()) {
            checked.warnings().forEach(warning -> console.tell(warning.toString()));
            EstimateTable.of(checked.storyboard(), checked.estimate()).forEach(line -> console.tell("  " + line));
        }
    }

    private void say(String message) {
        if (!options.quiet() && !options.json()) {
            console.say(message);
        }
    }

    private void requireKnown(List<String> ids, CheckResult checked) {
        List<String> known = new ArrayList<>();
        checked.estimate().keyframes().stream()
                .filter(row -> row.origin() != Estimate.Origin.OWN && row.origin() != Estimate.Origin.FRAME)
                .forEach(row -> known.add(row.id()));
        checked.estimate().shots().forEach(row -> known.add(row.id()));
        for (String id : ids) {
            if (!known.contains(id)) {
                throw UserError.refused("--rebuy " + id + ": " + options.storyboard()
                        + " buys no shot or keyframe of this id; it buys " + String.join(", ", known));
            }
        }
    }

    /** What is left to pay, under the budget that counts. */
    private static Estimate left(PlannedFilm film, DirectoryStore store, CheckResult checked) {
        return film.price().left().budgetUsd(budgetUsd(store, checked));
    }

    private record PlannedFilm(StoryboardLoader.Planned planned, FilmPrice price) {}

    /** @param realm of the provider that is paid; null where that is not known yet, and nothing counts as had */
    private static PlannedFilm planned(
            StoryboardLoader loader, CheckResult checked, DirectoryStore store, String realm) {
        StoryboardLoader.Planned planned = loader.plan(checked, store);
        return new PlannedFilm(planned, loader.price(checked, planned.plan(), store, realm));
    }

    /** What the plan has shown beyond what was said before it: how long videos behind URLs are, and what is had already. */
    private void tell(Estimate said, FilmPrice price) {
        Estimate left = price.left();
        if (left.total().equals(said.total()) && !said.atMost()) {
            return;
        }
        if (options.json()) {
            console.json(Map.of(
                    "event", "price",
                    "wholeUsd", price.whole().total().usd(),
                    "priceUsd", left.total().usd(),
                    "had", left.had()));
            return;
        }
        if (options.quiet()) {
            return;
        }
        if (said.atMost()) {
            console.tell("  by the length of its videos the film costs "
                    + MoneyText.words(price.whole().total().usd()));
        }
        if (left.had() > 0) {
            console.tell("  " + left.had() + " of " + (left.had() + left.keyframesBought() + left.clipsBought())
                    + " stills and clips are had already; "
                    + MoneyText.words(left.total().usd()) + " is left to pay");
        }
    }

    /** @param realm of the provider that is paid; null where this command does not care who is */
    private RenderRequest request(
            StoryboardLoader loader, CheckResult checked, PlannedFilm film, DirectoryStore store, String realm) {
        Plan plan = film.planned().plan();
        Estimate whole = film.price().whole();
        FilmFolder.Beginning beginning = new FilmFolder.Beginning(
                plan.film(),
                plan.title(),
                options.storyboard().toAbsolutePath().normalize().toString(),
                film.planned().asset(),
                plan.shots().size(),
                whole.total().usd(),
                Instant.now());
        return new RenderRequest(
                beginning.budgetUsd(checked.storyboard().budgetUsd()),
                new FilmInput(
                        plan.film(),
                        store.id(),
                        film.planned().asset(),
                        realm,
                        budgetUsd(store, checked),
                        Sha256.hex(Sha256.digest().digest(loader.catalogue().toJson()))),
                whole.prices(),
                !options.rebuy().isEmpty());
    }

    /** As the operator has decided, else as the storyboard says; null for no limit. */
    private static BigDecimal budgetUsd(DirectoryStore store, CheckResult checked) {
        Storyboard storyboard = checked.storyboard();
        try {
            return new BudgetDecisions(store)
                    .of(storyboard.id(), storyboard.budgetUsd())
                    .orElse(null);
        } catch (IOException e) {
            throw UserError.unreadable(store.root(), e);
        }
    }

    private void decide(DirectoryStore store, String film) {
        Decisions decisions = new Decisions(store);
        for (String id : new TreeSet<>(options.rebuy())) {
            try {
                decisions.rebuy(film, id, Instant.now());
            } catch (IOException e) {
                throw UserError.failed(
                        store.root() + ": the decision about " + id + " cannot be written (" + IoReason.of(e) + ")", e);
            }
        }
    }
}

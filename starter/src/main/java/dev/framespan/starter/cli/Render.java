package dev.framespan.starter.cli;

import dev.framespan.activities.store.Store;
import dev.framespan.starter.account.ProviderChoice;
import dev.framespan.starter.delivery.Delivery;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.render.RenderRequest;
import dev.framespan.starter.render.WorkerTerms;
import dev.framespan.starter.temporal.TemporalConnection;
import dev.framespan.worker.tracing.Tracing;
import dev.framespan.workflows.generation.ProviderRealms;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a render does, in this order: check, plan, price, ask, make. Nothing is bought before the operator's word. */
final class Render {
    private final Console console;
    private final RenderOptions options;
    private final Settings settings;
    private final PriceNotice notice;
    private final RebuyDecisions rebuy;
    private final PurchaseConfirmation confirmation;
    private final UrlCheck urls;
    private final RenderPlace place;

    Render(Console console, RenderOptions options, Settings settings) {
        this.console = console;
        this.options = options;
        this.settings = settings;
        this.notice = new PriceNotice(console, options);
        this.rebuy = new RebuyDecisions(options);
        this.confirmation = new PurchaseConfirmation(console, options);
        this.urls = new UrlCheck(console, options);
        this.place = new RenderPlace(options, settings, notice);
    }

    int run() {
        place.requireSharedServer();
        ProviderChoice provider = CommandApplication.component(ProviderChoice.class);
        if (options.hostsWorker()) {
            place.introduce(provider);
        }
        StoryboardLoader loader = loader();
        CheckResult checked = loader.check(options.file());
        if (!checked.isFaultless()) {
            return notice.refuse(checked);
        }
        notice.show(checked, budget(checked));
        urls.said(checked);
        sayLeftOut(checked);
        Delivery delivery = new Delivery(options.out()
                .orElseGet(() -> Path.of("out", checked.storyboard().id())));
        rebuy.requireKnown(checked);
        delivery.requireWritable();
        try (Tracing.Running film = CommandApplication.component(Tracing.class).begin("render")) {
            return options.hostsWorker()
                    ? here(provider, loader, checked, delivery)
                    : remote(provider, loader, checked, delivery);
        }
    }

    /** One that goes by what the operator has decided about single shots. */
    private StoryboardLoader loader() {
        StoryboardLoader loader = new StoryboardLoader(settings.catalogue());
        return place.held().map(store -> loader.decided(options.file(), store)).orElse(loader);
    }

    private void sayLeftOut(CheckResult checked) {
        String film = checked.storyboard().id();
        List<String> without = place.held()
                .map(store -> new SkippedShots(store, film).of(options.file()))
                .orElse(List.of());
        if (!without.isEmpty()) {
            notice.say("left out, as you have decided: " + String.join(", ", without) + "; framespan retake " + film
                    + " " + without.get(0) + " has it made after all");
        }
    }

    /** The budget that holds, before a store is made. */
    private FilmBudget budget(CheckResult checked) {
        return place.held()
                .map(store -> FilmBudget.of(store, checked.storyboard()))
                .orElseGet(() -> FilmBudget.of(checked.storyboard()));
    }

    private int here(ProviderChoice provider, StoryboardLoader loader, CheckResult checked, Delivery delivery) {
        boolean showsPictures =
                provider.isLocal() || settings.framespan().publicUrl().isPresent();
        ModelMakers.require(checked.estimate(), loader.catalogue(), provider.realms());
        notice.makers(checked.estimate(), loader.catalogue(), provider.realms());
        PurchaseConfirmation.requireSeen(checked, showsPictures);
        if (place.held().isEmpty()) {
            confirmation.requireBudgetOfNew(checked);
        }
        Store store = place.open();
        CheckResult seen = urls.check(loader, checked, store);
        if (!seen.isFaultless()) {
            return notice.refuse(seen);
        }
        PlannedFilm film = planned(loader, seen, store, provider.realms());
        notice.show(checked.estimate(), film);
        if (!confirmation.given(
                film,
                provider instanceof ProviderChoice.Paid,
                settings.providers().haveDaysLimit())) {
            return ExitCode.REFUSED.number();
        }
        place.startServer();
        rebuy.write(film.plan().film(), store);
        return new FilmRun(console, options, store, delivery).here(film.request(options, provider.realm()));
    }

    private PlannedFilm planned(StoryboardLoader loader, CheckResult checked, Store store, ProviderRealms realms) {
        return PlannedFilm.of(
                loader, checked, store, realms, rebuy.of(checked.storyboard().id(), store));
    }

    /** Workers elsewhere will pay, by their prices: they are asked before the operator is. */
    private int remote(ProviderChoice provider, StoryboardLoader loader, CheckResult checked, Delivery delivery) {
        Store store = place.open();
        String realm = provider instanceof ProviderChoice.Paid ? provider.realm() : null;
        CheckResult seen = urls.check(loader, checked, store);
        if (!seen.isFaultless()) {
            return notice.refuse(seen);
        }
        RenderRequest wanted = planned(loader, seen, store, null).request(options, realm);
        place.startServer();
        return new FilmRun(console, options, store, delivery)
                .remote(wanted, connection -> confirmed(connection, provider, loader, checked, store));
    }

    /** Empty where the operator, or the workers' catalogue, says no. */
    private Optional<RenderRequest> confirmed(
            TemporalConnection connection,
            ProviderChoice provider,
            StoryboardLoader loader,
            CheckResult checked,
            Store store) {
        notice.say("asking the workers on " + options.server() + " who will be paid");
        WorkersOffer offer = new WorkersOffer(new WorkerTerms(connection, store).ask(provider), options.server());
        offer.requireConsentToSpend(provider, options.yes());
        notice.providers(offer.paid(), offer.words());
        StoryboardLoader workersLoader = loader.with(offer.catalogue(store));
        boolean same = workersLoader.catalogue().equals(loader.catalogue());
        CheckResult priced = same ? checked : workersLoader.check(options.file());
        if (!priced.isFaultless()) {
            notice.say("the workers' catalogue is another one than this command's");
            notice.refuse(priced);
            return Optional.empty();
        }
        if (!same) {
            notice.say("the workers' catalogue is another one than this command's; by their prices:");
            notice.show(priced, budget(priced));
            urls.said(priced);
        }
        ModelMakers.require(
                priced.estimate(), workersLoader.catalogue(), offer.terms().realms());
        notice.makers(
                priced.estimate(), workersLoader.catalogue(), offer.terms().realms());
        PurchaseConfirmation.requireSeen(priced, offer.terms().showsPictures());
        CheckResult seen = urls.check(workersLoader, priced, store);
        if (!seen.isFaultless()) {
            notice.refuse(seen);
            return Optional.empty();
        }
        PlannedFilm film = planned(workersLoader, seen, store, offer.terms().realms());
        notice.show(priced.estimate(), film);
        if (!confirmation.given(film, offer.isPaid(), offer.hasDaysLimit())) {
            return Optional.empty();
        }
        rebuy.write(film.plan().film(), store);
        return Optional.of(film.request(options, offer.terms().realm()));
    }
}

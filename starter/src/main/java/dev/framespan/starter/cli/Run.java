package dev.framespan.starter.cli;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.account.ProviderChoice;
import dev.framespan.starter.components.CommandChoices;
import dev.framespan.starter.delivery.Delivery;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.progress.MoneyText;
import dev.framespan.starter.render.RenderRequest;
import dev.framespan.starter.render.RunStart;
import dev.framespan.starter.render.WorkerTerms;
import dev.framespan.starter.temporal.QueuePollers;
import dev.framespan.starter.temporal.TemporalConnection;
import dev.framespan.starter.temporal.TemporalServer;
import dev.framespan.worker.jars.HostedTypes;
import dev.framespan.worker.jars.WorkflowJars;
import dev.framespan.worker.tracing.Tracing;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.asset.Sha256;
import dev.framespan.workflows.film.FilmInput;
import dev.framespan.workflows.storyboard.reading.FieldReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What {@code framespan run} does, in this order: check the input, find who hosts the workflow, ask, start. Nothing is bought before the operator's word. */
final class Run {
    private final Console console;
    private final RenderOptions options;
    private final Settings settings;
    private final WorkflowJars jars;
    private final PriceNotice notice;
    private final RenderPlace place;
    private final WorkflowHosts hosted;

    /** @param jars that are named; none where others are to host the workflow */
    Run(Console console, RenderOptions options, Settings settings, WorkflowJars jars) {
        this.console = console;
        this.options = options;
        this.settings = settings;
        this.jars = jars;
        this.notice = new PriceNotice(console, options);
        this.place = new RenderPlace(options, settings, notice);
        this.hosted = new WorkflowHosts(options, jars);
    }

    int run() {
        place.requireSharedServer();
        hosted.requireInJars();
        RunInput input = RunInput.read(options.file());
        jars.workflow(type()).ifPresent(input::requireFits);
        String film = film(input);
        Delivery delivery = new Delivery(options.out().orElseGet(() -> Path.of("out", film)));
        delivery.requireWritable();
        ProviderChoice provider = CommandApplication.component(ProviderChoice.class);
        if (options.hostsWorker()) {
            place.introduce(provider);
        }
        try (Tracing.Running traced =
                CommandApplication.component(Tracing.class).begin("run")) {
            return options.hostsWorker()
                    ? here(provider, film, input, delivery)
                    : remote(provider, film, input, delivery);
        }
    }

    private String type() {
        return options.run().type();
    }

    private String film(RunInput input) {
        Optional<String> named = options.run().id();
        if (named.isPresent() && !FieldReader.isId(named.get())) {
            throw UserError.refused("--id " + named.get()
                    + ": an id has 1 to 64 letters, digits, - and _, the first a letter or digit");
        }
        return named.orElseGet(() -> input.film(type()));
    }

    private int here(ProviderChoice provider, String film, RunInput input, Delivery delivery) {
        boolean paid = provider instanceof ProviderChoice.Paid;
        if (paid) {
            requireBudget(place.held().map(store -> budget(film, store)).orElseGet(() -> budget(options.run())));
        }
        Store store = place.open();
        CommandApplication.component(CommandChoices.class).choose(jars, inputs());
        if (paid && !agreed(budget(film, store))) {
            return ExitCode.REFUSED.number();
        }
        decide(film, store);
        place.startServer();
        String catalogue = Sha256.of(settings.catalogue().toJson());
        return new FilmRun(console, options, store, delivery)
                .here(request(film, input, store, provider.realm(), catalogue));
    }

    /** Where no folder is configured, files lie beside the input that names them. */
    private Optional<Path> inputs() {
        return settings.framespan().inputs().or(() -> Optional.ofNullable(options.file())
                .map(input -> input.toAbsolutePath().getParent()));
    }

    /** Workers elsewhere make it, and pay. */
    private int remote(ProviderChoice provider, String film, RunInput input, Delivery delivery) {
        Store store = place.open();
        String realm = provider instanceof ProviderChoice.Paid ? provider.realm() : null;
        place.startServer();
        RenderRequest wanted = request(film, input, store, realm, null);
        return new FilmRun(console, options, store, delivery)
                .remote(wanted, connection -> confirmed(connection, provider, wanted, film, input, store));
    }

    /** Empty where the operator says no. */
    private Optional<RenderRequest> confirmed(
            TemporalConnection connection,
            ProviderChoice provider,
            RenderRequest wanted,
            String film,
            RunInput input,
            Store store) {
        if (!QueuePollers.areThere(connection.client(), wanted.run().queue())) {
            throw UserError.failed("no worker on " + TemporalServer.words(connection.address()) + " hosts " + type()
                    + " now: start one with framespan worker --temporal " + connection.address() + " --store "
                    + store.place() + " --workflows DIR; nothing was started");
        }
        notice.say("asking the workers on " + options.server() + " who will be paid");
        WorkersOffer offer = new WorkersOffer(new WorkerTerms(connection, store).ask(provider), options.server());
        offer.requireConsentToSpend(provider, options.yes());
        notice.providers(offer.paid(), offer.words());
        if (offer.isPaid()) {
            FilmBudget budget = budget(film, store);
            requireBudget(budget);
            if (!agreed(budget)) {
                return Optional.empty();
            }
        }
        decide(film, store);
        return Optional.of(request(
                film,
                input,
                store,
                offer.terms().realm(),
                offer.terms().catalogue().sha256()));
    }

    /** What is to be bought once more; of what was never asked for, nothing is. */
    private void decide(String film, Store store) {
        if (options.rebuy().isEmpty()) {
            return;
        }
        RebuyDecisions rebuy = new RebuyDecisions(options);
        rebuy.requireAsked(film, store);
        rebuy.write(film, store);
    }

    private RenderRequest request(String film, RunInput input, Store store, String realm, String catalogue) {
        Asset plan = kept(input.plan(type()), store);
        SkippedShots skipped = new SkippedShots(store, film);
        List<String> without = skipped.of(plan);
        FilmInput run = new FilmInput(
                        film,
                        store.id(),
                        plan,
                        realm,
                        budget(film, store).usd(),
                        catalogue,
                        options.decodeAll() ? true : null,
                        options.priority() == 0 ? null : options.priority())
                .without(without);
        FilmFolder.Beginning beginning = FilmFolder.Beginning.ofRun(
                        film,
                        input.title(type()),
                        type(),
                        input.file() == null
                                ? null
                                : input.file().toAbsolutePath().normalize().toString(),
                        plan,
                        Instant.now())
                .budgetUsd(said(film, store));
        HostedTypes.HostedType host = hosted.of(store);
        return RenderRequest.of(
                new RunStart(type(), host.queue(), host.sha256(), input.json()),
                beginning,
                options.hostsWorker() ? run : run.parking(),
                options.decodeAll() || !options.rebuy().isEmpty() || skipped.hasChanged(without));
    }

    private static Asset kept(byte[] content, Store store) {
        try {
            return store.keep(new ByteArrayInputStream(content), content.length, MediaType.JSON);
        } catch (IOException e) {
            throw UserError.unwritable(store.place(), e);
        }
    }

    private static FilmBudget budget(RunOptions run) {
        return new FilmBudget(run.budgetUsd().orElse(null), false);
    }

    private FilmBudget budget(String film, Store store) {
        return FilmBudget.of(store, film, said(film, store));
    }

    /** What was said when it was run last counts until something else is said; null where nothing ever was. */
    private BigDecimal said(String film, Store store) {
        if (options.run().budgetUsd().isPresent()) {
            return options.run().budgetUsd().get();
        }
        try {
            return new FilmFolder(store)
                    .beginning(film)
                    .filter(FilmFolder.Beginning::isRun)
                    .map(FilmFolder.Beginning::budgetUsd)
                    .orElse(null);
        } catch (IOException e) {
            throw UserError.unreadable(store.place(), e);
        }
    }

    private void requireBudget(FilmBudget budget) {
        if (budget.usd() == null) {
            throw UserError.refused(
                    "what " + type() + " buys is not known before it does: say with --budget USD what it"
                            + " may cost in all; nothing was started");
        }
    }

    private boolean agreed(FilmBudget budget) {
        boolean yes = options.yes()
                || new ConfirmationPrompt(console)
                        .agrees("Let " + type() + " buy for up to " + MoneyText.words(budget.usd()) + " in all?");
        if (!yes) {
            console.say("nothing was started");
        }
        return yes;
    }
}

package dev.framespan.starter.cli;

import dev.framespan.activities.store.Store;
import dev.framespan.activities.store.StoreException;
import dev.framespan.starter.account.ListedProviders;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.store.StoreLocation;
import dev.framespan.stores.StoreAddress;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.ProviderRealms;
import dev.framespan.workflows.storyboard.Estimate;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code framespan check}. */
@Command(
        name = "check",
        sortOptions = false,
        description =
                "Say everything that is wrong with a storyboard, and what its film costs. Touches no network; of a store it"
                        + " reads what framespan budget, fix and retake have decided, and with --prices what is had already.")
final class CheckCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(paramLabel = "STORYBOARD", description = "A YAML or JSON file.")
    private Path storyboard;

    @Option(names = "--json", description = "One JSON object in place of words.")
    private boolean json;

    @Option(
            names = "--prices",
            description = "What each keyframe and shot costs; nothing where the store has it already.")
    private boolean prices;

    @Mixin
    private CommonOptions.Store store;

    @Mixin
    private CommonOptions common;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return CommandApplication.run(
                common.debug(), settings -> check(new StoryboardLoader(settings.catalogue()), settings));
    }

    private int check(StoryboardLoader bare, Settings settings) {
        // What cannot be read is of no film, and nothing was decided about it.
        Optional<Store> held = bare.check(storyboard).film().isEmpty() ? Optional.empty() : held(settings);
        StoryboardLoader loader =
                held.map(store -> bare.decided(storyboard, store)).orElse(bare);
        CheckResult checked = loader.check(storyboard);
        if (checked.isFaultless()) {
            List<String> decisions = loader.decisions(storyboard);
            if (!decisions.isEmpty()) {
                console.say("with what fix and retake said of " + String.join(", ", decisions));
            }
            price(loader, checked, settings, held);
            return ExitCode.DONE.number();
        }
        if (json) {
            console.json(CheckedJson.of(checked));
        } else {
            checked.warnings().forEach(warning -> console.tell(warning.toString()));
            checked.faults().forEach(fault -> console.tell(fault.toString()));
            console.say(StoryboardLoader.refusal(checked));
        }
        return ExitCode.REFUSED.number();
    }

    /** By the store in which a render would make the film; where there is none, nothing is had and nothing decided. */
    private void price(StoryboardLoader loader, CheckResult checked, Settings settings, Optional<Store> store) {
        ListedProviders providers = settings.providers();
        ProviderRealms realms = providers.realms();
        requirePrices(loader, checked, providers, store);
        FilmBudget budget = store.map(held -> FilmBudget.of(held, checked.storyboard()))
                .orElseGet(() -> FilmBudget.of(checked.storyboard()));
        if (!prices) {
            say(
                    checked,
                    null,
                    BudgetCheck.ofNew(budget, checked.estimate().total().usd()),
                    loader.catalogue(),
                    realms);
        } else if (store.isEmpty()) {
            say(
                    checked,
                    checked.estimate(),
                    BudgetCheck.ofNew(budget, checked.estimate().total().usd()),
                    loader.catalogue(),
                    realms);
        } else {
            FilmPrice price = loader.preview(checked, store.get(), realms);
            say(
                    checked,
                    price.left(),
                    BudgetCheck.of(store.get(), checked.storyboard().id(), realms.main(), budget, price),
                    loader.catalogue(),
                    realms);
        }
    }

    /** What is refused without a price is refused here, too; what the store has already needs none. */
    private void requirePrices(
            StoryboardLoader loader, CheckResult checked, ListedProviders providers, Optional<Store> store) {
        if (providers.haveDaysLimit() && PriceRequirement.isMissed(checked.estimate())) {
            Estimate left = store.map(held ->
                            loader.preview(checked, held, providers.realms()).left())
                    .orElse(checked.estimate());
            PriceRequirement.require(left, loader.catalogue(), false, true);
        }
    }

    private Optional<Store> held(Settings settings) {
        Optional<StoreAddress> named = store.named(settings.framespan().store());
        try {
            return settings.inStore(
                    named, () -> settings.stores().openExisting(StoreLocation.beside(storyboard, named)));
        } catch (StoreException | UserError e) {
            if (prices) {
                throw e;
            }
            // The storyboard can be checked all the same.
            console.say(e.getMessage() + "; the budget is the storyboard's");
            return Optional.empty();
        }
    }

    /** @param left of each keyframe and shot; null where only sums are asked for */
    private void say(
            CheckResult checked, Estimate left, BudgetCheck budget, Catalogue catalogue, ProviderRealms realms) {
        Estimate whole = checked.estimate();
        if (json) {
            Map<String, Object> object = CheckedJson.of(checked, left, budget);
            RealmJson.put(object, realms.main());
            if (realms.byName().size() > 1) {
                object.put("providers", ModelMakers.of(whole, catalogue, realms));
            }
            console.json(object);
            return;
        }
        checked.warnings().forEach(warning -> console.tell(warning.toString()));
        ModelMakers.missing(whole, catalogue, realms).ifPresent(console::tell);
        console.result(
                storyboard + " has no fault: film " + checked.storyboard().id());
        (left == null
                        ? EstimateTable.of(checked.storyboard(), checked.estimate(), budget)
                        : PriceTable.of(left, budget))
                .forEach(line -> console.result("  " + line));
        ModelMakers.words(whole, catalogue, realms).ifPresent(words -> console.result("  providers: " + words));
        console.result("  film: " + checked.length().words());
    }
}

package dev.framespan.starter.cli;

import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.progress.MoneyText;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.ProviderRealms;
import dev.framespan.workflows.generation.Realm;
import dev.framespan.workflows.storyboard.Estimate;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import dev.framespan.workflows.terms.PaidProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a render says before it buys: whose provider is paid, faults, and prices. */
final class PriceNotice {
    private final Console console;
    private final RenderOptions options;

    PriceNotice(Console console, RenderOptions options) {
        this.console = console;
        this.options = options;
    }

    /** A sentence that nothing else says. */
    void say(String message) {
        if (options.json()) {
            console.json(Map.of("event", "note", "message", message));
        } else if (!options.quiet()) {
            console.say(message);
        }
    }

    /** The simulator makes the stills and clips; its address is not known yet. */
    void simulator(String message) {
        provider(Realm.SIMULATOR, null, List.of(), message);
    }

    /**
     * Who makes the stills and clips.
     *
     * @param paid all of them, the first one first
     * @param message the same for the operator
     */
    void providers(List<PaidProvider> paid, String message) {
        PaidProvider first = paid.get(0);
        provider(first.realm(), first.address(), paid.size() == 1 ? List.of() : paid, message);
    }

    private void provider(String realm, String address, List<PaidProvider> several, String message) {
        if (options.json()) {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("event", "provider");
            RealmJson.put(event, realm);
            if (address != null) {
                event.put("address", address);
            }
            if (!several.isEmpty()) {
                event.put("providers", several);
            }
            console.json(event);
            return;
        }
        say(message);
    }

    /** Which provider makes what of it, where there are several. */
    void makers(Estimate estimate, Catalogue catalogue, ProviderRealms realms) {
        if (options.json()) {
            Map<String, List<String>> makers = ModelMakers.of(estimate, catalogue, realms);
            if (!makers.isEmpty()) {
                console.json(Map.of("event", "makers", "providers", makers));
            }
        } else if (!options.quiet()) {
            ModelMakers.words(estimate, catalogue, realms).ifPresent(words -> console.tell("  " + words));
        }
    }

    /** The faults. @return the exit code */
    int refuse(CheckResult checked) {
        if (options.json()) {
            console.json(CheckedJson.of(checked));
        }
        checked.faults().forEach(fault -> console.tell(fault.toString()));
        console.say(StoryboardLoader.refusal(checked));
        return ExitCode.REFUSED.number();
    }

    /** The price of the whole film, before anything is planned. */
    void show(CheckResult checked, FilmBudget budget) {
        BudgetCheck whole = BudgetCheck.ofNew(budget, checked.estimate().total().usd());
        if (options.json()) {
            console.json(CheckedJson.of(checked, null, whole));
        } else if (!options.quiet()) {
            checked.warnings().forEach(warning -> console.tell(warning.toString()));
            EstimateTable.of(checked.storyboard(), checked.estimate(), whole)
                    .forEach(line -> console.tell("  " + line));
        }
    }

    /** What the plan has shown beyond what was said before it: how long videos behind URLs are, and what is had already. */
    void show(Estimate said, PlannedFilm film) {
        FilmPrice price = film.price();
        Estimate left = price.left();
        if (left.total().equals(said.total()) && !said.atMost()) {
            return;
        }
        if (options.json()) {
            console.json(Map.of(
                    "event", "price",
                    "wholeUsd", price.whole().total().usd(),
                    "priceUsd", left.total().usd(),
                    "had", left.had(),
                    "reserved", left.reserved()));
            return;
        }
        if (options.quiet()) {
            return;
        }
        if (said.atMost() && !price.whole().total().equals(said.total())) {
            console.tell("  by the length of its videos the film costs "
                    + (price.whole().atMost() ? "at most " : "")
                    + MoneyText.words(price.whole().total().usd()));
        }
        if (left.had() > 0 || left.reserved() > 0) {
            int all =
                    left.had() + left.reserved() + left.keyframesBought() + left.clipsBought() + left.speechesBought();
            console.tell("  " + left.had() + " of " + all + " stills and clips are had already; "
                    + (left.reserved() == 0 ? "" : left.reserved() + " at the provider or in doubt; ")
                    + MoneyText.words(left.total().usd()) + " is left to pay");
        }
    }
}

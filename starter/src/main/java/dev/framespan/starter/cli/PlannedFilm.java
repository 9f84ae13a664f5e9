package dev.framespan.starter.cli;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.input.StoredPlan;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.render.RenderRequest;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.Sha256;
import dev.framespan.workflows.film.FilmInput;
import dev.framespan.workflows.generation.ProviderRealms;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A storyboard that was checked, planned and priced, with its plan in a store.
 *
 * @param loader by whose catalogue
 * @param asset the plan
 * @param realms of the providers that make it; null where they are not known yet, and nothing counts as had
 */
record PlannedFilm(
        StoryboardLoader loader,
        CheckResult checked,
        Store store,
        Plan plan,
        Asset asset,
        FilmPrice price,
        FilmBudget budget,
        ProviderRealms realms) {
    /** @param rebuy ids that the operator has decided to buy once more */
    static PlannedFilm of(
            StoryboardLoader loader, CheckResult checked, Store store, ProviderRealms realms, Set<String> rebuy) {
        StoredPlan planned = loader.plan(checked, store);
        return new PlannedFilm(
                loader,
                checked,
                store,
                planned.plan(),
                planned.asset(),
                loader.price(checked, planned.plan(), store, realms, rebuy),
                FilmBudget.of(store, checked.storyboard()),
                realms);
    }

    BudgetCheck budgetCheck() {
        return BudgetCheck.of(store, plan.film(), realms.main(), budget, price);
    }

    /** @param paid whose realm the film's work has; null where the caller does not care who is paid */
    RenderRequest request(RenderOptions options, String paid) {
        SkippedShots skipped = new SkippedShots(store, plan.film());
        List<String> without = skipped.of(options.file());
        FilmFolder.Beginning beginning = new FilmFolder.Beginning(
                plan.film(),
                plan.title(),
                options.file().toAbsolutePath().normalize().toString(),
                asset,
                plan.shots().size(),
                price.whole().total().usd(),
                Instant.now());
        return new RenderRequest(
                beginning.budgetUsd(checked.storyboard().budgetUsd()),
                input(options, paid).without(without),
                price.whole().prices(),
                plan.ofBefore().map(StoredPlan::hash).orElse(null),
                !options.rebuy().isEmpty() || options.decodeAll() || skipped.hasChanged(without));
    }

    /** Where others make the film it outlives the command, so it stays open while it waits for the operator. */
    private FilmInput input(RenderOptions options, String paid) {
        FilmInput input = new FilmInput(
                plan.film(),
                store.id(),
                asset,
                paid,
                budget.usd(),
                Sha256.of(loader.catalogue().toJson()),
                options.decodeAll() ? true : null,
                options.priority() == 0 ? null : options.priority());
        return options.hostsWorker() ? input : input.parking();
    }
}

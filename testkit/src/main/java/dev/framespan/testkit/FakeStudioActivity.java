package dev.framespan.testkit;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.RunSettings;
import dev.framespan.workflows.studio.StudioActivity;
import dev.framespan.workflows.studio.StudioEnd;
import dev.framespan.workflows.studio.StudioItems;
import dev.framespan.workflows.studio.StudioTerms;

/** The records of a studio, kept in memory. */
record FakeStudioActivity(FakeRecords records) implements StudioActivity {
    @Override
    public StudioTerms openStudio(RunSettings run) {
        Asset plan = run.plan() == null ? FakeAssets.named("run of " + run.film(), MediaType.JSON) : run.plan();
        return records.opened(new RunSettings(
                run.film(),
                run.title(),
                run.workflow(),
                run.identity(),
                plan,
                run.budgetUsd(),
                run.catalogue(),
                run.priority(),
                run.parks(),
                run.decodeAll(),
                run.skipped()));
    }

    @Override
    public Asset keepStudioItems(RunSettings run, StudioItems items) {
        return records.keep(items);
    }

    @Override
    public Asset keepStudioFilm(RunSettings run, Film film) {
        return records.keep(film);
    }

    @Override
    public void closeStudio(RunSettings run, StudioEnd end) {
        records.ended(run, end);
    }
}

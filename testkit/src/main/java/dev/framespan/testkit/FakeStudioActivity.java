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
        return records.opened(
                run.plan() == null ? run.ofOwnProgram(FakeAssets.named("run of " + run.film(), MediaType.JSON)) : run);
    }

    @Override
    public Asset keepStudioRun(RunSettings run, StudioEnd made) {
        return records.keep(made);
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

package dev.framespan.workflows.testing;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.RunSettings;
import dev.framespan.workflows.studio.StudioActivity;
import dev.framespan.workflows.studio.StudioEnd;
import dev.framespan.workflows.studio.StudioItems;
import dev.framespan.workflows.studio.StudioTerms;
import java.nio.charset.StandardCharsets;

/** The records of a studio, kept in memory. */
record FakeStudioActivity(WorkflowTestServer server) implements StudioActivity {
    @Override
    public StudioTerms openStudio(RunSettings run) {
        server.called("open studio");
        RunSettings begun = new RunSettings(
                run.film(),
                run.title(),
                run.workflow(),
                run.identity(),
                WorkflowTestServer.asset("run", MediaType.JSON),
                run.budgetUsd(),
                run.catalogue(),
                run.priority(),
                run.parks(),
                run.decodeAll(),
                run.skipped());
        return new StudioTerms(
                begun,
                server.maxParallel(),
                server.policies(),
                server.isNotifying(),
                server.isSearchable(),
                new String(Catalogue.builtIn().toJson(), StandardCharsets.UTF_8));
    }

    @Override
    public Asset keepStudioItems(RunSettings run, StudioItems items) {
        return server.keep(items);
    }

    @Override
    public Asset keepStudioFilm(RunSettings run, Film film) {
        return server.keep(film);
    }

    @Override
    public void closeStudio(RunSettings run, StudioEnd end) {
        server.called("close studio " + end.outcome());
        server.ended(end);
    }
}

package dev.framespan.workflows.studio;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.generation.TaskQueues;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Has written down what a workflow of one's own has made, over all its runs where it continues as new. */
final class StudioReceipts {
    private final StudioActivity records;
    private final StudioActivity receipts;
    private RunSettings run;

    StudioReceipts(RunSettings run) {
        String queue = TaskQueues.of(run.identity()).films();
        this.run = run;
        this.records = RecordOptions.stub(StudioActivity.class, RecordOptions.RECORDS, queue);
        this.receipts = RecordOptions.stub(StudioActivity.class, RecordOptions.RECEIPT, queue);
    }

    StudioTerms open() {
        StudioTerms terms = records.openStudio(run);
        run = terms.run();
        return terms;
    }

    /** What it was started with, with what was missing. */
    RunSettings run() {
        return run;
    }

    /**
     * What the next run of the workflow is started with: it knows what this one has made, and what it may cost now.
     *
     * @param names how many were given in all runs: the next one goes on after their numbers
     */
    RunSettings carried(Studio studio, int names) {
        StudioEnd made = end(studio, FilmOutcome.DONE, null, null);
        return run.carrying(records.keepStudioRun(run, made), studio.budgetUsd(), names);
    }

    /** Detached: a cancellation that comes now must not keep the receipt from being written. */
    void close(Studio studio, FilmOutcome outcome, String trouble, Cancellation cancelled) {
        Workflow.newDetachedCancellationScope(() -> receipts.closeStudio(run, end(studio, outcome, trouble, cancelled)))
                .run();
    }

    private StudioEnd end(Studio studio, FilmOutcome outcome, String trouble, Cancellation cancelled) {
        List<StudioItems.Entry> entries = studio.items().stream()
                .map(item -> new StudioItems.Entry(item, studio.requested(item.id())))
                .toList();
        List<Asset> items = new ArrayList<>();
        for (StudioItems part : StudioItems.of(entries)) {
            items.add(records.keepStudioItems(run, part));
        }
        Map<String, Asset> films = new LinkedHashMap<>();
        studio.films().cut().forEach((name, film) -> films.put(name, records.keepStudioFilm(run, film)));
        return new StudioEnd(outcome, items, films, trouble, cancelled, run.before());
    }
}

package dev.framespan.workflows.studio;

import dev.framespan.workflows.assembly.AssemblyActivity;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.waiting.CancellationScopes;
import dev.framespan.workflows.waiting.Slots;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Films that earlier versions began: each odd clip is conformed by an activity of its own, then all are joined, every frame of them. */
final class EarlierCut {
    private final AssemblyActivity assembly;
    private final AssemblyActivity whole;
    private final String store;
    private final CancellationScopes scopes;
    private final Slots conforms;
    private final Consumer<String> doing;

    /**
     * @param assembly for single clips
     * @param whole for whole films
     */
    EarlierCut(
            AssemblyActivity assembly,
            AssemblyActivity whole,
            String store,
            CancellationScopes scopes,
            Slots conforms,
            Consumer<String> doing) {
        this.assembly = assembly;
        this.whole = whole;
        this.store = store;
        this.scopes = scopes;
        this.conforms = conforms;
        this.doing = doing;
    }

    Promise<Film> cut(Timeline originals) {
        Set<String> odd = originals.odd();
        doing.accept(odd.isEmpty() ? "joining" : "conforming");
        List<Promise<Cut>> cuts = originals.cuts().stream()
                .map(cut -> odd.contains(cut.id()) ? conformed(cut, originals.format()) : Workflow.newPromise(cut))
                .toList();
        return Promise.allOf(cuts)
                .thenCompose(done -> joined(
                        new Timeline(
                                originals.format(),
                                cuts.stream().map(Promise::get).toList()),
                        odd));
    }

    private Promise<Cut> conformed(Cut cut, Format format) {
        return conforms.acquire()
                .thenCompose(slot -> scopes.begin(() -> Async.function(assembly::conform, cut.clip(), format, store)))
                .handle((conformed, failure) -> {
                    conforms.release();
                    if (failure != null) {
                        throw ofShot(cut.id(), failure);
                    }
                    return new Cut(cut.id(), conformed.asset(), conformed.facts());
                });
    }

    /** The activity knows a clip, and not which shot it is of. */
    private static RuntimeException ofShot(String id, RuntimeException failure) {
        return failure.getCause() instanceof ApplicationFailure told
                ? ApplicationFailure.newNonRetryableFailure(
                        "shot " + id + ": " + told.getOriginalMessage(), told.getType())
                : failure;
    }

    private Promise<Film> joined(Timeline timeline, Set<String> conformed) {
        doing.accept("joining");
        Promise<Asset> contactSheet = scopes.begin(() -> Async.function(assembly::contactSheet, timeline, store));
        return scopes.begin(() -> Async.function(whole::join, timeline, store))
                .thenCompose(assembled -> contactSheet.thenApply(sheet -> {
                    doing.accept("");
                    return Film.of(assembled, sheet, timeline, conformed);
                }));
    }
}

package dev.framespan.starter.render;

import dev.framespan.workflows.film.FilmInput;
import dev.framespan.workflows.studio.RunSettings;
import io.temporal.client.WorkflowExecutionMetadata;
import java.util.Optional;

/** What the workflow of a run of one's own remembers of how it was started. */
public final class RunMemo {
    private RunMemo() {}

    /** Whether a workflow is one of these, and not a storyboard's film. */
    public static boolean isOf(WorkflowExecutionMetadata workflow) {
        return workflow.getMemo(RunSettings.MEMO, RunSettings.class) != null;
    }

    static RunSettings of(RenderRequest request) {
        FilmInput settings = request.input();
        return new RunSettings(
                settings.film(),
                request.beginning().title(),
                request.run().type(),
                settings.identity(),
                settings.plan(),
                settings.budgetUsd(),
                settings.catalogue(),
                settings.priority(),
                settings.parks(),
                settings.decodeAll(),
                settings.skipped());
    }

    /** In the words of a film's input; empty for a storyboard's film. */
    static Optional<FilmInput> settings(WorkflowExecutionMetadata workflow) {
        return Optional.ofNullable((RunSettings) workflow.getMemo(RunSettings.MEMO, RunSettings.class))
                .map(FilmInput::of);
    }
}

package dev.framespan.workflows.film;

import dev.framespan.workflows.assembly.AssemblyOptions;
import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.studio.RecordOptions;
import io.temporal.activity.ActivityOptions;

/** The activities of a film's workflow, on its store's queues. */
final class FilmOptions {
    private FilmOptions() {}

    static <T> T records(Class<T> activity, ActivityOptions options, FilmInput input) {
        return RecordOptions.stub(
                activity, options, TaskQueues.of(input.identity()).films());
    }

    static ScenesAssemblyActivity cut(FilmInput input) {
        return RecordOptions.stub(
                ScenesAssemblyActivity.class,
                AssemblyOptions.CUT,
                TaskQueues.of(input.identity()).assemble());
    }
}

package dev.framespan.activities.film;

import dev.framespan.workflows.film.FilmActivity;
import dev.framespan.workflows.film.FilmPartsActivity;
import dev.framespan.workflows.film.FilmReport;
import dev.framespan.workflows.film.ReceiptInput;
import dev.framespan.workflows.film.ScenesEnd;
import dev.framespan.workflows.payload.Payloads;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.time.Duration;
import java.util.function.Function;

/** Closes films as a worker does, which tells Temporal meanwhile that it lives. */
final class ClosingWorker {
    private ClosingWorker() {}

    static FilmReport close(FilmActivityImpl films, ReceiptInput facts) {
        return asked(FilmActivity.class, films, stub -> stub.close(facts));
    }

    static FilmReport close(FilmPartsActivityImpl scenes, ScenesEnd end) {
        return asked(FilmPartsActivity.class, scenes, stub -> stub.closeScenes(end));
    }

    /** Asks an activity as a workflow does. */
    static <T, R> R asked(Class<T> type, T activity, Function<T, R> question) {
        TestActivityEnvironment temporal = TestActivityEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
        try {
            temporal.registerActivitiesImplementations(activity);
            return question.apply(temporal.newActivityStub(
                    type,
                    ActivityOptions.newBuilder()
                            .setStartToCloseTimeout(Duration.ofMinutes(1))
                            .build()));
        } finally {
            temporal.close();
        }
    }
}

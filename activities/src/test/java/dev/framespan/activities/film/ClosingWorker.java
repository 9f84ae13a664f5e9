package dev.framespan.activities.film;

import dev.framespan.workflows.film.FilmActivity;
import dev.framespan.workflows.film.FilmReport;
import dev.framespan.workflows.film.ReceiptInput;
import dev.framespan.workflows.payload.Payloads;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.time.Duration;

/** Closes films as a worker does, which tells Temporal meanwhile that it lives. */
final class ClosingWorker {
    private ClosingWorker() {}

    static FilmReport close(FilmActivityImpl films, ReceiptInput facts) {
        TestActivityEnvironment temporal = TestActivityEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
        try {
            temporal.registerActivitiesImplementations(films);
            return temporal.newActivityStub(
                            FilmActivity.class,
                            ActivityOptions.newBuilder()
                                    .setStartToCloseTimeout(Duration.ofMinutes(1))
                                    .build())
                    .close(facts);
        } finally {
            temporal.close();
        }
    }
}

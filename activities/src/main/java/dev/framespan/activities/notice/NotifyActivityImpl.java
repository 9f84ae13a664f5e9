package dev.framespan.activities.notice;

import dev.framespan.workflows.notice.Notice;
import dev.framespan.workflows.notice.NotifyActivity;
import dev.framespan.workflows.payload.Payloads;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** See {@link NotifyActivity}. */
public final class NotifyActivityImpl implements NotifyActivity {
    private final Optional<NotifyTarget> target;

    /** @param target empty where nobody wants to be told */
    public NotifyActivityImpl(Optional<NotifyTarget> target) {
        this.target = target;
    }

    @Override
    public void tell(Notice notice) {
        if (target.isEmpty()) {
            // Told to stop since the film began.
            return;
        }
        try {
            target.get().tell(Payloads.json().writeValueAsString(notice));
        } catch (IOException e) {
            throw ApplicationFailure.newFailure("FRAMESPAN_NOTIFY_TO: " + e.getMessage(), "Notify");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        }
    }
}

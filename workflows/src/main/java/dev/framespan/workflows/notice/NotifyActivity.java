package dev.framespan.workflows.notice;

import io.temporal.activity.ActivityInterface;

/** Tells the operator, in the way that the worker's settings say. */
@ActivityInterface
public interface NotifyActivity {
    /** Tells it. Where an attempt dies after it has told, the next one tells again. */
    void tell(Notice notice);
}

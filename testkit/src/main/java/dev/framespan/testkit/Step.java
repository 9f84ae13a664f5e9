package dev.framespan.testkit;

/** Where a worker dies: see {@link FakeProvider#workerDies}. */
public enum Step {
    /** Before the request is sent: nothing is bought, and the next worker sends it. */
    SUBMIT,
    /** After the provider has accepted the request, and before its answer is written down: whether it is bought is in doubt. */
    SUBMITTED,
    /** While the provider's task is waited for: the next worker waits on. */
    AWAIT,
    /** While the result is fetched: the next worker fetches it. */
    FETCH,
    /** While the result is decoded: the next worker decodes it. */
    VERIFY,
    /** While the film that the clip is in is cut: the next worker cuts it. */
    JOIN
}

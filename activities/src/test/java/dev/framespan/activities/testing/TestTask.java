package dev.framespan.activities.testing;

import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.WorkIdentity;
import java.math.BigDecimal;
import java.time.Instant;

/** Task t-1 at the provider: a clip of the shot "gull", unless a test says otherwise. */
public final class TestTask {
    private final Instant submittedAt;
    private String fingerprint = "v1:" + "ab".repeat(32);
    private String film = "storm";
    private String id = "gull";
    private int take = 1;
    private boolean still;
    private WorkIdentity identity;

    private TestTask(Instant submittedAt) {
        this.submittedAt = submittedAt;
    }

    public static TestTask submittedAt(Instant time) {
        return new TestTask(time);
    }

    public TestTask fingerprint(String next) {
        fingerprint = next;
        return this;
    }

    public TestTask film(String next) {
        film = next;
        return this;
    }

    public TestTask id(String next) {
        id = next;
        return this;
    }

    public TestTask take(int next) {
        take = next;
        return this;
    }

    public TestTask still() {
        still = true;
        return this;
    }

    public TestTask identity(WorkIdentity next) {
        identity = next;
        return this;
    }

    public ProviderTask build() {
        return new ProviderTask(
                fingerprint, 1, "t-1", film, id, take, still, BigDecimal.ONE, submittedAt, true, identity);
    }
}

package dev.framespan.workflows.generation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

/**
 * A submission that the provider accepted.
 *
 * @param fingerprint of what was bought
 * @param submission 1 for the first of this fingerprint
 * @param task the provider's id
 * @param film for which it was bought
 * @param id of the shot or keyframe
 * @param take of the request
 * @param still whether a still was asked for; else it is a clip
 * @param priceUsd what the price list says it costs
 * @param submittedAt when the provider's answer came
 * @param bought whether this run of the film bought it; else it was bought before
 * @param identity whose work it is; null in work from before messages carried it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProviderTask(
        String fingerprint,
        int submission,
        String task,
        String film,
        String id,
        int take,
        boolean still,
        BigDecimal priceUsd,
        Instant submittedAt,
        boolean bought,
        WorkIdentity identity) {
    public ProviderTask {
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(task, "task");
        Objects.requireNonNull(submittedAt, "submittedAt");
    }

    public Stop stop(FailureKind kind, String message) {
        return Stop.of(kind, id, take, message).at(submission, task);
    }
}

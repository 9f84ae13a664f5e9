package dev.framespan.workflows.generation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.asset.Asset;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;

/**
 * A submission that the provider accepted.
 *
 * @param fingerprint of what was bought
 * @param submission 1 for the first of this fingerprint
 * @param task the provider's id; null where its answer was the thing itself
 * @param film for which it was bought
 * @param id of the shot or keyframe
 * @param take of the request
 * @param still whether a still was asked for; else it is a clip, or speech
 * @param priceUsd what the price list says it costs; null where it says nothing
 * @param submittedAt when the provider's answer came
 * @param bought whether this run of the film bought it; else it was bought before
 * @param identity whose work it is; null in work from before messages carried it
 * @param delivered what the provider's answer was, where that was the thing itself and no task; null for a still or clip
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
        WorkIdentity identity,
        Asset delivered) {
    @JsonCreator
    public ProviderTask {
        Objects.requireNonNull(fingerprint, "fingerprint");
        if (delivered == null) {
            Objects.requireNonNull(task, "task");
        }
        Objects.requireNonNull(submittedAt, "submittedAt");
    }

    /** One that runs at the provider. */
    public ProviderTask(
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
        this(fingerprint, submission, task, film, id, take, still, priceUsd, submittedAt, bought, identity, null);
    }

    public Stop stop(FailureKind kind, String message) {
        return Stop.of(kind, id, take, message).at(submission, task);
    }
}

package dev.framespan.workflows.generation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.catalogue.Catalogue;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * One still or clip to be bought for a film, or found to be bought already.
 *
 * @param film the film's id
 * @param run of the film's workflow, so that what this run bought can be told from what was bought before
 * @param id of the shot or keyframe
 * @param identity whose work it is; null in work of before messages carried it
 * @param budgetUsd US dollars that the whole film may cost, what was bought before included; null for no limit
 * @param catalogue SHA-256 of the catalogue by which it was priced; null where nothing was priced before
 * @param priority higher ones get the account's permits first; null for 0
 * @param books realm whose records count what the film and the day spend; null where that is the realm of its identity
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Purchase(
        String film,
        String run,
        String id,
        GenerationRequest request,
        WorkIdentity identity,
        BigDecimal budgetUsd,
        String catalogue,
        Integer priority,
        String books) {
    @JsonCreator
    public Purchase {
        Objects.requireNonNull(film, "film");
        Objects.requireNonNull(run, "run");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(request, "request");
    }

    /** Counted where it is asked for. */
    public Purchase(
            String film,
            String run,
            String id,
            GenerationRequest request,
            WorkIdentity identity,
            BigDecimal budgetUsd,
            String catalogue,
            Integer priority) {
        this(film, run, id, request, identity, budgetUsd, catalogue, priority, null);
    }

    /** Without a limit, and at whatever price. */
    public Purchase(String film, String run, String id, GenerationRequest request, WorkIdentity identity) {
        this(film, run, id, request, identity, null, null, null);
    }

    /** The same, asked of another provider, and counted where it was. */
    public Purchase of(WorkIdentity other) {
        return new Purchase(film, run, id, request, other, budgetUsd, catalogue, priority, countedIn());
    }

    /** The same with what its request leaves to the catalogue. */
    public Purchase filledIn(Catalogue prices) {
        return new Purchase(film, run, id, request.filledIn(prices), identity, budgetUsd, catalogue, priority, books);
    }

    /** Realm whose records count what is spent; null in work of before messages carried one. */
    public String countedIn() {
        return books != null || identity == null ? books : identity.realm();
    }
}

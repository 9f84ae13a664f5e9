package dev.framespan.workflows.film;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.generation.WorkIdentity;
import dev.framespan.workflows.studio.RunSettings;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/**
 * What a film workflow is started with.
 *
 * @param film the film's id, with which the workflow's begins
 * @param store identity of the store that holds the plan; a worker with another store refuses the film
 * @param plan a {@link Plan} as JSON, in the store
 * @param realm of the provider that is paid; null in films of before messages carried it
 * @param budgetUsd US dollars that the film may cost, what was bought before included; null for no limit
 * @param catalogue SHA-256 of the catalogue by which it was priced; null in films of earlier versions
 * @param decodeAll whether the finished film is decoded whole, to prove it; null for no
 * @param priority films of a higher one get the account's permits first; null for 0
 * @param parks true where the film stays open while something waits for an answer; null where it ends then
 * @param skipped ids of what the operator has left out; null for nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FilmInput(
        String film,
        String store,
        Asset plan,
        String realm,
        BigDecimal budgetUsd,
        String catalogue,
        Boolean decodeAll,
        Integer priority,
        Boolean parks,
        List<String> skipped) {
    @JsonCreator
    public FilmInput {
        Objects.requireNonNull(film, "film");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(plan, "plan");
        skipped = skipped == null || skipped.isEmpty() ? null : List.copyOf(skipped);
    }

    /** Ends where all that is left waits for an answer. */
    public FilmInput(
            String film,
            String store,
            Asset plan,
            String realm,
            BigDecimal budgetUsd,
            String catalogue,
            Boolean decodeAll,
            Integer priority) {
        this(film, store, plan, realm, budgetUsd, catalogue, decodeAll, priority, null, null);
    }

    /** Without a limit, and at whatever price. */
    public FilmInput(String film, String store, Asset plan, String realm) {
        this(film, store, plan, realm, null, null, null, null);
    }

    /** Of a workflow of one's own, in the words of a film's input. */
    public static FilmInput of(RunSettings run) {
        return new FilmInput(
                run.film(),
                run.identity().store(),
                run.plan(),
                run.identity().realm(),
                run.budgetUsd(),
                run.catalogue(),
                run.decodeAll(),
                run.priority(),
                run.parks(),
                run.skipped());
    }

    /** The same film, which stays open while something waits for an answer. */
    public FilmInput parking() {
        return new FilmInput(film, store, plan, realm, budgetUsd, catalogue, decodeAll, priority, true, skipped);
    }

    /** The same film by another plan. */
    public FilmInput planned(Asset changed) {
        return new FilmInput(film, store, changed, realm, budgetUsd, catalogue, decodeAll, priority, parks, skipped);
    }

    /** The same film without these. */
    public FilmInput without(List<String> ids) {
        return new FilmInput(film, store, plan, realm, budgetUsd, catalogue, decodeAll, priority, parks, ids);
    }

    /** Whose work the film is. */
    public WorkIdentity identity() {
        return new WorkIdentity(store, realm);
    }
}

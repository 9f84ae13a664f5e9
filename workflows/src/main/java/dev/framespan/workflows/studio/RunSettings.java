package dev.framespan.workflows.studio;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.Internal;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.generation.WorkIdentity;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a workflow of one's own is started with besides its input: its memo carries it, under {@link #MEMO}.
 *
 * @param film id of what it makes, as commands know it
 * @param title for people
 * @param workflow the workflow's type
 * @param identity which store's workers do the work, and which provider is paid
 * @param plan its type and input as JSON, in the store: what it makes is known again by that
 * @param budgetUsd US dollars that it may cost, what was bought for it before included; null for no limit
 * @param catalogue SHA-256 of the catalogue by whose prices it was begun; null for whatever the worker's says
 * @param priority films of a higher one get the account's permits first; null for 0
 * @param parks true where it stays open while something waits for an answer; null where it ends then
 * @param decodeAll whether each finished film is decoded whole, to prove it; null for no
 * @param skipped ids of what the operator has left out; null for nothing
 * @param own true where a developer's own program has started it; null where {@code framespan run} has
 * @param before a {@link StudioEnd} as JSON, in the store: what its runs before have made, where it has continued as new; null for nothing
 * @param numbered how many names these have given, so that {@code clip#3} is one clip and not one of each run; null for none
 */
@Internal
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunSettings(
        String film,
        String title,
        String workflow,
        WorkIdentity identity,
        Asset plan,
        BigDecimal budgetUsd,
        String catalogue,
        Integer priority,
        Boolean parks,
        Boolean decodeAll,
        List<String> skipped,
        Boolean own,
        Asset before,
        Integer numbered) {
    /** The memo's key. */
    public static final String MEMO = "run";

    /** The memo's key for the SHA-256 of the plan. */
    public static final String PLAN = "plan";

    /** The memo's key for the identity of the store. */
    public static final String STORE = "store";

    /** The memo's key for the realm that is paid. */
    public static final String REALM = "realm";

    /** The memo's key for the SHA-256 of the jar that brought the workflow. */
    public static final String JAR = "jar";

    @JsonCreator
    public RunSettings {
        Objects.requireNonNull(film, "film");
        Objects.requireNonNull(workflow, "workflow");
        Objects.requireNonNull(identity, "identity");
        title = title == null ? film : title;
        skipped = skipped == null || skipped.isEmpty() ? null : List.copyOf(skipped);
    }

    /** Of a run that begins. */
    public RunSettings(
            String film,
            String title,
            String workflow,
            WorkIdentity identity,
            Asset plan,
            BigDecimal budgetUsd,
            String catalogue,
            Integer priority,
            Boolean parks,
            Boolean decodeAll,
            List<String> skipped) {
        this(
                film, title, workflow, identity, plan, budgetUsd, catalogue, priority, parks, decodeAll, skipped, null,
                null, null);
    }

    /** The same, which a developer's own program has started; its input is known by this. */
    public RunSettings ofOwnProgram(Asset input) {
        return new RunSettings(
                film, title, workflow, identity, input, budgetUsd, catalogue, priority, parks, decodeAll, skipped, true,
                before, numbered);
    }

    /**
     * The same after a run of it.
     *
     * @param made what that has made
     * @param most what it may cost now; null for no limit
     * @param names how many were given so far
     */
    RunSettings carrying(Asset made, BigDecimal most, int names) {
        return new RunSettings(
                film, title, workflow, identity, plan, most, catalogue, priority, parks, decodeAll, skipped, own, made,
                names);
    }

    /** Whether whoever started it waits for its end, and says a larger budget when it is started again. */
    boolean isOfCommand() {
        return !Boolean.TRUE.equals(own);
    }

    /** What the workflow remembers for all who look at it on a Temporal server. */
    public Map<String, Object> memo() {
        return Map.of(MEMO, this, PLAN, plan.sha256(), STORE, identity.store(), REALM, identity.realm());
    }

    /** The same with the code by which it was begun. @param jar its SHA-256; null where nobody wrote it down */
    public Map<String, Object> memo(String jar) {
        Map<String, Object> memo = new HashMap<>(memo());
        if (jar != null) {
            memo.put(JAR, jar);
        }
        return memo;
    }
}

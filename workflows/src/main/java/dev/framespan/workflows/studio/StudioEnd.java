package dev.framespan.workflows.studio;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.Internal;
import dev.framespan.workflows.asset.Asset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a workflow of one's own has ended, for its receipt.
 *
 * @param items each a {@link StudioItems} as JSON, in the store
 * @param films each a {@link Film} as JSON, in the store, by its name, in the order in which they were asked for
 * @param trouble why it failed, where no still, clip or speech says that; null where it did not
 * @param cancelled what was at work when it was cancelled; null where it was not
 * @param before what its runs before have made, where it has continued as new: one of these as JSON, in the store; null for nothing
 */
@Internal
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StudioEnd(
        FilmOutcome outcome,
        List<Asset> items,
        Map<String, Asset> films,
        String trouble,
        Cancellation cancelled,
        Asset before) {
    /** Of a workflow that has not continued as new. */
    public StudioEnd(
            FilmOutcome outcome, List<Asset> items, Map<String, Asset> films, String trouble, Cancellation cancelled) {
        this(outcome, items, films, trouble, cancelled, null);
    }

    /** What a film is called where several runs of a workflow have called theirs the same. @param taken names of those of runs before */
    public static String unused(String name, Set<String> taken) {
        String free = name;
        for (int number = 2; taken.contains(free); number++) {
            free = name + "-" + number;
        }
        return free;
    }

    @JsonCreator
    public StudioEnd {
        items = List.copyOf(items);
        films = new LinkedHashMap<>(films);
    }
}

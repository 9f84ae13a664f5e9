package dev.framespan.workflows.generation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;

/**
 * What was brought into the store: an {@link Asset}, as earlier versions answered, and where it is at hand.
 *
 * @param machine whose workers have a copy; null where all that use the store are on one, and from earlier versions
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Fetched(String sha256, long bytes, MediaType type, String machine) {
    /** @param machine null or empty where all that use the store are on one */
    public static Fetched of(Asset asset, String machine) {
        return new Fetched(
                asset.sha256(), asset.bytes(), asset.type(), machine == null || machine.isEmpty() ? null : machine);
    }

    @JsonIgnore
    public Asset asset() {
        return new Asset(sha256, bytes, type);
    }
}

package dev.framespan.activities.upkeep;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The references to assets in a record, wherever they stand: objects of a hash, a number of bytes and a type. */
final class NamedAssets {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private NamedAssets() {}

    static Set<Asset> in(JsonNode tree) {
        Set<Asset> found = new LinkedHashSet<>();
        collect(tree, found);
        return found;
    }

    private static void collect(JsonNode node, Set<Asset> found) {
        asset(node).ifPresent(found::add);
        node.forEach(below -> collect(below, found));
    }

    private static Optional<Asset> asset(JsonNode node) {
        String hash = node.path("sha256").asText();
        long bytes = node.path("bytes").asLong();
        return SHA256.matcher(hash).matches() && bytes > 0
                ? MediaType.ofExtension(node.path("type").asText()).map(type -> new Asset(hash, bytes, type))
                : Optional.empty();
    }
}

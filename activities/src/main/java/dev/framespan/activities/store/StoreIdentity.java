package dev.framespan.activities.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;

/** The file that makes a folder a store: its format, its identity, and its standing where that is not plain. */
final class StoreIdentity {
    static final String FILE = "framespan-store.json";

    private final ObjectNode tree;

    private StoreIdentity(ObjectNode tree) {
        this.tree = tree;
    }

    static StoreIdentity fresh() {
        return new StoreIdentity(Payloads.json()
                .createObjectNode()
                .put("format", DirectoryStore.FORMAT)
                .put("id", UUID.randomUUID().toString()));
    }

    /** @throws StoreException when it is none, or that of a newer version */
    static StoreIdentity in(Path root) throws IOException {
        StoreIdentity identity = new StoreIdentity(tree(root));
        int format = identity.format();
        if (format > DirectoryStore.FORMAT) {
            throw StoreException.newer(root.toString(), format, DirectoryStore.FORMAT);
        }
        if (format < 1 || !identity.tree.path("id").isTextual()) {
            throw new StoreException(
                    root.resolve(FILE)
                            + ": not the mark of a Framespan store; put the original file back or name another folder with --store");
        }
        return identity;
    }

    /**
     * For whoever writes: what it writes may be what was paid for, so nothing but a standing that can be read keeps it from doing so.
     *
     * @throws SealedException where the store is not at work, or has become another one
     */
    static void requireAtWork(Path root, String id) throws IOException {
        try {
            StoreIdentity identity = new StoreIdentity(tree(root));
            if (identity.tree.has("standing")) {
                SealedException.requireAtWork(identity.standing());
                SealedException.requireSame(id, identity.id());
            }
        } catch (NoSuchFileException | JsonProcessingException e) {
            return;
        }
    }

    private static ObjectNode tree(Path root) throws IOException {
        try {
            return Payloads.json().readTree(Files.readAllBytes(root.resolve(FILE))) instanceof ObjectNode object
                    ? object
                    : Payloads.json().createObjectNode();
        } catch (JsonProcessingException e) {
            return Payloads.json().createObjectNode();
        }
    }

    int format() {
        return tree.path("format").asInt();
    }

    String id() {
        return tree.path("id").asText();
    }

    Standing standing() throws IOException {
        return tree.has("standing")
                ? Payloads.json().treeToValue(tree.get("standing"), Standing.class)
                : Standing.AT_WORK;
    }

    /** The same in this version's format. */
    StoreIdentity raised() {
        return new StoreIdentity(tree.deepCopy().put("format", DirectoryStore.FORMAT));
    }

    /** The same with another identity and standing, in the format that knows of it. */
    StoreIdentity with(String id, Standing standing) {
        ObjectNode next = raised().tree.put("id", id);
        next.set("standing", Payloads.json().valueToTree(standing));
        return new StoreIdentity(next);
    }

    byte[] bytes() throws IOException {
        return Payloads.json().writeValueAsBytes(tree);
    }
}

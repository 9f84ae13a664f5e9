package dev.framespan.workflows.storyboard.reading;

import dev.framespan.workflows.asset.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the operator has said in place of single fields of a storyboard's shots and keyframes. It holds as long as the storyboard says of them
 * what it said then: an author who changes a shot means that.
 *
 * @param changes by the id of a shot or keyframe
 */
public record StoryboardChanges(Map<String, Change> changes) {
    public static final StoryboardChanges NONE = new StoryboardChanges(Map.of());

    /** The fields that can be said otherwise. */
    public static final Set<String> FIELDS =
            Set.of("prompt", "model", "duration", "resolution", "audio", "from", "to", "take");

    private static final Set<String> NUMBERS = Set.of("duration", "take");

    public StoryboardChanges {
        changes = changes == null ? Map.of() : Map.copyOf(changes);
    }

    /**
     * @param of SHA-256 of what the storyboard says in its place
     * @param fields their values, as they would be written
     */
    public record Change(String of, Map<String, String> fields) {
        public Change {
            fields = Map.copyOf(fields);
            if (!FIELDS.containsAll(fields.keySet())) {
                throw new IllegalArgumentException("not to be changed: " + fields.keySet());
            }
        }
    }

    /** The same with more said of one shot or keyframe. */
    public StoryboardChanges with(String id, String of, Map<String, String> fields) {
        Map<String, Change> all = new LinkedHashMap<>(changes);
        Map<String, String> merged = new TreeMap<>();
        Change before = changes.get(id);
        if (before != null && before.of().equals(of)) {
            merged.putAll(before.fields());
        }
        merged.putAll(fields);
        all.put(id, new Change(of, merged));
        return new StoryboardChanges(all);
    }

    /** The same with one shot or keyframe as it was before; without it where nothing was said of it. */
    public StoryboardChanges restored(String id, StoryboardChanges before) {
        Map<String, Change> all = new LinkedHashMap<>(changes);
        all.remove(id);
        if (before.changes.containsKey(id)) {
            all.put(id, before.changes.get(id));
        }
        return new StoryboardChanges(all);
    }

    /** What a storyboard says with these changes. */
    Node applied(Node root) {
        if (changes.isEmpty() || !(root instanceof Node.Mapping film)) {
            return root;
        }
        return new Node.Mapping(
                film.place(),
                film.entries().stream()
                        .map(entry -> new Node.Entry(entry.key(), entry.place(), part(entry.key(), entry.value())))
                        .toList(),
                film.repeated());
    }

    private Node part(String field, Node value) {
        if (field.equals("scenes") && value instanceof Node.Sequence scenes) {
            return new Node.Sequence(
                    scenes.place(), scenes.items().stream().map(this::scene).toList());
        }
        if (field.equals("shots") && value instanceof Node.Sequence shots) {
            return new Node.Sequence(
                    shots.place(),
                    shots.items().stream().map(shot -> changed(id(shot), shot)).toList());
        }
        if (field.equals("keyframes") && value instanceof Node.Mapping keyframes) {
            return new Node.Mapping(
                    keyframes.place(),
                    keyframes.entries().stream()
                            .map(entry ->
                                    new Node.Entry(entry.key(), entry.place(), changed(entry.key(), entry.value())))
                            .toList(),
                    keyframes.repeated());
        }
        return value;
    }

    private Node scene(Node value) {
        if (!(value instanceof Node.Mapping scene)) {
            return value;
        }
        return new Node.Mapping(
                scene.place(),
                scene.entries().stream()
                        .map(entry -> entry.key().equals("shots")
                                ? new Node.Entry(entry.key(), entry.place(), part(entry.key(), entry.value()))
                                : entry)
                        .toList(),
                scene.repeated());
    }

    private static String id(Node shot) {
        if (shot instanceof Node.Mapping mapping) {
            for (Node.Entry entry : mapping.entries()) {
                if (entry.key().equals("id") && entry.value() instanceof Node.Scalar scalar) {
                    return scalar.text();
                }
            }
        }
        return null;
    }

    private Node changed(String id, Node value) {
        Change change = id == null ? null : changes.get(id);
        if (change == null || !change.of().equals(hash(value)) || !(value instanceof Node.Mapping mapping)) {
            return value;
        }
        List<Node.Entry> entries = new ArrayList<>();
        mapping.entries().stream()
                .filter(entry -> !change.fields().containsKey(entry.key()))
                .forEach(entries::add);
        new TreeMap<>(change.fields())
                .forEach((field, text) -> entries.add(
                        new Node.Entry(field, value.place(), new Node.Scalar(value.place(), kind(field, text), text))));
        return new Node.Mapping(value.place(), entries, mapping.repeated());
    }

    private static Node.Kind kind(String field, String text) {
        if (NUMBERS.contains(field) && text.matches("[0-9]{1,9}")) {
            return Node.Kind.INTEGER;
        }
        return field.equals("audio") && text.matches("true|false") ? Node.Kind.TRUTH : Node.Kind.TEXT;
    }

    private static void hash(Node.Entry entry, Map<String, String> hashes) {
        if (entry.key().equals("shots") && entry.value() instanceof Node.Sequence shots) {
            shots.items().stream().filter(shot -> id(shot) != null).forEach(shot -> hashes.put(id(shot), hash(shot)));
        }
    }

    /** Of what a storyboard says of a shot or keyframe, wherever it stands in the file; empty where it says nothing. */
    static Map<String, String> hashes(Node root) {
        Map<String, String> hashes = new LinkedHashMap<>();
        if (root instanceof Node.Mapping film) {
            for (Node.Entry entry : film.entries()) {
                hash(entry, hashes);
                if (entry.key().equals("scenes") && entry.value() instanceof Node.Sequence scenes) {
                    for (Node scene : scenes.items()) {
                        if (scene instanceof Node.Mapping fields) {
                            fields.entries().forEach(field -> hash(field, hashes));
                        }
                    }
                }
                if (entry.key().equals("keyframes") && entry.value() instanceof Node.Mapping keyframes) {
                    keyframes.entries().forEach(keyframe -> hashes.put(keyframe.key(), hash(keyframe.value())));
                }
            }
        }
        return hashes;
    }

    private static String hash(Node node) {
        StringBuilder said = new StringBuilder();
        write(node, said);
        return Sha256.of(said.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void write(Node node, StringBuilder said) {
        if (node instanceof Node.Scalar scalar) {
            said.append(scalar.kind())
                    .append(scalar.text().length())
                    .append(':')
                    .append(scalar.text());
        } else if (node instanceof Node.Sequence sequence) {
            said.append('[');
            sequence.items().forEach(item -> write(item, said));
            said.append(']');
        } else if (node instanceof Node.Mapping mapping) {
            said.append('{');
            Map<String, Node> sorted = new TreeMap<>();
            mapping.entries().forEach(entry -> sorted.put(entry.key(), entry.value()));
            sorted.forEach((key, value) -> {
                said.append(key).append('=');
                write(value, said);
            });
            said.append('}');
        }
    }
}

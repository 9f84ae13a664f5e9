package dev.framespan.activities.callback;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.generation.Fingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tasks that the provider named when it called about a submission whose answer was not known: {@code callbacks/named/<first two>/<hash of
 * the fingerprint>-<submission>}. They are asked for before anything is believed of them. The shape of a callback's body is documented
 * nowhere, so whatever it calls an id may be one.
 */
public final class NamedTasks {
    private static final Set<String> FIELDS = Set.of("id", "task_id", "taskId");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:-]{1,200}");
    private static final int MOST = 4;
    private static final int DEEPEST = 8;
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .build();

    private final Store store;

    public NamedTasks(Store store) {
        this.store = store;
    }

    /** What a callback's body calls an id; none where it is no JSON. */
    static List<String> in(byte[] body) {
        List<String> ids = new ArrayList<>();
        try {
            find(JSON.readTree(body), ids);
        } catch (IOException e) {
            // The call itself says that something has ended.
            return List.of();
        }
        return ids;
    }

    private static void find(JsonNode node, List<String> ids) {
        if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                String text = field.getValue().asText("");
                if (FIELDS.contains(field.getKey()) && ID.matcher(text).matches() && !ids.contains(text)) {
                    add(ids, text);
                }
                find(field.getValue(), ids);
            }
        } else if (node.isArray()) {
            node.forEach(each -> find(each, ids));
        }
    }

    private static void add(List<String> ids, String id) {
        if (ids.size() < MOST) {
            ids.add(id);
        }
    }

    /** Those that were named first are kept. */
    public void write(CallbackTask submission, List<String> ids) throws IOException {
        store.create(key(submission), String.join("\n", ids).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * The operator has named one: it is asked for before those that calls have named.
     *
     * @throws IllegalArgumentException where it is no word of a provider's
     */
    public void add(CallbackTask submission, String id) throws IOException {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a task's id is a word of the provider's, and not " + id);
        }
        store.update(key(submission), held -> {
            List<String> ids = new ArrayList<>(List.of(id));
            held.ifPresent(content -> new String(content, StandardCharsets.US_ASCII)
                    .lines()
                    .filter(known -> !known.equals(id))
                    .forEach(known -> add(ids, known)));
            return Optional.of(String.join("\n", ids).getBytes(StandardCharsets.US_ASCII));
        });
    }

    public List<String> of(CallbackTask submission) throws IOException {
        Optional<byte[]> held = store.read(key(submission));
        return held.map(content ->
                        new String(content, StandardCharsets.US_ASCII).lines().toList())
                .orElse(List.of());
    }

    private static String key(CallbackTask submission) {
        String hash = Fingerprint.hash(submission.fingerprint());
        return "callbacks/named/" + hash.substring(0, 2) + "/" + hash
                + String.format(Locale.ROOT, "-%04d", submission.submission());
    }
}

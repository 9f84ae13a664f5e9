package dev.framespan.activities.assembly;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.framespan.activities.media.protocol.FrameSpan;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which joins were decoded before, in a film of the same parameter sets: {@code proven/<key>.json}. The next film in which the same frames of the
 * same files meet need not decode them again; their packets are compared all the same. A record that is lost costs nothing but the work.
 */
final class ProvenJoins {
    /** Joins; the oldest are forgotten. */
    private static final int MOST = 5_000;

    private static final int LENGTH = 20;

    private final Store store;
    private final String record;

    /** @param parameterSets by which a decoder of the film is told how to read it, and which engine decoded it: others, and nothing is known */
    ProvenJoins(Store store, String parameterSets) {
        this.store = store;
        this.record = "proven/" + DerivedAssets.key("proven", parameterSets) + ".json";
    }

    /** @param spans named by what is in them, as files of a store are */
    Set<Integer> among(List<FrameSpan> spans) throws IOException {
        Set<String> known = new HashSet<>(read(store.read(record)));
        Set<Integer> proven = new HashSet<>();
        List<String> joins = joins(spans);
        for (int i = 0; i < joins.size(); i++) {
            if (known.contains(joins.get(i))) {
                proven.add(i + 1);
            }
        }
        return proven;
    }

    /** A film of these was proven. */
    void add(List<FrameSpan> spans) throws IOException {
        try {
            store.update(record, held -> {
                Set<String> joins = new LinkedHashSet<>(joins(spans));
                joins.addAll(read(held));
                List<String> newest = new ArrayList<>(joins).subList(0, Math.min(MOST, joins.size()));
                return Optional.of(Payloads.json().writeValueAsBytes(newest));
            });
        } catch (Store.BusyException e) {
            // Another film writes it just now: the next one decodes these once more.
            return;
        }
    }

    private static List<String> joins(List<FrameSpan> spans) {
        List<String> joins = new ArrayList<>();
        for (int i = 1; i < spans.size(); i++) {
            joins.add(DerivedAssets.key(name(spans.get(i - 1)), name(spans.get(i)))
                    .substring(0, LENGTH));
        }
        return joins;
    }

    private static String name(FrameSpan span) {
        return span.file().getFileName() + " " + span.from() + "-" + span.to();
    }

    private static List<String> read(Optional<byte[]> held) throws IOException {
        if (held.isEmpty()) {
            return List.of();
        }
        try {
            return Payloads.json().readValue(held.get(), new TypeReference<List<String>>() {});
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }
}

package dev.framespan.worker.jars;

import com.fasterxml.jackson.annotation.JsonCreator;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which workflows of one's own the workers of a store host, and on which queue: {@code hosted/<type>.json}. Who starts one needs no jar for that. */
public final class HostedTypes {
    private static final String FOLDER = "hosted";
    private static final String RECORD = ".json";

    private final Store store;

    public HostedTypes(Store store) {
        this.store = store;
    }

    /**
     * A workflow that a worker has hosted.
     *
     * @param type by which it is started
     * @param queue on which its workers are asked
     * @param jar file name of the jar or folder that brought it last
     * @param sha256 of that
     */
    public record HostedType(String type, String queue, String jar, String sha256) {
        @JsonCreator
        public HostedType {}
    }

    /** Writes down what a worker hosts from now on. What a jar of the same name brought before, and brings no more, is taken away. */
    public void remember(WorkflowJars jars) throws IOException {
        for (WorkflowJar jar : jars.all()) {
            String queue = jar.queue(store.id());
            for (HostedType before : all()) {
                if (before.queue().equals(queue) && !jar.types().contains(before.type())) {
                    store.remove(key(before.type()));
                }
            }
            for (String type : jar.types()) {
                store.replace(key(type), Payloads.json().writeValueAsBytes(jar.hosted(type, store.id())));
            }
        }
    }

    /** All of them, in the order of their names. */
    public List<HostedType> all() throws IOException {
        List<HostedType> all = new ArrayList<>();
        for (String key : store.list(FOLDER)) {
            String file = Store.name(key);
            if (file.endsWith(RECORD)) {
                of(file.substring(0, file.length() - RECORD.length())).ifPresent(all::add);
            }
        }
        return all;
    }

    /** One of them, by its type. */
    public Optional<HostedType> of(String type) throws IOException {
        Optional<byte[]> held = store.read(key(type));
        return held.isEmpty() ? Optional.empty() : Optional.of(Payloads.json().readValue(held.get(), HostedType.class));
    }

    private static String key(String type) {
        return FOLDER + "/" + type + RECORD;
    }
}

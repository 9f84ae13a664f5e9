package dev.framespan.activities.generation;

import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Sha256;
import dev.framespan.workflows.generation.Realm;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Where the results of tasks can be fetched from the provider, as long as it keeps them. */
final class ResultLinks {
    // A link must outlive the provider's own queue before the provider fetches the picture behind it.
    private static final Duration SPARE = Duration.ofHours(2);

    private final Store store;
    private final Provider provider;
    private final Clock clock;

    ResultLinks(Store store, Provider provider, Clock clock) {
        this.store = store;
        this.provider = provider;
        this.clock = clock;
    }

    /** Asks the provider, and remembers. */
    Optional<TaskStatus.Link> ask(String task) throws ProviderException, IOException {
        Optional<TaskStatus.Link> link = provider.status(task).links().stream().findFirst();
        if (link.isPresent()) {
            store.replace(key(task), Payloads.json().writeValueAsBytes(link.get()));
        }
        return link;
    }

    /** The link remembered, while it is good for some time; else the provider is asked for a new one. */
    Optional<TaskStatus.Link> current(String task) throws ProviderException, IOException {
        Optional<byte[]> remembered = store.read(key(task));
        if (remembered.isPresent()) {
            TaskStatus.Link link = Payloads.json().readValue(remembered.get(), TaskStatus.Link.class);
            if (clock.instant().plus(SPARE).isBefore(link.expiresAt())) {
                return Optional.of(link);
            }
        }
        return ask(task);
    }

    private String key(String task) {
        return "links/" + Realm.pathName(provider.realm()) + "/" + Sha256.of(task) + ".json";
    }
}

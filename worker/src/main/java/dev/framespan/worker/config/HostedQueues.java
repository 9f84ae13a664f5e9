package dev.framespan.worker.config;

import dev.framespan.workflows.catalogue.ListFormat;
import dev.framespan.workflows.generation.QueueKind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The kinds of task queues that a worker hosts, so that small machines wait and large ones encode.
 *
 * @param kinds at least one
 */
public record HostedQueues(Set<QueueKind> kinds) {
    /** Names of queues, parted by commas. */
    public static final String PATTERN =
            "(films|submit|await|fetch|media|assemble)" + "(\\s*,\\s*(films|submit|await|fetch|media|assemble))*";

    /** What is written that way. */
    public static final String TAKES = "names of queues, parted by commas, such as media,assemble; there are films,"
            + " submit, await, fetch, media and assemble";

    public static final HostedQueues ALL = new HostedQueues(EnumSet.allOf(QueueKind.class));

    private static final Set<QueueKind> ASKING = EnumSet.of(QueueKind.SUBMIT, QueueKind.AWAIT, QueueKind.FETCH);
    // A film's worker says who is paid.
    private static final Set<QueueKind> KEYED =
            EnumSet.of(QueueKind.FILMS, QueueKind.SUBMIT, QueueKind.AWAIT, QueueKind.FETCH);

    public HostedQueues {
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("a worker hosts at least one queue");
        }
        kinds = Set.copyOf(kinds);
    }

    /** @throws IllegalArgumentException when it is none, with what it takes */
    public static HostedQueues parse(String names) {
        if (!names.strip().matches(PATTERN)) {
            throw new IllegalArgumentException(TAKES);
        }
        return new HostedQueues(Arrays.stream(names.strip().split("\\s*,\\s*"))
                .map(name -> QueueKind.valueOf(name.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(QueueKind.class))));
    }

    public boolean host(QueueKind kind) {
        return kinds.contains(kind);
    }

    public boolean areAll() {
        return kinds.size() == QueueKind.values().length;
    }

    /** Whether their worker calls providers. */
    public boolean askProviders() {
        return kinds.stream().anyMatch(ASKING::contains);
    }

    /** Whether their worker has to know who is paid, and so has the keys. */
    public boolean needKeys() {
        return kinds.stream().anyMatch(KEYED::contains);
    }

    /** Whether all that needs keys is with this worker. */
    public boolean haveAllThatNeedsKeys() {
        return kinds.containsAll(KEYED);
    }

    /** Whether their worker decodes and encodes. */
    public boolean needEngine() {
        return host(QueueKind.MEDIA) || host(QueueKind.ASSEMBLE);
    }

    /** Such as {@code queues media and assemble}. */
    public String words() {
        List<String> names = Arrays.stream(QueueKind.values())
                .filter(kinds::contains)
                .map(QueueKind::word)
                .toList();
        return (names.size() == 1 ? "queue " : "queues ") + ListFormat.and(names);
    }
}

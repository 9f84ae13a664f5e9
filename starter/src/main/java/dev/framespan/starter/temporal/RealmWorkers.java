package dev.framespan.starter.temporal;

import dev.framespan.workflows.catalogue.ListFormat;
import dev.framespan.workflows.generation.QueueKind;
import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.generation.WorkIdentity;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whether workers are there that do what a film needs now. Any worker of the store that hosts films takes the film itself; purchases wait for
 * workers of its realm, and each kind of work for one that hosts its queue.
 */
public final class RealmWorkers {
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final Set<QueueKind> PAYING = EnumSet.of(QueueKind.SUBMIT, QueueKind.AWAIT, QueueKind.FETCH);
    private static final Set<QueueKind> MAKING =
            EnumSet.of(QueueKind.SUBMIT, QueueKind.AWAIT, QueueKind.FETCH, QueueKind.MEDIA);
    private static final Set<QueueKind> JOINING = EnumSet.of(QueueKind.MEDIA, QueueKind.ASSEMBLE);

    private final QueuePollers pollers;
    private final WorkIdentity identity;
    private Instant next;
    private Set<QueueKind> asked = Set.of();
    private Set<QueueKind> missing = Set.of();

    /** @param identity whose workers make the film; null for one of before workflows remembered it, of which nothing is said */
    public RealmWorkers(WorkflowServiceStubs service, String namespace, WorkIdentity identity) {
        this.pollers = new QueuePollers(service, namespace, TaskQueues.of(identity));
        this.identity = identity;
        this.next = identity == null ? Instant.MAX : Instant.MIN;
    }

    /** What is to be said while stills and clips are made; empty where workers for all of it are there, or the server cannot say. */
    public String making() {
        Set<QueueKind> none = missing(MAKING);
        return none.containsAll(PAYING)
                ? "no worker that pays " + identity.realm() + " is there: start one with framespan worker; waiting"
                : words(none);
    }

    /** The same while no worker has begun to join a film. */
    public String joining() {
        return words(missing(JOINING));
    }

    /** The same while nobody answers for a film; empty also where no worker is there at all. */
    public String moving() {
        Set<QueueKind> none = missing(EnumSet.allOf(QueueKind.class));
        boolean some = none.size() < QueueKind.values().length;
        return some && none.contains(QueueKind.FILMS) ? words(EnumSet.of(QueueKind.FILMS)) : "";
    }

    private static String words(Set<QueueKind> none) {
        if (none.isEmpty()) {
            return "";
        }
        String names = ListFormat.and(none.stream().map(QueueKind::word).toList());
        String option = String.join(",", none.stream().map(QueueKind::word).toList());
        return "no worker hosts the " + (none.size() == 1 ? "queue " : "queues ") + names
                + ": start one with framespan worker --queues " + option + ", or one that hosts all; waiting";
    }

    private Set<QueueKind> missing(Set<QueueKind> wanted) {
        if (next.equals(Instant.MAX)) {
            return Set.of();
        }
        if (!asked.equals(wanted) || Instant.now().isAfter(next)) {
            asked = wanted;
            next = Instant.now().plus(EVERY);
            try {
                missing = pollers.missing(wanted);
            } catch (UnsupportedOperationException e) {
                missing = Set.of();
                next = Instant.MAX;
            }
        }
        return missing;
    }
}

package dev.framespan.workflows.film;

import dev.framespan.workflows.notice.Notice;
import dev.framespan.workflows.notice.NotificationWorkflow;
import dev.framespan.workflows.studio.Item;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Has the operator told when a film waits or has ended, once each time. The film waits for none of it. */
final class FilmNotices {
    private final String film;
    private final String title;
    private final String store;
    private int told;
    private Set<String> last = Set.of();

    FilmNotices(String film, String title, String store) {
        this.film = film;
        this.title = title;
        this.store = store;
    }

    /** Whether the operator does not know yet that the film waits for one of these. That it waits for fewer, since some are answered, is no news. */
    boolean areNews(List<Item> parked) {
        return !last.containsAll(said(parked));
    }

    /** What is asked for again by itself, and stops again, is no news. */
    static Set<String> said(List<Item> parked) {
        return parked.stream()
                .map(item -> item.id() + " " + item.stop().kind()
                        + (item.stop().kind().isAskedAgainByItself()
                                        || item.stop().kind().concernsAccount()
                                ? ""
                                : " " + item.since()))
                .collect(Collectors.toSet());
    }

    /** Whether something is not parked any more of which that is news. */
    static boolean isAnswered(List<Item> before, List<Item> now) {
        Set<String> still = said(now);
        return before.stream()
                .filter(item -> !item.stop().kind().isAskedAgainByItself()
                        && !item.stop().kind().concernsAccount())
                .anyMatch(item -> !still.containsAll(said(List.of(item))));
    }

    void waits(List<Item> parked) {
        waits(parked, 0);
    }

    /** @param others that are parked, too */
    void waits(List<Item> parked, int others) {
        last = said(parked);
        List<Notice.Waiting> waiting = parked.stream()
                .limit(Notice.MOST)
                .map(item -> new Notice.Waiting(
                        item.id(), item.stop().kind().name(), item.stop().message()))
                .toList();
        int more = parked.size() + others - waiting.size();
        tell("waits", waiting, more > 0 ? more : null);
    }

    void ended(FilmOutcome outcome) {
        tell(outcome.name().toLowerCase(Locale.ROOT), List.of(), null);
    }

    private void tell(String state, List<Notice.Waiting> waiting, Integer more) {
        told++;
        NotificationWorkflow notification = Workflow.newChildWorkflowStub(
                NotificationWorkflow.class,
                ChildWorkflowOptions.newBuilder()
                        .setWorkflowId(Workflow.getInfo().getWorkflowId() + "/notice/"
                                + Workflow.getInfo().getRunId() + "/" + told)
                        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                        .build());
        Async.procedure(
                        notification::tell,
                        new Notice(
                                film,
                                title,
                                store,
                                state,
                                waiting,
                                more,
                                Instant.ofEpochMilli(Workflow.currentTimeMillis())))
                .exceptionally(failure -> null); // It tells its own failure, in Temporal's pages.
        // A child that has not begun ends with its parent.
        Workflow.getWorkflowExecution(notification)
                .exceptionally(failure -> null)
                .get();
    }
}

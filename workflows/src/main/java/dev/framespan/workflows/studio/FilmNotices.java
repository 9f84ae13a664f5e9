package dev.framespan.workflows.studio;

import dev.framespan.workflows.Internal;
import dev.framespan.workflows.notice.Notice;
import dev.framespan.workflows.notice.NotificationWorkflow;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Has the operator told when a film waits or has ended, once each time. The film waits for none of it. */
@Internal
public final class FilmNotices {
    private final String film;
    private final String title;
    private final String store;
    private final String queue;
    private int told;
    private final WaitingNews news = new WaitingNews();

    public FilmNotices(String film, String title, String store) {
        this(film, title, store, null);
    }

    /** @param queue whose workers tell it; null for those of the workflow itself */
    FilmNotices(String film, String title, String store, String queue) {
        this.queue = queue;
        this.film = film;
        this.title = title;
        this.store = store;
    }

    /** See {@link WaitingNews#areNews}. */
    public boolean areNews(List<Item> parked) {
        return news.areNews(parked);
    }

    public void waits(List<Item> parked) {
        waits(parked, 0);
    }

    /** @param others that are parked, too */
    public void waits(List<Item> parked, int others) {
        news.told(parked);
        List<Notice.Waiting> waiting = parked.stream()
                .limit(Notice.MOST)
                .map(item -> new Notice.Waiting(
                        item.id(), item.stop().kind().name(), item.stop().message()))
                .toList();
        int more = parked.size() + others - waiting.size();
        tell("waits", waiting, more > 0 ? more : null);
    }

    public void ended(FilmOutcome outcome) {
        tell(outcome.name().toLowerCase(Locale.ROOT), List.of(), null);
    }

    private void tell(String state, List<Notice.Waiting> waiting, Integer more) {
        told++;
        NotificationWorkflow notification = Workflow.newChildWorkflowStub(
                NotificationWorkflow.class,
                ChildWorkflowOptions.newBuilder()
                        .setWorkflowId(Workflow.getInfo().getWorkflowId() + "/notice/"
                                + Workflow.getInfo().getRunId() + "/" + told)
                        .setTaskQueue(queue)
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

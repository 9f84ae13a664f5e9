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

/** Has the operator told when a film waits or has ended, once each time. The film waits for none of it. */
final class FilmNotices {
    private final Plan plan;
    private final String store;
    private int told;
    private List<String> last = List.of();

    FilmNotices(Plan plan, String store) {
        this.plan = plan;
        this.store = store;
    }

    /** Whether the operator does not know yet that the film waits for these. */
    boolean areNews(List<Item> parked) {
        return !parked.isEmpty() && !said(parked).equals(last);
    }

    /** What is asked for again by itself, and stops again, is no news. */
    private static List<String> said(List<Item> parked) {
        return parked.stream()
                .map(item -> item.id() + " " + item.stop().kind()
                        + (item.stop().kind().isAskedAgainByItself()
                                        || item.stop().kind().concernsAccount()
                                ? ""
                                : " " + item.since()))
                .toList();
    }

    void waits(List<Item> parked) {
        last = said(parked);
        List<Notice.Waiting> waiting = parked.stream()
                .limit(Notice.MOST)
                .map(item -> new Notice.Waiting(
                        item.id(), item.stop().kind().name(), item.stop().message()))
                .toList();
        tell("waits", waiting, parked.size() > Notice.MOST ? parked.size() - Notice.MOST : null);
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
                                plan.film(),
                                plan.title(),
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

package dev.framespan.simulator.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framespan.simulator.order.Order;
import dev.framespan.simulator.order.SpeechOrder;
import dev.framespan.simulator.result.Links;
import dev.framespan.simulator.task.Account;
import dev.framespan.simulator.task.AtomicFolder;
import dev.framespan.simulator.task.Job;
import dev.framespan.simulator.task.Spoken;
import dev.framespan.simulator.task.TaskState;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** The json in which the provider tells about tasks. */
final class TaskJson {
    /** The provider counts money in quota; its example takes half a million for a dollar. */
    private static final BigDecimal QUOTA = BigDecimal.valueOf(500_000);

    private final Account account;
    private final Links links;

    TaskJson(Account account, Links links) {
        this.account = account;
        this.links = links;
    }

    /** What {@code POST /tasks} answers. */
    ObjectNode accepted(Job job) {
        return AtomicFolder.JSON
                .createObjectNode()
                .put("task_id", job.task().id())
                .put("model", job.order().model().id())
                .put("action", job.order().action())
                .put("status", TaskState.QUEUED.word())
                .put("created_at", job.task().createdAt())
                .put("progress", 0);
    }

    /** The same, as an older page shows it. */
    ObjectNode acceptedInOldForm(Job job) {
        return AtomicFolder.JSON
                .createObjectNode()
                .put("code", "success")
                .put("data", job.task().id());
    }

    /** What {@code GET /tasks/{id}} answers. */
    ObjectNode status(Job job, String origin) {
        long now = account.now();
        TaskState state = job.stateAt(now);
        ObjectNode json = AtomicFolder.JSON
                .createObjectNode()
                .put("task_id", job.task().id())
                .put("status", state.word())
                .put("action", job.order().action())
                .put("model", job.order().model().id())
                .put("progress", progress(job, state, now))
                .put("created_at", job.task().createdAt());
        if (state.isFinished()) {
            json.put("completed_at", job.task().finishedAt());
        }
        if (state == TaskState.FAILED) {
            job.task().whyFailed().ifPresent(failure -> json.putObject("error")
                    .put("message", failure.message())
                    .put("code", failure.code()));
        }
        if (job.isRefundedAt(now)) {
            refund(json, job);
        }
        if (state == TaskState.COMPLETED) {
            json.set("result", result(job, origin));
        }
        return withUrls(json, job, origin);
    }

    /** The same for an unfinished task, in a state that no page has. */
    ObjectNode inState(Job job, String word, String origin) {
        long now = account.now();
        ObjectNode json = AtomicFolder.JSON
                .createObjectNode()
                .put("task_id", job.task().id())
                .put("status", word)
                .put("action", job.order().action())
                .put("model", job.order().model().id())
                .put("progress", job.task().progressAt(now))
                .put("created_at", job.task().createdAt());
        return withUrls(json, job, origin);
    }

    private static ObjectNode withUrls(ObjectNode json, Job job, String origin) {
        String self = origin + "/v1/tasks/" + job.task().id();
        json.putObject("urls").put("get", self).put("cancel", self + "/cancel");
        return json;
    }

    private static ObjectNode refund(ObjectNode json, Job job) {
        return json.put("refunded", true)
                .put(
                        "refunded_quota",
                        job.task()
                                .charged()
                                .multiply(QUOTA)
                                .setScale(0, RoundingMode.HALF_UP)
                                .longValueExact());
    }

    private static int progress(Job job, TaskState state, long now) {
        return switch (state) {
            case QUEUED, CANCELLED -> 0;
            case PROCESSING -> job.task().progressAt(now);
            case FAILED -> job.task().progressAt(job.task().finishedAt());
            case COMPLETED -> 100;
        };
    }

    private ObjectNode result(Job job, String origin) {
        ObjectNode result = AtomicFolder.JSON.createObjectNode();
        ArrayNode items = result.putArray(job.order().product() instanceof Order.Clip ? "videos" : "images");
        for (int index = 0; index < job.order().files(); index++) {
            Links.Link link = links.to(job, index);
            ObjectNode item = items.addObject();
            item.putArray("url").add(origin + link.path());
            item.put("expires_at", link.expiresAt());
        }
        return result;
    }

    /** What {@code POST /tasks/{id}/cancel} answers. */
    ObjectNode cancelled(Job job) {
        return refund(
                AtomicFolder.JSON
                        .createObjectNode()
                        .put("task_id", job.task().id())
                        .put("status", TaskState.CANCELLED.word()),
                job);
    }

    /** What {@code POST /tasks/sync} answers when its time is up. */
    ObjectNode late(Job job, String origin) {
        return AtomicFolder.JSON
                .createObjectNode()
                .put("task_id", job.task().id())
                .put("status", job.stateAt(account.now()).word())
                .put("poll_url", origin + "/v1/tasks/" + job.task().id());
    }

    /** Everything that was ever charged, and what for. */
    ObjectNode ledger() {
        long now = account.now();
        ObjectNode ledger = AtomicFolder.JSON
                .createObjectNode()
                .put("charged_usd", account.charged())
                .put("refunded_usd", account.refunded())
                .put("balance_usd", account.balance())
                .put("most_at_once", account.mostAtOnce())
                .put("refused_at_limit", account.refusedAtLimit());
        ArrayNode entries = ledger.putArray("entries");
        for (Job job : account.all()) {
            entries.add(entry(job, now));
        }
        account.spoken().forEach(spoken -> entries.add(entry(spoken)));
        return ledger;
    }

    private static ObjectNode entry(Spoken spoken) {
        return AtomicFolder.JSON
                .createObjectNode()
                .put("model", spoken.model())
                .put("action", SpeechOrder.ACTION)
                .put("voice", spoken.voice())
                .put("prompt", spoken.text())
                .put("charged_usd", spoken.charged())
                .put("status", "completed")
                .put("refunded", false)
                .put("created_at", spoken.createdAt())
                .put("polls", 0)
                .put("callbacks", 0);
    }

    private static ObjectNode entry(Job job, long now) {
        Order order = job.order();
        ObjectNode entry = AtomicFolder.JSON
                .createObjectNode()
                .put("task_id", job.task().id())
                .put("model", order.model().id())
                .put("action", order.action())
                .put("prompt", order.prompt());
        if (order.product() instanceof Order.Clip clip) {
            entry.put("duration", clip.seconds());
        }
        entry.put("resolution", order.resolution());
        entry.set("request", job.task().request());
        if (job.stateAt(now).isFinished()) {
            entry.put("completed_at", job.task().finishedAt());
        }
        return entry.put("charged_usd", job.task().charged())
                .put("status", job.stateAt(now).word())
                .put("refunded", job.isRefundedAt(now))
                .put("created_at", job.task().createdAt())
                .put("polls", job.polls())
                .put("callbacks", job.task().callbacks());
    }
}

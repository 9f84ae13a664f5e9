package dev.framespan.studio;

import dev.framespan.asset.Asset;
import dev.framespan.generation.FailureKind;
import dev.framespan.generation.GenerationWorkflow;
import dev.framespan.generation.Input;
import dev.framespan.generation.Purchase;
import dev.framespan.generation.Queues;
import dev.framespan.generation.Request;
import dev.framespan.generation.Stop;
import dev.framespan.generation.Take;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a workflow makes films with: ask for stills and clips, get promises, cut them together. A request that equals an earlier one
 * shares its take, so it is paid for once. Failed promises carry a {@link Stop}.
 *
 * <p>To be used from workflow code only. It starts a child workflow for each still and clip and holds no thread while they work.
 */
public final class Studio {
    // Scenes will be workflows of their own; until then a film is one.
    private static final String SCENE = "1";

    private final Settings settings;
    private final Begun begun = new Begun();
    private final Permits permits;
    private final CuttingRoom cuttingRoom;
    private final Map<String, Item> items = new LinkedHashMap<>();
    private final Map<Wanted, Making> makings = new HashMap<>();
    private Stop account;

    private Studio(Settings settings) {
        this.settings = settings;
        this.permits = new FilmPermits(settings.maxParallel());
        this.cuttingRoom = new CuttingRoom(settings, begun);
    }

    public static Studio open(Settings settings) {
        return new Studio(settings);
    }

    /** A still from words alone, with this system's defaults. */
    public Promise<Still> still(String prompt) {
        return still(StillRequest.of(prompt));
    }

    public Promise<Still> still(StillRequest wanted) {
        String id = named(wanted.id(), "still");
        return make(id, new Wanted(wanted.request(), null, null))
                .thenApply(take -> new Still(id, take.original(), take.fingerprint()));
    }

    /** A picture of one's own, already in the store. */
    public Promise<Still> picture(String name, Asset picture) {
        return Workflow.newPromise(new Still(named(name, "picture"), picture, null));
    }

    public Promise<Clip> clip(ClipRequest wanted) {
        String id = named(wanted.id(), "clip");
        return make(id, new Wanted(wanted.request(), wanted.from(), wanted.to()))
                .thenApply(take -> new Clip(id, take));
    }

    /** The clips one after another, each whole, as one film with its contact sheet. */
    public Promise<Film> cut(List<Promise<Clip>> clips) {
        return Promise.allOf(clips)
                .thenCompose(
                        done -> cuttingRoom.cut(clips.stream().map(Promise::get).toList()));
    }

    /** How everything that was asked for stands, in the order in which it was asked for. */
    public List<Item> items() {
        return List.copyOf(items.values());
    }

    /** Whether nothing that was asked for is still on its way. */
    public boolean isSettled() {
        return items.values().stream()
                .noneMatch(item -> item.state() == Item.State.WAITING || item.state() == Item.State.IN_MOTION);
    }

    /** Whether no child workflow is at work; after a cancellation, nothing more is begun. */
    public boolean isIdle() {
        return items.values().stream().noneMatch(item -> item.state() == Item.State.IN_MOTION);
    }

    /** What the cutting room does, for people: {@code joining}; empty while it has nothing to do. */
    public String cutting() {
        return cuttingRoom.doing();
    }

    private Promise<Take> make(String id, Wanted wanted) {
        boolean still = wanted.request().forStill();
        Making same = makings.get(wanted);
        if (same != null) {
            items.put(id, Item.shared(id, still, same.id()));
            return same.take().handle((take, failure) -> ended(id, take, failure));
        }
        items.put(id, Item.waiting(id, still));
        Promise<Take> take = wanted.inputs()
                .thenCompose(inputs -> permits.acquire()
                        .thenCompose(permit -> generate(id, wanted.request().with(inputs))
                                .handle((made, failure) -> {
                                    try {
                                        return ended(id, made, failure);
                                    } finally {
                                        // Last, for the next one begins in here: it must find the account as it is now.
                                        permits.release();
                                    }
                                })))
                .handle((made, failure) -> failure == null ? made : ended(id, null, failure));
        makings.put(wanted, new Making(id, take));
        return take;
    }

    private Promise<Take> generate(String id, Request request) {
        if (account != null) {
            return Workflow.newFailedPromise(new NotBegun(account));
        }
        return begun.begin(() -> child(id, request));
    }

    private Promise<Take> child(String id, Request request) {
        String child = parent() + "/" + SCENE + "/" + id;
        items.computeIfPresent(id, (key, item) -> item.moving(child));
        GenerationWorkflow workflow = Workflow.newChildWorkflowStub(
                GenerationWorkflow.class,
                ChildWorkflowOptions.newBuilder()
                        .setWorkflowId(child)
                        .setTaskQueue(queue())
                        // the ledger remembers what a terminated child was at; nobody should watch a film that is gone
                        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_TERMINATE)
                        .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
                        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                        .build());
        Purchase purchase =
                new Purchase(settings.film(), Workflow.getInfo().getRunId(), id, request, settings.identity());
        return Async.function(workflow::make, purchase, 0);
    }

    /** Two stores may hold films of one id, and an own workflow has an id of its own; before settings had an identity, the film's was it. */
    private String parent() {
        return settings.hasIdentity() ? Workflow.getInfo().getWorkflowId() : settings.film();
    }

    /** A child of an own workflow is made by the store's workers, not by those that know the own workflow. */
    private String queue() {
        return settings.hasIdentity()
                ? Queues.of(settings.identity()).films()
                : Workflow.getInfo().getTaskQueue();
    }

    private Take ended(String id, Take take, RuntimeException failure) {
        if (failure == null) {
            items.computeIfPresent(id, (key, item) -> item.done(take));
            return take;
        }
        if (items.get(id).state() == Item.State.STOPPED) {
            throw failure;
        }
        boolean moved = items.get(id).state() == Item.State.IN_MOTION;
        Stop stop = Stop.of(failure).orElse(null);
        if (moved && stop == null) {
            stop = unexplained(id, failure);
        }
        if (moved && stop.kind().concernsAccount() && account == null) {
            account = stop;
        }
        Stop why = stop;
        items.computeIfPresent(id, (key, item) -> moved ? item.stopped(why) : item.blocked());
        throw failure;
    }

    private static Stop unexplained(String id, Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof CanceledFailure
                ? new Stop(FailureKind.CANCELLED, id, 1, "cancelled; render again to go on", 0, null, null, null)
                : new Stop(
                        FailureKind.INTERNAL,
                        id,
                        1,
                        "could not be made: " + said(root) + "; render again to try once more",
                        0,
                        null,
                        null,
                        null);
    }

    private static String said(Throwable root) {
        return root instanceof ApplicationFailure told ? told.getOriginalMessage() : root.getMessage();
    }

    private String named(String name, String kind) {
        if (name == null) {
            return kind + "-" + (items.size() + 1);
        }
        if (items.containsKey(name)) {
            throw new IllegalArgumentException("two requests are called " + name);
        }
        return name;
    }

    /** What is asked for; promises are compared by identity, so that two clips between the same stills are the same clip. */
    private record Wanted(Request request, Promise<Still> from, Promise<Still> to) {
        Promise<List<Input>> inputs() {
            List<Promise<Input>> pictures = new ArrayList<>();
            if (from != null) {
                pictures.add(from.thenApply(still -> still.as(Input.Role.FIRST_FRAME)));
            }
            if (to != null) {
                pictures.add(to.thenApply(still -> still.as(Input.Role.LAST_FRAME)));
            }
            return Promise.allOf(pictures)
                    .thenApply(done -> pictures.stream().map(Promise::get).toList());
        }
    }

    private record Making(String id, Promise<Take> take) {}

    /** The account refuses everything; this was not even asked for. */
    private static final class NotBegun extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotBegun(Stop account) {
            super(account.message());
        }
    }
}

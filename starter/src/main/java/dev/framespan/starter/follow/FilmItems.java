package dev.framespan.starter.follow;

import dev.framespan.activities.store.Store;
import dev.framespan.starter.concurrent.Futures;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.film.FilmStatus;
import dev.framespan.workflows.film.FilmWorkflow;
import dev.framespan.workflows.film.ItemPage;
import dev.framespan.workflows.film.SceneEntry;
import dev.framespan.workflows.film.SceneWorkflow;
import dev.framespan.workflows.film.UnbegunItems;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.plan.ScenePlan;
import dev.framespan.workflows.studio.Item;
import io.temporal.api.workflow.v1.PendingChildExecutionInfo;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How everything in a film stands, wherever that is known: a film of one scene knows it, of several the scenes that are at work know it, and the store
 * knows it of those that have ended.
 */
public final class FilmItems {
    private final WorkflowClient client;
    private final Store store;
    /** Ids of the workflows of scenes that are at work, as far as is known: they are asked while the film is. */
    private volatile Set<String> atWork = Set.of();

    // What a scene was at its end, or is before it begins, changes no more.
    private final Map<Asset, List<Item>> known = new HashMap<>();

    /** @param store of the film */
    public FilmItems(WorkflowClient client, Store store) {
        this.client = client;
        this.store = store;
    }

    /** What the server knows of a film's workflow says which scenes are at work. */
    public void expect(WorkflowExecutionDescription film) {
        atWork = film.getRawDescription().getPendingChildrenList().stream()
                .filter(child -> child.getWorkflowTypeName().equals(SceneWorkflow.TYPE))
                .map(PendingChildExecutionInfo::getWorkflowId)
                .collect(Collectors.toSet());
    }

    /** @return with all its items, and whether all that is left waits for an answer */
    public FilmStatus of(WorkflowStub film) {
        Map<String, CompletableFuture<FilmStatus>> asked = new HashMap<>();
        atWork.forEach(scene -> asked.put(scene, asked(scene)));
        FilmStatus status = film.query(FilmWorkflow.STATUS, FilmStatus.class);
        return status.scenes() == null ? status : whole(status, asked);
    }

    private CompletableFuture<FilmStatus> asked(String scene) {
        return CompletableFuture.supplyAsync(
                () -> client.newUntypedWorkflowStub(scene).query(SceneWorkflow.STATUS, FilmStatus.class));
    }

    /**
     * A scene of a film, with what is in it.
     *
     * @param status null where it is not at work
     */
    public record Scene(SceneEntry scene, FilmStatus status, List<Item> items) {
        public boolean has(String id) {
            return items.stream().anyMatch(item -> item.id().equals(id));
        }
    }

    /** The scenes of a film of several. */
    public List<Scene> scenes(FilmStatus film) {
        return scenes(film, Map.of());
    }

    private List<Scene> scenes(FilmStatus film, Map<String, CompletableFuture<FilmStatus>> asked) {
        List<CompletableFuture<FilmStatus>> answers = new ArrayList<>();
        for (SceneEntry scene : film.scenes()) {
            // All are asked at once: each may have to be read anew by a worker.
            if (scene.workflow() == null) {
                answers.add(CompletableFuture.completedFuture(null));
            } else {
                CompletableFuture<FilmStatus> before = asked.get(scene.workflow());
                answers.add(before == null ? asked(scene.workflow()) : before);
            }
        }
        atWork = film.scenes().stream()
                .map(SceneEntry::workflow)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        List<Scene> scenes = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            SceneEntry scene = film.scenes().get(i);
            FilmStatus status = Futures.join(answers.get(i));
            // Just begun, it has not read yet what is in it.
            boolean says = status != null && !status.items().isEmpty();
            scenes.add(new Scene(scene, status, says ? status.items() : items(scene)));
        }
        return scenes;
    }

    private FilmStatus whole(FilmStatus film, Map<String, CompletableFuture<FilmStatus>> asked) {
        List<Scene> scenes = scenes(film, asked);
        // What waits in the film itself, when no scene is at work any more: to be joined.
        List<Item> own = film.items();
        List<Item> items = Stream.concat(
                        scenes.stream()
                                .flatMap(scene -> scene.items().stream())
                                .sorted(Comparator.comparing(Item::kind)),
                        own.stream())
                .toList();
        List<Scene> moving =
                scenes.stream().filter(scene -> scene.status() != null).toList();
        boolean waits = Boolean.TRUE.equals(film.waits())
                && (!moving.isEmpty() || !own.isEmpty())
                && moving.stream()
                        .allMatch(scene -> Boolean.TRUE.equals(scene.status().waits()));
        return new FilmStatus(film.cutting(), items, waits ? true : null, film.scenes(), film.paused(), null);
    }

    private synchronized List<Item> items(SceneEntry scene) {
        if (scene.items() == null) {
            return known.computeIfAbsent(
                    scene.plan(),
                    plan -> UnbegunItems.of(read(plan, ScenePlan.class).plan()));
        }
        List<Item> items = new ArrayList<>();
        for (Asset page : scene.items()) {
            items.addAll(known.computeIfAbsent(
                    page, kept -> read(kept, ItemPage.class).items()));
        }
        return items;
    }

    /** A plan of the film. */
    public Plan plan(Asset kept) {
        return read(kept, Plan.class);
    }

    private <T> T read(Asset kept, Class<T> type) {
        try {
            return Payloads.json().readValue(store.bytes(kept), type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

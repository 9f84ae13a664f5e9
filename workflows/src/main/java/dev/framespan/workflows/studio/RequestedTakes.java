package dev.framespan.workflows.studio;

import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.InputPicture;
import dev.framespan.workflows.generation.PurchaseKey;
import dev.framespan.workflows.generation.RequestPicture;
import dev.framespan.workflows.generation.Take;
import dev.framespan.workflows.generation.TakeKind;
import io.temporal.workflow.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a studio was asked for, and what of it is the same: an equal request shares its take, which is paid for once. */
final class RequestedTakes {
    private final ItemStates items;
    private final Purchases purchases;
    private final Retakes retakes;
    private final boolean stillsBySource;
    private final Map<String, TakeRequest> asked = new HashMap<>();
    private final Map<PurchaseKey, RequestedTake> requested = new HashMap<>();
    private final Map<Promise<?>, Object> sources = new HashMap<>();

    private record RequestedTake(String id, Promise<Take> take) {}

    /** @param stillsBySource whether stills are told apart by what they are made from, and not by who asked for them */
    RequestedTakes(ItemStates items, Purchases purchases, Retakes retakes, boolean stillsBySource) {
        this.items = items;
        this.purchases = purchases;
        this.retakes = retakes;
        this.stillsBySource = stillsBySource;
    }

    /** Null where nothing was asked for under this id. */
    TakeRequest of(String id) {
        return asked.get(id);
    }

    /** What stands for something that others are made from, in the comparison of these. */
    void stands(Promise<?> made, Object source) {
        sources.put(made, source);
    }

    /** What stands for a clip or still. */
    Object source(Promise<?> made) {
        return sources.getOrDefault(made, made);
    }

    /** The take of an equal request, which stands for all that it was made from, however long the chain behind it. */
    Promise<Take> shared(TakeRequest wanted) {
        return requested.get(key(wanted)).take();
    }

    /** Has something else made in the place of something parked. */
    void change(String id, TakeRequest wanted) {
        asked.put(id, wanted);
        // What is asked for later in the words of before is another thing.
        requested.values().removeIf(take -> take.id().equals(id));
        purchases.change(id, ready(wanted));
    }

    /** @param number of the take that is to come; null for the next one */
    int nextTake(String id, Integer number) {
        return retakes.next(id, asked.get(id).request().take(), number);
    }

    /** Has another take made of something that is made; the take of before counts until it is there. */
    void retake(String id, int number) {
        TakeRequest wanted = asked.get(id);
        Item before = items.of(id);
        retakes.begin(
                before.take(),
                ready(wanted)
                        .thenCompose(pictured -> purchases.retake(
                                id, pictured.copy().take(number).build()))
                        .handle((take, failure) -> {
                            items.put(failure == null ? before.done(take) : before);
                            return failure == null ? take : before.take();
                        }));
    }

    /** One that equals another shares its take. */
    Promise<Take> make(String id, TakeRequest wanted) {
        asked.put(id, wanted);
        PurchaseKey key = key(wanted);
        TakeKind kind = wanted.request().kind();
        RequestedTake same = requested.get(key);
        if (same != null) {
            return purchases.share(id, kind, same.id(), same.take());
        }
        Promise<Take> take = purchases.make(id, kind, ready(wanted));
        requested.put(key, new RequestedTake(id, take));
        return take;
    }

    /** The request with its pictures and its video, as soon as they are made. */
    private Promise<GenerationRequest> ready(TakeRequest wanted) {
        List<Promise<InputPicture>> pictures = wanted.pictures().stream()
                .filter(each -> each.picture() != null)
                .map(each -> each.picture().thenApply(still -> still.as(each.role())))
                .toList();
        Promise<GenerationRequest> request = Promise.allOf(pictures).thenApply(done -> wanted.request()
                .with(pictures.stream().map(Promise::get).toList()));
        return wanted.video() == null
                ? request
                : request.thenCompose(pictured -> wanted.video().thenApply(video -> with(pictured, video)));
    }

    private static GenerationRequest with(GenerationRequest request, SourceVideo video) {
        return request.copy()
                .video(request.video().with(video.video(), video.purchase(), video.millis()))
                .build();
    }

    /** Two clips between equal stills are the same clip, whatever the stills are called. */
    private PurchaseKey key(TakeRequest wanted) {
        List<Object> inputs = new ArrayList<>();
        for (RequestPicture<Promise<Still>> each : wanted.pictures()) {
            Promise<Still> still = each.picture();
            inputs.add(stillsBySource ? source(still) : still);
        }
        inputs.add(source(wanted.video()));
        return new PurchaseKey(wanted.request(), inputs);
    }
}

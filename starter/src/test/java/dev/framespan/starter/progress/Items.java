package dev.framespan.starter.progress;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.Take;
import dev.framespan.workflows.studio.Item;
import java.math.BigDecimal;
import java.time.Duration;

/** Stills and clips at every stage of their way. */
final class Items {
    private Items() {}

    static Item waiting(String id) {
        return new Item(id, false, Item.State.WAITING, null, null, null, null);
    }

    static Item shared(String id, String with) {
        return new Item(id, false, Item.State.WAITING, null, with, null, null);
    }

    static Item inProgress(String id) {
        return new Item(id, false, Item.State.IN_PROGRESS, "film/1/" + id, null, null, null);
    }

    static Item done(String id, String price, boolean bought, String sharedWith) {
        Asset asset = new Asset("0".repeat(64), 1, MediaType.MP4);
        MediaFacts facts = new MediaFacts(1280, 720, 120, "24/1", false, "h264", "");
        Take take = new Take(asset, facts, "v1:0", 1, "task", new BigDecimal(price), bought);
        return new Item(id, false, Item.State.DONE, "film/1/" + id, sharedWith, take, null);
    }

    static Item forToday(String id, String message) {
        Stop stop = Stop.of(FailureKind.DAY_LIMIT, id, 1, message).askedIn(Duration.ofHours(3));
        return new Item(id, false, Item.State.PARKED, null, null, null, stop);
    }

    static Item stopped(String id, String message) {
        Stop stop = Stop.of(FailureKind.POLICY, id, 1, message).at(1, "task");
        return new Item(id, false, Item.State.STOPPED, "film/1/" + id, null, null, stop);
    }
}

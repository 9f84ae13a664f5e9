package dev.framespan.starter.cli;

import dev.framespan.activities.film.Decisions;
import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.exit.UserError;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.film.Receipt;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.storyboard.Estimate;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the operator decides with {@code --rebuy}. */
final class RebuyDecisions {
    private final RenderOptions options;

    RebuyDecisions(RenderOptions options) {
        this.options = options;
    }

    /** @throws UserError when the storyboard buys nothing of an id that is named */
    void requireKnown(CheckResult checked) {
        List<String> known = new ArrayList<>();
        checked.estimate().keyframes().stream()
                .filter(row -> row.origin() != Estimate.Origin.OWN && row.origin() != Estimate.Origin.FRAME)
                .forEach(row -> known.add(row.id()));
        checked.estimate().shots().forEach(row -> known.add(row.id()));
        checked.estimate().speeches().forEach(row -> known.add(row.id()));
        for (String id : options.rebuy()) {
            if (!known.contains(id)) {
                throw UserError.refused("--rebuy " + id + ": " + options.file()
                        + " buys no shot or keyframe of this id; it buys " + String.join(", ", known));
            }
        }
    }

    /** @throws UserError when the workflow has asked for nothing of an id that is named, as far as its last receipt says */
    void requireAsked(String film, Store store) {
        try {
            Optional<Asset> last =
                    new FilmFolder(store).end(film).map(end -> end.report().receipt());
            List<String> known = last.isEmpty() ? List.of() : ids(store, last.get());
            for (String id : options.rebuy()) {
                if (!known.contains(id)) {
                    throw UserError.refused("--rebuy " + id + ": "
                            + (known.isEmpty()
                                    ? film + " has no receipt yet, and nothing to buy once more"
                                    : "the last run of " + film + " has asked for nothing of this id; it has asked for "
                                            + String.join(", ", known)));
                }
            }
        } catch (IOException e) {
            throw UserError.unreadable(store.place(), e);
        }
    }

    private static List<String> ids(Store store, Asset kept) throws IOException {
        Receipt receipt = Payloads.json().readValue(store.bytes(kept), Receipt.class);
        return Stream.of(receipt.keyframes(), receipt.shots(), receipt.speeches())
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .map(Receipt.Entry::id)
                .toList();
    }

    /** The ids that are bought once more: those that are named now, and those named before that were not bought yet. */
    Set<String> of(String film, Store store) {
        Set<String> ids = new HashSet<>(options.rebuy());
        try {
            ids.addAll(new Decisions(store).open(film));
            return ids;
        } catch (IOException e) {
            throw UserError.unreadable(store.place(), e);
        }
    }

    /** Writes them down, which a run reads. */
    void write(String film, Store store) {
        Decisions decisions = new Decisions(store);
        for (String id : new TreeSet<>(options.rebuy())) {
            try {
                decisions.rebuy(film, id, store.clock().instant());
                new SkippedShots(store, film).takeBack(id);
            } catch (IOException e) {
                throw UserError.failed(
                        store.place() + ": the decision about " + id + " cannot be written (" + IoReason.of(e) + ")",
                        e);
            }
        }
    }
}

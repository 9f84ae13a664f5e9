package dev.framespan.activities.generation;

import dev.framespan.activities.input.InputRecords;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.ledger.SubmissionHistory;
import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.InputPicture;
import dev.framespan.workflows.generation.InputVideo;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.Stop;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the provider gets to see a picture or video: what it made itself by its own link while that is valid, an author's own from the
 * web by the URL that gave it last, any other from this system's asset address.
 */
public final class InputLinks {
    private final Store store;
    private final InputRecords records;
    private final Ledger ledger;
    private final StoredResults stored;
    private final ResultLinks results;
    private final Optional<URI> assets;

    /** @param assets where the provider can fetch this store's assets; empty where it cannot */
    public InputLinks(Store store, Provider provider, Optional<URI> assets, Clock clock) {
        this.store = store;
        this.records = new InputRecords(store);
        this.ledger = new Ledger(store);
        this.stored = new StoredResults(store, ledger);
        this.results = new ResultLinks(store, provider, clock);
        this.assets = assets;
    }

    /**
     * A URL for each picture of a purchase, in their order, and after them one for its reference video. What is shown from here is
     * intact.
     *
     * @throws ProviderException when the provider cannot say now where something is that it made, and no other address shows it
     */
    List<String> of(Purchase purchase) throws IOException, ProviderException {
        List<String> links = new ArrayList<>();
        for (InputPicture input : purchase.request().inputs()) {
            String frame =
                    switch (input.role()) {
                        case FIRST_FRAME -> "the picture of its first frame";
                        case LAST_FRAME -> "the picture of its last frame";
                        case REFERENCE -> "a picture that it is made after";
                    };
            links.add(link(purchase, frame, input.picture(), input.purchase()));
        }
        InputVideo video = purchase.request().video();
        if (video != null) {
            links.add(link(purchase, "the video that it is made after", video.video(), video.purchase()));
        }
        return links;
    }

    private String link(Purchase purchase, String what, Asset asset, String bought)
            throws IOException, ProviderException {
        Optional<String> link = bought == null ? ofAuthor(asset) : ofProvider(bought);
        if (link.isPresent()) {
            return link.get();
        }
        if (assets.isEmpty()) {
            throw Stop.of(
                            FailureKind.UNSEEN,
                            purchase,
                            "the provider cannot see " + what
                                    + " any more; set FRAMESPAN_PUBLIC_URL to an address at which this system's pictures and videos can"
                                    + " be fetched")
                    .failure();
        }
        Optional<Asset> picture = stored.picture(asset, bought);
        if (picture.isEmpty()) {
            throw Stop.of(
                            FailureKind.STORE,
                            purchase,
                            what
                                    + " is missing from the store or damaged there, so nothing was submitted; render again, and"
                                    + " it is had anew without paying")
                    .failure();
        }
        return assets.get() + "/" + picture.get().fileName();
    }

    /** Empty where the store's copy is to be shown. */
    private Optional<String> ofAuthor(Asset asset) throws IOException {
        Optional<InputRecords.Source> source = records.source(asset);
        return source.isPresent() && source.get().copyFirst() && assets.isPresent() && store.isIntact(asset)
                ? Optional.empty()
                : source.map(InputRecords.Source::url);
    }

    private Optional<String> ofProvider(String fingerprint) throws IOException, ProviderException {
        Optional<String> task = ledger.of(fingerprint).stream()
                .filter(submission -> submission.state() instanceof LedgerEntry.Completed)
                .flatMap((SubmissionHistory submission) -> submission.last(LedgerEntry.Submitted.class).stream())
                .map(LedgerEntry.Submitted::task)
                .reduce((earlier, later) -> later);
        if (task.isEmpty()) {
            return Optional.empty();
        }
        try {
            return results.current(task.get()).map(TaskStatus.Link::url);
        } catch (ProviderException e) {
            if (e.isNotFound() || assets.isPresent()) {
                return Optional.empty();
            }
            throw e;
        }
    }
}

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
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the provider gets to see a picture or video: what a provider made by that one's link while it is valid and leads there, an author's
 * own from the web by the URL that gave it last, any other from where the store's assets can be fetched.
 */
public final class InputLinks {
    private final Store store;
    private final InputRecords records;
    private final Ledger ledger;
    private final StoredResults stored;
    private final Provider reader;
    private final List<Provider> makers;
    private final Clock clock;
    private final Optional<AssetUrls> assets;

    /**
     * @param reader is to fetch what is linked
     * @param makers all that may have made it, as far as they can be asked: the reader and others
     * @param assets where the reader can fetch this store's assets; empty where it cannot
     */
    public InputLinks(Store store, Provider reader, List<Provider> makers, Optional<AssetUrls> assets, Clock clock) {
        this.store = store;
        this.records = new InputRecords(store);
        this.ledger = new Ledger(store);
        this.stored = new StoredResults(store, ledger);
        this.reader = reader;
        this.makers = makers;
        this.assets = assets;
        this.clock = clock;
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
        return assets.get().of(picture.get());
    }

    /** Empty where the store's copy is to be shown. */
    private Optional<String> ofAuthor(Asset asset) throws IOException {
        Optional<InputRecords.Source> source = records.source(asset);
        return source.isPresent() && source.get().copyFirst() && assets.isPresent() && store.isIntact(asset)
                ? Optional.empty()
                : source.map(InputRecords.Source::url);
    }

    private Optional<String> ofProvider(String fingerprint) throws IOException, ProviderException {
        Optional<SubmissionHistory> made = ledger.of(fingerprint).stream()
                .filter(submission -> submission.state() instanceof LedgerEntry.Completed)
                .filter(submission ->
                        submission.last(LedgerEntry.Submitted.class).isPresent())
                .reduce((earlier, later) -> later);
        Optional<Provider> maker = made.flatMap(this::maker).filter(this::isSeen);
        if (maker.isEmpty()) {
            return Optional.empty();
        }
        String task = made.get().last(LedgerEntry.Submitted.class).orElseThrow().task();
        try {
            ResultLinks links = new ResultLinks(store, maker.get(), clock);
            // One on a machine may be gone with it, or be another one since: then it does not know the task.
            return (maker.get().isLocal() ? links.ask(task) : links.current(task)).map(TaskStatus.Link::url);
        } catch (ProviderException e) {
            if (e.isNotFound() || assets.isPresent()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Who made it, if this worker can ask; records of earlier versions do not say, and there was one provider then. */
    private Optional<Provider> maker(SubmissionHistory submission) {
        String realm = submission.claim().map(LedgerEntry.Claimed::realm).orElse(null);
        return realm == null
                ? Optional.of(reader)
                : makers.stream().filter(maker -> maker.realm().equals(realm)).findFirst();
    }

    /** What a provider on this machine shows leads nowhere for one that is elsewhere. */
    private boolean isSeen(Provider maker) {
        return !maker.isLocal() || reader.isLocal();
    }
}

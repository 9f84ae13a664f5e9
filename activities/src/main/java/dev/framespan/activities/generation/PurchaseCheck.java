package dev.framespan.activities.generation;

import dev.framespan.activities.store.DamagedAssetException;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Sha256;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.Price;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.RequestPrice;
import dev.framespan.workflows.generation.RequestRules;
import dev.framespan.workflows.generation.Stop;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Whether a purchase can be made at all, and what it costs: looked at before anything is claimed. What is refused is a {@link Stop}. */
final class PurchaseCheck {
    // A few records of the ledger, many times over.
    private static final long ROOM = 1 << 20;

    private final Store store;
    private final Catalogue catalogue;
    private final String hash;
    private final boolean limited;

    /** @param limited whether a limit is to be kept, so that each request needs a price */
    PurchaseCheck(Store store, Catalogue catalogue, boolean limited) {
        this.store = store;
        this.catalogue = catalogue;
        this.hash = Sha256.of(catalogue.toJson());
        this.limited = limited;
    }

    /** The prompt, from the store where it is kept there. */
    String words(Purchase purchase) throws IOException {
        Prompt prompt = purchase.request().prompt();
        if (prompt.text() != null) {
            return prompt.text();
        }
        try {
            return new String(store.bytes(prompt.stored()), StandardCharsets.UTF_8);
        } catch (NoSuchFileException | DamagedAssetException e) {
            throw Stop.of(
                            FailureKind.STORE,
                            purchase,
                            "its prompt is missing from the store or damaged there, so nothing was submitted; render the"
                                    + " storyboard again, which writes the prompt anew")
                    .failure();
        }
    }

    /** @return US dollars; null where the catalogue says nothing, and no limit is to be kept */
    BigDecimal price(Purchase purchase, String words) {
        GenerationRequest request = purchase.request();
        if (purchase.catalogue() != null && !purchase.catalogue().equals(hash)) {
            throw Stop.of(
                            FailureKind.REPRICED,
                            purchase,
                            "priced by another catalogue than this worker's, so it was not submitted; render again, which"
                                    + " prices it anew, with one FRAMESPAN_CATALOGUE for all workers")
                    .failure();
        }
        Optional<String> why = RequestRules.whyNot(catalogue, request, words);
        if (why.isPresent()) {
            throw Stop.of(FailureKind.REJECTED, purchase, why.get()).failure();
        }
        try {
            Optional<Price> price = RequestPrice.of(catalogue, request, words);
            if (price.isEmpty() && (limited || purchase.budgetUsd() != null)) {
                throw Stop.of(
                                FailureKind.UNPRICED,
                                purchase,
                                catalogue.needSpeech(request.model()).whyNoLimit())
                        .failure();
            }
            return price.map(Price::usd).orElse(null);
        } catch (IllegalArgumentException e) {
            throw Stop.of(FailureKind.REJECTED, purchase, e.getMessage()).failure();
        }
    }

    /** After the answer it would be too late: a task that cannot be written down is as good as lost. */
    void needRoom(Purchase purchase) throws IOException {
        long needed = purchase.request().forSpeech() ? ROOM + SpeechKeeper.LARGEST : ROOM;
        if (!store.hasRoom(needed)) {
            throw Stop.of(
                            FailureKind.STORE,
                            purchase,
                            "the disk is full, so nothing more is bought; make room in the store's folder, then run the"
                                    + " same command again")
                    .failure();
        }
    }
}

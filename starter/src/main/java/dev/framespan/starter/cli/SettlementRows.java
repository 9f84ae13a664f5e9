package dev.framespan.starter.cli;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.Store;
import dev.framespan.starter.progress.MoneyText;
import dev.framespan.workflows.film.Receipt;
import dev.framespan.workflows.film.Settlement;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.studio.FilmOutcome;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What became of a cancelled film's tasks: given back, kept, or still at the provider, with their prices. */
final class SettlementRows {
    private static final int MOST_IDS = 8;

    private SettlementRows() {}

    /** Of the film that ended so, by its receipt; empty where it was not cancelled, where nothing was at the provider, and where that is not known. */
    static Optional<Settlement> of(Store store, FilmFolder.End end) {
        return receipt(store, end).map(Receipt::settlement);
    }

    /** Whether a film was cancelled when all its clips and sounds were made, and it was being joined. */
    static boolean wasJoining(Store store, FilmFolder.End end) {
        return receipt(store, end)
                .filter(receipt -> receipt.settlement() == null)
                .filter(receipt -> Stream.concat(receipt.shots().stream(), receipt.speeches().stream())
                        .allMatch(entry -> entry.sha256() != null))
                .isPresent();
    }

    private static Optional<Receipt> receipt(Store store, FilmFolder.End end) {
        if (end.report().outcome() != FilmOutcome.CANCELLED) {
            return Optional.empty();
        }
        try {
            byte[] receipt = store.bytes(end.report().receipt());
            return Optional.of(Payloads.json().readValue(receipt, Receipt.class));
        } catch (IOException e) {
            // What the ledger knows is said all the same.
            return Optional.empty();
        }
    }

    static void add(Table facts, Settlement settlement) {
        add(facts, "refunded", settlement.refunded(), "had not begun, or came to nothing");
        add(facts, "kept", settlement.kept(), "had begun, and is here; the next render pays nothing for it");
        add(facts, "running", settlement.running(), "paid for, and not here; the next render fetches it");
        add(facts, "lost", settlement.lost(), "charged, or perhaps, and nothing came of it; ledger says what is known");
    }

    /** What a settlement does not tell of: it says of what was cancelled what that is now. */
    static List<Stop> untold(List<Stop> stops, Optional<Settlement> settlement) {
        Set<String> told = settlement.stream()
                .flatMap(all -> Stream.of(all.refunded(), all.kept(), all.running(), all.lost()))
                .filter(Objects::nonNull)
                .flatMap(part -> part.ids().stream())
                .collect(Collectors.toSet());
        return stops.stream()
                .filter(stop -> stop.kind() != FailureKind.CANCELLED || !told.contains(stop.id()))
                .toList();
    }

    private static void add(Table facts, String word, Settlement.Part part, String why) {
        if (part != null) {
            facts.row(word, MoneyText.words(part.usd()) + unpriced(part) + " for " + ids(part.ids()) + ": " + why);
        }
    }

    private static String unpriced(Settlement.Part part) {
        return part.unpriced() == null ? "" : ", " + MoneyText.unpriced(part.unpriced()) + ",";
    }

    private static String ids(List<String> ids) {
        int more = ids.size() - MOST_IDS;
        return more <= 0
                ? String.join(", ", ids)
                : String.join(", ", ids.subList(0, MOST_IDS)) + " and " + more + " more";
    }
}

package dev.framespan.activities.spending;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.framespan.activities.ledger.Charge;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.ledger.SubmissionHistory;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * What submissions of one kind, those of a film or those of a day, may cost together. A price is reserved before its submission is
 * claimed, in a record that all workers of the store share, so that no two of them spend the same dollar.
 *
 * <p>The ledger alone says what became of a submission: the record is a list of those to ask it about, made anew from the ledger where
 * it is missing. What was charged, may have been charged, or is at the provider counts; what was refused or given back does not.
 */
public final class SpendingLimit {
    private static final TypeReference<TreeMap<String, Reservation>> RESERVED = new TypeReference<>() {};

    /** A submission that has reserved its price and is not sent by then is not sent; its price may go to another one. */
    public static final Duration HOLD = Duration.ofMinutes(2);

    private final Store store;
    private final Ledger ledger;
    private final Clock clock;
    private final String key;
    private final Predicate<LedgerEntry.Claimed> counts;

    private SpendingLimit(Store store, Clock clock, String key, Predicate<LedgerEntry.Claimed> counts) {
        this.store = store;
        this.ledger = new Ledger(store);
        this.clock = clock;
        this.key = key;
        this.counts = counts;
    }

    /** What a film may cost in one realm. */
    public static SpendingLimit ofFilm(Store store, String film, String realm, Clock clock) {
        return new SpendingLimit(
                store,
                clock,
                "spending/films/" + film + "/" + realm + ".json",
                claimed -> claimed.film().equals(film) && realm.equals(claimed.realm()));
    }

    /** What all films of the store may cost in one realm on a day, which begins and ends at midnight UTC. */
    public static SpendingLimit ofDay(Store store, String day, String realm, Clock clock) {
        return new SpendingLimit(
                store,
                clock,
                "spending/days/" + realm + "/" + day + ".json",
                claimed -> claimed.at().toString().startsWith(day) && realm.equals(claimed.realm()));
    }

    /**
     * Reserves the price of a submission that is about to be sent. It has to be sent within {@link #HOLD}, or not at all.
     *
     * @param limit in US dollars; null for none
     * @param submission {@code <fingerprint>#<number>}; one that has reserved before keeps what it has
     * @return what is committed without it, where it would go over the limit: then nothing is reserved
     */
    public Optional<BigDecimal> reserve(BigDecimal limit, String submission, BigDecimal price) throws IOException {
        AtomicReference<BigDecimal> committed = new AtomicReference<>();
        store.update(key, held -> {
            Map<String, Reservation> reserved = held.isEmpty() ? ofLedger() : parse(held.get());
            reserved.remove(submission);
            if (exceeds(limit, reserved, price)) {
                giveBack(reserved);
            }
            if (exceeds(limit, reserved, price)) {
                committed.set(sum(reserved));
            } else {
                reserved.put(submission, new Reservation(price, clock.instant()));
            }
            return Optional.of(Payloads.json().writeValueAsBytes(reserved));
        });
        return Optional.ofNullable(committed.get());
    }

    /**
     * What one submission has reserved.
     *
     * @param at when it was reserved
     */
    private record Reservation(BigDecimal usd, Instant at) {}

    private static boolean exceeds(BigDecimal limit, Map<String, Reservation> reserved, BigDecimal price) {
        return limit != null && sum(reserved).add(price).compareTo(limit) > 0;
    }

    private static BigDecimal sum(Map<String, Reservation> reserved) {
        return reserved.values().stream().map(Reservation::usd).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Looks up in the ledger what became of each, and forgets those that cost nothing. */
    private void giveBack(Map<String, Reservation> reserved) throws IOException {
        for (String submission : List.copyOf(reserved.keySet())) {
            boolean fresh =
                    clock.instant().isBefore(reserved.get(submission).at().plus(HOLD));
            if (!fresh && !isCommitted(submission)) {
                reserved.remove(submission);
            }
        }
    }

    private boolean isCommitted(String submission) throws IOException {
        int mark = submission.lastIndexOf('#');
        return ledger.of(submission.substring(0, mark), Integer.parseInt(submission.substring(mark + 1)))
                .filter(SpendingLimit::isCommitted)
                .isPresent();
    }

    private static boolean isCommitted(SubmissionHistory submission) {
        return switch (Charge.of(submission.state())) {
            case KEPT, RUNNING, DOUBTFUL -> true;
            case NONE -> false;
        };
    }

    /** Where the record is missing: it was never written, or the store lost it. */
    private Map<String, Reservation> ofLedger() throws IOException {
        Map<String, Reservation> reserved = new TreeMap<>();
        for (String fingerprint : ledger.fingerprints()) {
            for (SubmissionHistory submission : ledger.of(fingerprint)) {
                Optional<LedgerEntry.Claimed> claimed = submission.claim().filter(counts);
                if (claimed.isPresent() && isCommitted(submission)) {
                    reserved.put(
                            fingerprint + "#" + submission.number(),
                            new Reservation(
                                    claimed.get().priceUsd(), claimed.get().at()));
                }
            }
        }
        return reserved;
    }

    private Map<String, Reservation> parse(byte[] content) throws IOException {
        try {
            return Payloads.json().readValue(content, RESERVED);
        } catch (JsonProcessingException e) {
            // It says nothing that the ledger does not say.
            return ofLedger();
        }
    }
}

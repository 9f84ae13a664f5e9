package dev.framespan.activities.spending;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.framespan.activities.film.Decisions;
import dev.framespan.activities.ledger.Charge;
import dev.framespan.activities.ledger.ClaimIndex;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.ledger.LedgerException;
import dev.framespan.activities.ledger.SubmissionHistory;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.generation.Realm;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * What submissions of one kind, those of a film or those of a day, may cost together. A price is reserved before its submission is
 * claimed, in a record that all workers of the store share, so that no two of them spend the same dollar.
 *
 * <p>The ledger alone says what became of a submission: the record is a list of those to ask it about, made anew from the ledger where
 * it is missing. What was charged, may have been charged, or is at the provider counts; what was refused or given back does not.
 *
 * <p>What this version cannot read of a film's own submissions stops that film. It stops no other one: where it is known for whom they
 * were made, a film leaves out those of others, and a day counts their prices.
 */
public final class SpendingLimit {
    private static final TypeReference<TreeMap<String, Reservation>> RESERVED = new TypeReference<>() {};

    /** How long a price is held for a submission that the ledger does not know as sent. */
    public static final Duration HOLD = Duration.ofMinutes(2);
    // Clocks of two machines differ: what is sent in the last moments could find its price given to another one.
    private static final Duration MARGIN = Duration.ofSeconds(20);

    private final Store store;
    private final Ledger ledger;
    private final Clock clock;
    private final String key;
    private final Predicate<LedgerEntry.Claimed> owns;
    private final Predicate<SubmissionHistory> counts;
    private final Claims claims;
    private final boolean ofAllFilms;

    /** Where the submissions of a kind are found, and perhaps others. */
    @FunctionalInterface
    private interface Claims {
        List<String> fingerprints() throws IOException;
    }

    private SpendingLimit(
            Store store,
            Clock clock,
            String key,
            Claims claims,
            Predicate<LedgerEntry.Claimed> owns,
            Predicate<SubmissionHistory> counts,
            boolean ofAllFilms) {
        this.store = store;
        this.ledger = new Ledger(store);
        this.clock = clock;
        this.key = key;
        this.claims = claims;
        this.owns = owns;
        this.counts = counts;
        this.ofAllFilms = ofAllFilms;
    }

    /**
     * What a film may cost, with all providers whose submissions count in one realm. What earlier versions bought for the film names no realm,
     * and counts in each: a budget that leaves it out would be gone over, one that counts the simulator's, too, is only raised sooner.
     *
     * @param books realm in which it is counted: that of the first provider that its worker pays
     */
    public static SpendingLimit ofFilm(Store store, String film, String books, Clock clock) {
        return new SpendingLimit(
                store,
                clock,
                "spending/films/" + film + "/" + Realm.pathName(books) + ".json",
                () -> new ClaimIndex(store).ofFilm(film),
                claimed ->
                        film.equals(claimed.film()) && (claimed.countsIn() == null || books.equals(claimed.countsIn())),
                submission -> true,
                false);
    }

    /**
     * What all films of the store may cost on a day, which begins and ends at midnight UTC, with all providers whose submissions count in one
     * realm. What earlier versions bought names no realm, and counts for none: it is only about the day on which they were replaced.
     *
     * @param books as of a film
     */
    public static SpendingLimit ofDay(Store store, LocalDate day, String books, Clock clock) {
        return new SpendingLimit(
                store,
                clock,
                "spending/days/" + Realm.pathName(books) + "/" + day + ".json",
                () -> new ClaimIndex(store).ofDay(day),
                claimed -> books.equals(claimed.countsIn()),
                submission ->
                        day.equals(submission.begun().atOffset(ZoneOffset.UTC).toLocalDate()),
                true);
    }

    /**
     * A submission that is about to be made.
     *
     * @param number 1 for the first of the fingerprint
     * @param decided whether the operator has decided to make it: the doubt about an earlier one of the same fingerprint is over then
     */
    public record Submission(String fingerprint, int number, boolean decided) {
        private String name() {
            return fingerprint + "#" + number;
        }
    }

    /** What became of asking for the price of a submission. */
    public sealed interface Answer {
        /**
         * Its price is held.
         *
         * @param until when its last byte has to be sent; null for whenever, since there is no limit
         */
        record Reserved(Instant until) implements Answer {}

        /**
         * It would go over the limit: nothing is held.
         *
         * @param takenUsd spent, at the provider, in doubt, or held for others
         */
        record TooMuch(BigDecimal takenUsd) implements Answer {}
    }

    /**
     * Reserves the price of a submission that is about to be sent. One that has reserved before keeps what it has.
     *
     * @param limit in US dollars; null for none
     */
    public Answer reserve(BigDecimal limit, Submission submission, BigDecimal price) throws IOException {
        if (limit == null) {
            return new Answer.Reserved(null);
        }
        AtomicReference<Answer> answer = new AtomicReference<>();
        store.update(key, held -> {
            Map<String, Reservation> reserved = held.isEmpty() ? ofLedger() : parse(held.get());
            Reservation own = reserved.remove(submission.name());
            BigDecimal taken = sum(reserved);
            if (taken.add(price).compareTo(limit) > 0) {
                giveBack(reserved);
                taken = sum(reserved).subtract(decided(reserved, submission));
            }
            if (taken.add(price).compareTo(limit) > 0) {
                answer.set(new Answer.TooMuch(taken));
                // Another worker may have sent it under a larger limit, while this one stood still.
                if (own != null && isCommitted(submission)) {
                    reserved.put(submission.name(), own);
                }
            } else {
                Instant now = clock.instant();
                reserved.put(submission.name(), new Reservation(price, now));
                answer.set(new Answer.Reserved(now.plus(HOLD).minus(MARGIN)));
            }
            return Optional.of(Payloads.json().writeValueAsBytes(reserved));
        });
        return answer.get();
    }

    /**
     * Looks once more at what was reserved, after the ledger has SENDING: each worker that makes or changes the record from then on
     * finds it there. A reservation that another worker took for given back, by a clock of its own, and a submission that was under no limit beside
     * others that are under one, are counted here.
     *
     * @return whether it is counted, so that it may be sent
     */
    public boolean confirm(BigDecimal limit, Submission submission, BigDecimal price) throws IOException {
        if (limit == null && store.read(key).isEmpty()) {
            return true;
        }
        AtomicBoolean counted = new AtomicBoolean(true);
        store.update(key, held -> {
            Map<String, Reservation> reserved = held.isEmpty() ? ofLedger() : parse(held.get());
            if (reserved.containsKey(submission.name())) {
                return Optional.empty();
            }
            if (limit != null && sum(reserved).add(price).compareTo(limit) > 0) {
                counted.set(false);
                return Optional.empty();
            }
            reserved.put(submission.name(), new Reservation(price, clock.instant()));
            return Optional.of(Payloads.json().writeValueAsBytes(reserved));
        });
        return counted.get();
    }

    /** Takes back what was reserved for a submission that is not made now. One that another worker has sent meanwhile stays counted. */
    public void release(Submission submission) throws IOException {
        if (store.read(key).isEmpty()) {
            return;
        }
        store.update(key, held -> {
            if (held.isEmpty()) {
                return Optional.empty();
            }
            Map<String, Reservation> reserved = parse(held.get());
            return reserved.remove(submission.name()) == null || isCommitted(submission)
                    ? Optional.empty()
                    : Optional.of(Payloads.json().writeValueAsBytes(reserved));
        });
    }

    /**
     * What the ledger counts under a limit.
     *
     * @param spentUsd charged, and had or lost
     * @param reservedUsd at the provider or in doubt
     * @param overUsd perhaps charged and counted no more, since the operator has decided to buy the same again
     */
    public record Counted(BigDecimal spentUsd, BigDecimal reservedUsd, BigDecimal overUsd) {
        public static final Counted NOTHING = new Counted(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

        private Counted with(BigDecimal spent, BigDecimal reserved, BigDecimal over) {
            return new Counted(spentUsd.add(spent), reservedUsd.add(reserved), overUsd.add(over));
        }
    }

    /**
     * What {@link #reserve} would find counted, for the command that asks before anything is submitted; nothing is held. A price that is only held
     * for a submission which was not sent is of what is still to be bought, and left out.
     *
     * @param decided fingerprints about whose doubts the operator decides now: those are over
     */
    public Counted counted(Set<String> decided) throws IOException {
        Counted counted = Counted.NOTHING;
        Optional<byte[]> held = store.read(key);
        Map<String, Reservation> reserved = held.isEmpty() ? ofLedger() : parse(held.get());
        for (Map.Entry<String, Reservation> entry : reserved.entrySet()) {
            String fingerprint = fingerprint(entry.getKey());
            Optional<List<SubmissionHistory>> read = read(fingerprint);
            if (read.isEmpty()) {
                counted = counted.with(BigDecimal.ZERO, entry.getValue().usd(), BigDecimal.ZERO);
                continue;
            }
            List<SubmissionHistory> history = read.get();
            Optional<SubmissionHistory> known = history.stream()
                    .filter(each -> each.number() == number(entry.getKey()))
                    .filter(this::isCommitted)
                    .findFirst();
            if (known.isEmpty()) {
                continue;
            }
            BigDecimal price = entry.getValue().usd();
            Charge charge = Charge.of(known.get().state());
            if (charge == Charge.KEPT) {
                counted = counted.with(price, BigDecimal.ZERO, BigDecimal.ZERO);
            } else if (charge != Charge.DOUBTFUL
                    || !decided.contains(fingerprint)
                            && history.stream()
                                    .noneMatch(
                                            each -> each.number() > known.get().number() && isGranted(each))) {
                counted = counted.with(BigDecimal.ZERO, price, BigDecimal.ZERO);
            } else {
                counted = counted.with(BigDecimal.ZERO, BigDecimal.ZERO, price);
            }
        }
        return counted;
    }

    /**
     * What one submission has reserved.
     *
     * @param at when it was reserved
     */
    private record Reservation(BigDecimal usd, Instant at) {}

    private static BigDecimal sum(Map<String, Reservation> reserved) {
        return reserved.values().stream().map(Reservation::usd).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Looks up in the ledger what became of each, and forgets those that cost nothing. */
    private void giveBack(Map<String, Reservation> reserved) throws IOException {
        for (Map.Entry<String, Reservation> entry : List.copyOf(new TreeMap<>(reserved).entrySet())) {
            Optional<List<SubmissionHistory>> read = read(fingerprint(entry.getKey()));
            if (read.isEmpty()) {
                continue;
            }
            Optional<SubmissionHistory> known = read.get().stream()
                    .filter(each -> each.number() == number(entry.getKey()))
                    .findFirst();
            boolean fresh = clock.instant().isBefore(entry.getValue().at().plus(HOLD));
            boolean stays = known.filter(this::isCommitted).isPresent() || fresh && mayBeSent(known);
            if (!stays) {
                reserved.remove(entry.getKey());
            }
        }
    }

    /** Whether a worker that reserved may still send it; once it was answered, none does. */
    private static boolean mayBeSent(Optional<SubmissionHistory> known) {
        return known.map(SubmissionHistory::state)
                .map(state -> state instanceof LedgerEntry.Claimed
                        || state instanceof LedgerEntry.Sending
                        || state instanceof LedgerEntry.TooEarly)
                .orElse(true);
    }

    private boolean isCommitted(Submission submission) throws IOException {
        return ledger.of(submission.fingerprint(), submission.number())
                .filter(this::isCommitted)
                .isPresent();
    }

    private boolean isCommitted(SubmissionHistory submission) {
        return Charge.of(submission.state()) != Charge.NONE
                && submission.claim().filter(owns).isPresent();
    }

    /** The prices of submissions in doubt about which the operator has decided; should an answer still come, they count again. */
    private BigDecimal decided(Map<String, Reservation> reserved, Submission submission) throws IOException {
        BigDecimal decided = BigDecimal.ZERO;
        for (Map.Entry<String, Reservation> entry : reserved.entrySet()) {
            String fingerprint = fingerprint(entry.getKey());
            int number = number(entry.getKey());
            boolean now = submission.decided()
                    && fingerprint.equals(submission.fingerprint())
                    && number < submission.number();
            List<SubmissionHistory> history = read(fingerprint).orElse(List.of());
            boolean doubtful = history.stream()
                    .filter(each -> each.number() == number)
                    .anyMatch(each -> each.state() instanceof LedgerEntry.Ambiguous);
            if (doubtful && (now || history.stream().anyMatch(each -> each.number() > number && isGranted(each)))) {
                decided = decided.add(entry.getValue().usd());
            }
        }
        return decided;
    }

    private static boolean isGranted(SubmissionHistory submission) {
        return submission.all(LedgerEntry.Claimed.class).stream()
                .anyMatch(claimed -> claimed.grant() != null && !Decisions.isByPolicy(claimed.grant()));
    }

    private static String fingerprint(String submission) {
        return submission.substring(0, submission.lastIndexOf('#'));
    }

    private static int number(String submission) {
        return Integer.parseInt(submission.substring(submission.lastIndexOf('#') + 1));
    }

    /**
     * What the ledger says.
     *
     * @return empty where it cannot be read, under the limit of a day: its price is counted then, whatever became of it
     */
    private Optional<List<SubmissionHistory>> read(String fingerprint) throws IOException {
        try {
            return Optional.of(ledger.of(fingerprint));
        } catch (LedgerException e) {
            if (ofAllFilms) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Where the record is missing: it was never written, or there was no limit meanwhile, or the store lost it. */
    private Map<String, Reservation> ofLedger() throws IOException {
        Map<String, Reservation> reserved = new TreeMap<>();
        for (String fingerprint : claims.fingerprints()) {
            List<SubmissionHistory> history;
            try {
                history = ledger.of(fingerprint);
            } catch (LedgerException e) {
                addLegible(fingerprint, e, reserved);
                continue;
            }
            for (SubmissionHistory submission : history) {
                Optional<LedgerEntry.Claimed> claimed = submission.claim().filter(owns);
                if (claimed.isPresent()
                        && counts.test(submission)
                        && (isCommitted(submission) || isFresh(submission))) {
                    reserved.put(
                            fingerprint + "#" + submission.number(),
                            new Reservation(claimed.get().countedUsd(), submission.begun()));
                }
            }
        }
        return reserved;
    }

    /** What became of these submissions cannot be read: the dearest of each one's claims counts. */
    private void addLegible(String fingerprint, LedgerException unread, Map<String, Reservation> reserved)
            throws IOException {
        for (SubmissionHistory submission : ledger.legible(fingerprint).orElseThrow(() -> unread)) {
            Optional<BigDecimal> price = submission.all(LedgerEntry.Claimed.class).stream()
                    .filter(owns)
                    .map(LedgerEntry.Claimed::countedUsd)
                    .max(Comparator.naturalOrder());
            if (price.isPresent() && !ofAllFilms) {
                throw unread;
            }
            if (price.isPresent() && counts.test(submission)) {
                reserved.put(fingerprint + "#" + submission.number(), new Reservation(price.get(), submission.begun()));
            }
        }
    }

    /** Whether it was claimed a moment ago, and may be sent in the next. */
    private boolean isFresh(SubmissionHistory submission) {
        return mayBeSent(Optional.of(submission))
                && clock.instant().isBefore(submission.begun().plus(HOLD));
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

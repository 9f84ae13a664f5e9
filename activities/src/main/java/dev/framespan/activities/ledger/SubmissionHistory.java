package dev.framespan.activities.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the ledger holds about one submission.
 *
 * @param number 1 for the first of the fingerprint
 * @param entries in the order in which they came
 */
public record SubmissionHistory(int number, List<LedgerEntry> entries) {
    // A later answer outweighs an earlier doubt: a process that was taken for dead may still have written what it
    // heard.
    private static final List<Class<? extends LedgerEntry>> WEIGHT = List.of(
            LedgerEntry.Completed.class,
            LedgerEntry.Failed.class,
            LedgerEntry.Submitted.class,
            LedgerEntry.Declined.class,
            LedgerEntry.Ambiguous.class,
            LedgerEntry.Sending.class,
            LedgerEntry.TooEarly.class,
            LedgerEntry.Claimed.class);

    public SubmissionHistory {
        entries = List.copyOf(entries);
        if (entries.isEmpty()) {
            throw new IllegalArgumentException("submission " + number + " has no entries");
        }
    }

    /** The entry that says how the submission stands. */
    public LedgerEntry state() {
        for (Class<? extends LedgerEntry> kind : WEIGHT) {
            Optional<? extends LedgerEntry> entry = last(kind);
            if (entry.isPresent() && !isAnswered(entry.get())) {
                return entry.get();
            }
        }
        throw new IllegalStateException("an entry of no kind");
    }

    /** Whether an entry is one of sending that came too early: a process died before it could take it away. */
    private boolean isAnswered(LedgerEntry entry) {
        return entry instanceof LedgerEntry.Sending sending
                && all(LedgerEntry.TooEarly.class).stream().anyMatch(tooEarly -> tooEarly.answers(sending));
    }

    /** The last entry of a kind: of claims the last one made, of failures and results the latest. */
    public <E extends LedgerEntry> Optional<E> last(Class<E> kind) {
        Stream<E> found = entries.stream().filter(kind::isInstance).map(kind::cast);
        return kind == LedgerEntry.Failed.class || kind == LedgerEntry.Completed.class
                ? found.max(Comparator.comparing(LedgerEntry::at))
                : found.reduce((earlier, later) -> later);
    }

    /** The result that was fetched first; one that was fetched again can have other bytes. */
    public Optional<LedgerEntry.Completed> firstResult() {
        return entries.stream()
                .filter(LedgerEntry.Completed.class::isInstance)
                .map(LedgerEntry.Completed.class::cast)
                .min(Comparator.comparing(LedgerEntry::at));
    }

    /** What is left when a result is gone from the store: its task, and whatever else became of that. */
    public SubmissionHistory without(LedgerEntry.Completed result) {
        List<LedgerEntry> others =
                entries.stream().filter(entry -> !entry.equals(result)).toList();
        return others.isEmpty() ? this : new SubmissionHistory(number, others);
    }

    /** The same with one more entry. */
    public SubmissionHistory with(LedgerEntry entry) {
        List<LedgerEntry> more = new ArrayList<>(entries);
        more.add(entry);
        return new SubmissionHistory(number, more);
    }

    /**
     * The claim on which the request rested: that of the worker that was sending. Several may have claimed a submission that was refused and
     * sent again.
     */
    public Optional<LedgerEntry.Claimed> claim() {
        Optional<Integer> named = last(LedgerEntry.Sending.class).map(LedgerEntry.Sending::claim);
        List<LedgerEntry.Claimed> claims = all(LedgerEntry.Claimed.class);
        return named.filter(claim -> claim >= 1 && claim <= claims.size())
                .map(claim -> claims.get(claim - 1))
                .or(() -> last(LedgerEntry.Claimed.class));
    }

    /** When it was sent; where it was not, when it was claimed. */
    public Instant begun() {
        return last(LedgerEntry.Sending.class)
                .<LedgerEntry>map(sending -> sending)
                .or(() -> claim())
                .orElse(entries.get(0))
                .at();
    }

    /** All entries of a kind. */
    public <E extends LedgerEntry> List<E> all(Class<E> kind) {
        return entries.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** How often it was claimed. */
    public int claims() {
        return all(LedgerEntry.Claimed.class).size();
    }
}

package dev.framespan.activities.ledger;

import dev.framespan.activities.crash.CrashPoint;
import dev.framespan.activities.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * For which films, and on which days, submissions were claimed and sent: {@code index/claims/<film>/<day>/<fingerprint>}, so that what was
 * bought for a film or on a day is found without reading what was ever bought.
 *
 * <p>What is written to the ledger is entered before, so the ledger holds nothing that the index does not know; what is entered and was never
 * written costs a look. Earlier versions entered nothing: {@link #complete} does so for them, after which they cannot open the store any more.
 * Until then everything is looked through.
 */
public final class ClaimIndex {
    /** The folder of all of it. */
    public static final String FOLDER = "index";

    private static final String CLAIMS = FOLDER + "/claims";
    private static final String COMPLETE = FOLDER + "/complete.json";
    private static final byte[] NOTHING = {};

    private final Store store;

    public ClaimIndex(Store store) {
        this.store = store;
    }

    /** @param at when it was claimed or sent */
    void add(String fingerprint, String film, Instant at) throws IOException {
        store.create(key(fingerprint, film, at), NOTHING);
        CrashPoint.INDEXED.passing();
    }

    /** Whether a film's submission is entered for the day of a moment. */
    public boolean has(String fingerprint, String film, Instant at) throws IOException {
        return store.read(key(fingerprint, film, at)).isPresent();
    }

    /** Whether everything that the ledger holds is entered, and whatever comes. */
    public boolean isComplete() throws IOException {
        return store.read(COMPLETE).isPresent();
    }

    /** The fingerprints under which something was claimed for a film; there may be others. */
    public List<String> ofFilm(String film) throws IOException {
        Ledger ledger = new Ledger(store);
        if (!isComplete()) {
            return ledger.fingerprints();
        }
        ledger.needOwnVersion();
        List<String> folders = store.list(CLAIMS + "/" + film);
        return fingerprints(folders);
    }

    /** The fingerprints under which something was claimed or sent on a day, by UTC; there may be others. */
    public List<String> ofDay(LocalDate day) throws IOException {
        Ledger ledger = new Ledger(store);
        if (!isComplete()) {
            return ledger.fingerprints();
        }
        ledger.needOwnVersion();
        List<String> folders = new ArrayList<>();
        for (String film : store.list(CLAIMS)) {
            folders.add(film + "/" + day);
        }
        return fingerprints(folders);
    }

    private List<String> fingerprints(List<String> folders) throws IOException {
        Set<String> fingerprints = new LinkedHashSet<>();
        for (String folder : folders) {
            for (String key : store.list(folder)) {
                fingerprints.add(Store.name(key).replaceFirst("-", ":"));
            }
        }
        return List.copyOf(fingerprints);
    }

    /**
     * Enters what earlier versions have written, unless that was done. Nothing is done while one of them may be at work on the store; others may
     * be.
     */
    public void complete() throws IOException {
        if (isComplete() || !store.refuseEarlierVersions()) {
            return;
        }
        Ledger ledger = new Ledger(store);
        for (String fingerprint : ledger.fingerprints()) {
            Optional<List<SubmissionHistory>> submissions = legible(ledger, fingerprint);
            if (submissions.isEmpty()) {
                // For whom it was made is not known, and is looked for every time, until it is.
                return;
            }
            for (SubmissionHistory submission : submissions.get()) {
                for (Entered entered : Entered.of(submission)) {
                    store.create(key(fingerprint, entered.film(), entered.at()), NOTHING);
                }
            }
        }
        store.create(COMPLETE, "{}".getBytes(StandardCharsets.US_ASCII));
    }

    /** What is entered of a submission. */
    public record Entered(String film, Instant at) {
        /** Of each claim, and of sending: one that was refused may be sent again days after it was claimed. */
        public static List<Entered> of(SubmissionHistory submission) {
            List<Entered> entered = new ArrayList<>();
            for (LedgerEntry.Claimed claimed : submission.all(LedgerEntry.Claimed.class)) {
                entered.add(new Entered(claimed.film(), claimed.at()));
            }
            submission.claim().ifPresent(claimed -> submission.all(LedgerEntry.Sending.class).stream()
                    .map(sending -> new Entered(claimed.film(), sending.at()))
                    .forEach(entered::add));
            return entered;
        }
    }

    private static Optional<List<SubmissionHistory>> legible(Ledger ledger, String fingerprint) throws IOException {
        try {
            return ledger.legible(fingerprint);
        } catch (LedgerException e) {
            return Optional.empty();
        }
    }

    private static String key(String fingerprint, String film, Instant at) {
        return CLAIMS + "/" + film + "/" + day(at) + "/" + fingerprint.replace(':', '-');
    }

    static LocalDate day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }
}

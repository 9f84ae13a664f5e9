package dev.framespan.activities.upkeep;

import dev.framespan.activities.ledger.ClaimIndex;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.ledger.LedgerException;
import dev.framespan.activities.ledger.SubmissionHistory;
import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.Store;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Looks through the ledger for what cannot be: each submission is claimed, then sent, then accepted, and a task belongs to one. */
final class LedgerAudit {
    private static final String FROM_A_COPY =
            "put the ledger's files of this fingerprint back from a copy of the store, or ask the provider what was bought";

    private static final Pattern FINGERPRINT = Pattern.compile("v[0-9]+:[0-9a-f]{64}");

    private static final String INDEX = "delete the folder " + ClaimIndex.FOLDER
            + " while nothing works on the store: it is made anew by what is rendered next";

    private final Ledger ledger;
    private final ClaimIndex index;
    private final HashedAssets assets;
    private final Consumer<StoreFault> faults;
    private final Map<String, String> tasks = new HashMap<>();
    private long submissions;

    LedgerAudit(Store store, HashedAssets assets, Consumer<StoreFault> faults) {
        this.ledger = new Ledger(store);
        this.index = new ClaimIndex(store);
        this.assets = assets;
        this.faults = faults;
    }

    long submissions() {
        return submissions;
    }

    void run() throws IOException {
        boolean isIndexed = index.isComplete();
        for (String fingerprint : ledger.fingerprints()) {
            if (!FINGERPRINT.matcher(fingerprint).matches()) {
                faults.accept(new StoreFault(
                        "ledger", "holds " + fingerprint + ", which is no fingerprint", "move it out of the store"));
                continue;
            }
            String place = place(fingerprint);
            try {
                List<SubmissionHistory> submissions = ledger.of(fingerprint);
                audit(place, submissions);
                if (isIndexed) {
                    auditIndex(fingerprint, place, submissions);
                }
            } catch (LedgerException e) {
                faults.accept(new StoreFault(e.key(), e.what(), e.cure()));
            } catch (IOException e) {
                faults.accept(new StoreFault(
                        place,
                        "cannot be read (" + IoReason.of(e) + ")",
                        "give this user the right to read it, or mend the disk"));
            }
        }
    }

    /** What is not found by its film, or by its day, is left out of sums. */
    private void auditIndex(String fingerprint, String place, List<SubmissionHistory> submissions) throws IOException {
        for (SubmissionHistory submission : submissions) {
            for (ClaimIndex.Entered entered : ClaimIndex.Entered.of(submission)) {
                if (!index.has(fingerprint, entered.film(), entered.at())) {
                    faults.accept(new StoreFault(
                            place,
                            "submission " + submission.number() + " is not in the index of the film " + entered.film(),
                            INDEX));
                    return;
                }
            }
        }
    }

    private void audit(String place, List<SubmissionHistory> histories) throws IOException {
        int expected = 1;
        for (SubmissionHistory submission : histories) {
            submissions++;
            if (submission.number() != expected) {
                faults.accept(new StoreFault(place, "submission " + expected + " is missing", FROM_A_COPY));
            }
            expected = submission.number() + 1;
            audit(place, submission);
        }
    }

    private void audit(String place, SubmissionHistory submission) throws IOException {
        String which = "submission " + submission.number();
        boolean claimed = has(submission, LedgerEntry.Claimed.class);
        boolean sent = has(submission, LedgerEntry.Sending.class);
        Optional<LedgerEntry.Submitted> accepted = submission.last(LedgerEntry.Submitted.class);
        Optional<LedgerEntry.Completed> completed = submission.last(LedgerEntry.Completed.class);
        if (!claimed) {
            faults.accept(new StoreFault(place, which + " was never claimed", FROM_A_COPY));
        }
        if (accepted.isPresent() && !sent) {
            faults.accept(new StoreFault(place, which + " was accepted and never sent", FROM_A_COPY));
        }
        if (completed.isPresent() && accepted.isEmpty()) {
            faults.accept(new StoreFault(place, which + " has a result and was never accepted", FROM_A_COPY));
        }
        if (accepted.isPresent()) {
            bought(place, which, submission, accepted.get());
        }
        if (completed.isPresent()) {
            assets.need(completed.get().original(), place, cure(submission, accepted), faults);
        }
    }

    private void bought(String place, String which, SubmissionHistory submission, LedgerEntry.Submitted accepted)
            throws IOException {
        if (accepted.delivered() != null && !has(submission, LedgerEntry.Failed.class)) {
            assets.need(accepted.delivered(), place, cure(submission, Optional.of(accepted)), faults);
        }
        if (accepted.task() == null) {
            return;
        }
        String realm = submission.claim().map(LedgerEntry.Claimed::realm).orElse(null);
        String other = tasks.putIfAbsent(realm + " " + accepted.task(), place);
        if (other != null) {
            faults.accept(
                    new StoreFault(
                            place,
                            which + " has the task " + accepted.task() + ", which " + other + " has, too",
                            "ask the provider which of them it is, and put the other one's files back from a copy of the store"));
        }
    }

    private static String cure(SubmissionHistory submission, Optional<LedgerEntry.Submitted> accepted) {
        String film = submission.claim().map(LedgerEntry.Claimed::film).orElse("that bought it");
        boolean isGone = accepted.filter(task -> task.delivered() != null).isPresent();
        return isGone
                ? "the provider keeps no copy: render the film " + film + " with --rebuy "
                        + submission.claim().map(LedgerEntry.Claimed::id).orElse("ID") + " to buy it once more"
                : "render the film " + film + " again: it is fetched again for nothing, as long as the provider has it";
    }

    private static boolean has(SubmissionHistory submission, Class<? extends LedgerEntry> kind) {
        return submission.last(kind).isPresent();
    }

    private static String place(String fingerprint) {
        String version = fingerprint.substring(0, fingerprint.indexOf(':'));
        String hash = fingerprint.substring(fingerprint.indexOf(':') + 1);
        return "ledger/" + version + "/" + hash.substring(0, 2) + "/" + hash;
    }
}

package dev.framespan.activities.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was bought, and what may have been: the memory that makes paying once independent of everything else. An entry that was
 * written survives a crash of the machine, and no process can write the same one twice.
 */
public final class Ledger {
    private static final String FOLDER = "ledger";
    private static final String VERSION = "v1";
    private static final String SENDING = "2-sending";
    private static final Pattern ANY_VERSION = Pattern.compile("v[0-9]+");
    private static final Pattern ANY_ENTRY = Pattern.compile("(?<number>[0-9]{4,9})-.+\\.json");
    private static final Pattern NAME = Pattern.compile(
            "(?<number>[0-9]{4,9})-[1-4]-(?<state>claimed|sending|submitted|refused|declined|ambiguous|failed|completed)"
                    + "(-[0-9]{2,9}|-[a-z_]+(-[0-9]{2,9})?)?\\.json");

    private static final Pattern KEY = Pattern.compile(
            FOLDER + "/(?<version>v[0-9]+)/[0-9a-f]{2}/(?<hash>[0-9a-f]+)/(?<number>[0-9]{4,9})-.+\\.json");

    private final Store store;
    private final ClaimIndex index;
    private final ObjectMapper json = Payloads.json();

    public Ledger(Store store) {
        this.store = store;
        this.index = new ClaimIndex(store);
    }

    /** Which submission one of its records is about. */
    public record Place(String fingerprint, int number) {}

    /** @return empty where a key is that of no record of a ledger */
    public static Optional<Place> place(String key) {
        Matcher parts = KEY.matcher(key);
        return parts.matches()
                ? Optional.of(new Place(
                        parts.group("version") + ":" + parts.group("hash"), Integer.parseInt(parts.group("number"))))
                : Optional.empty();
    }

    /**
     * All submissions of a fingerprint, first to last.
     *
     * @throws LedgerException when something is written there that this version cannot read
     */
    public List<SubmissionHistory> of(String fingerprint) throws IOException {
        needOwnVersion();
        Map<Integer, List<LedgerEntry>> submissions = new TreeMap<>();
        for (String key : store.list(folder(fingerprint))) {
            String file = Store.name(key);
            Matcher name = NAME.matcher(file);
            if (!name.matches()) {
                needNoRecord(key, file);
                continue;
            }
            Optional<byte[]> content = store.read(key);
            if (content.isPresent()) {
                submissions
                        .computeIfAbsent(Integer.valueOf(name.group("number")), number -> new ArrayList<>())
                        .add(entry(key, content.get()));
            }
        }
        List<SubmissionHistory> histories = new ArrayList<>();
        submissions.forEach((number, entries) -> histories.add(new SubmissionHistory(number, entries)));
        return List.copyOf(histories);
    }

    /**
     * What can be read of a fingerprint of which {@link #of} cannot read all.
     *
     * @return empty where it does not say for whom each submission was made: a claim cannot be read, or there is none
     */
    public Optional<List<SubmissionHistory>> legible(String fingerprint) throws IOException {
        needOwnVersion();
        Map<Integer, List<LedgerEntry>> submissions = new TreeMap<>();
        for (String key : store.list(folder(fingerprint))) {
            String file = Store.name(key);
            Matcher any = ANY_ENTRY.matcher(file);
            if (!any.matches()) {
                needNoRecord(key, file);
                continue;
            }
            List<LedgerEntry> entries =
                    submissions.computeIfAbsent(Integer.valueOf(any.group("number")), number -> new ArrayList<>());
            Matcher name = NAME.matcher(file);
            Optional<byte[]> content = name.matches() ? store.read(key) : Optional.empty();
            if (content.isPresent()) {
                try {
                    entries.add(entry(key, content.get()));
                } catch (LedgerException e) {
                    if (name.group("state").equals("claimed")) {
                        return Optional.empty();
                    }
                }
            }
        }
        List<SubmissionHistory> histories = new ArrayList<>();
        for (Map.Entry<Integer, List<LedgerEntry>> submission : submissions.entrySet()) {
            if (submission.getValue().stream().noneMatch(LedgerEntry.Claimed.class::isInstance)) {
                return Optional.empty();
            }
            histories.add(new SubmissionHistory(submission.getKey(), submission.getValue()));
        }
        return Optional.of(List.copyOf(histories));
    }

    /** All that anything was ever asked for under, in alphabetical order: {@code ledger/v1/ab/abcd…} is about {@code v1:abcd…}. */
    public List<String> fingerprints() throws IOException {
        List<String> fingerprints = new ArrayList<>();
        for (String version : store.list(FOLDER)) {
            for (String part : store.list(version)) {
                for (String key : store.list(part)) {
                    fingerprints.add(Store.name(version) + ":" + Store.name(key));
                }
            }
        }
        return fingerprints;
    }

    /** What another version counts as the same purchase may be bought there, and nothing here would say so. */
    void needOwnVersion() throws IOException {
        for (String key : store.list(FOLDER)) {
            String version = Store.name(key);
            if (ANY_VERSION.matcher(version).matches() && !version.equals(VERSION)) {
                throw LedgerException.newer(key);
            }
        }
    }

    private static void needNoRecord(String key, String file) throws LedgerException {
        if (file.endsWith(".json") && !file.startsWith(".")) {
            throw LedgerException.newer(key);
        }
    }

    private LedgerEntry entry(String key, byte[] content) throws IOException {
        try {
            LedgerEntry entry = content.length == 0 ? null : json.readValue(content, LedgerEntry.class);
            if (entry == null) {
                throw LedgerException.damaged(key, null);
            }
            return entry;
        } catch (DatabindException e) {
            // Sound JSON with a state, a word or a shape of which this version has never heard.
            throw LedgerException.newer(key, e);
        } catch (JsonProcessingException e) {
            throw LedgerException.damaged(key, e);
        }
    }

    /** One submission of a fingerprint. */
    public Optional<SubmissionHistory> of(String fingerprint, int number) throws IOException {
        return of(fingerprint).stream()
                .filter(history -> history.number() == number)
                .findFirst();
    }

    /**
     * Adds an entry; what is claimed or sent is entered in the index before. What is looked for again for nothing may be missing again: each such failure is kept, so that the time of the
     * latest is known.
     *
     * @param claim 1 for the first claim of a submission; what is no claim and no result is not counted
     * @return false when another worker wrote this entry before
     */
    public boolean add(String fingerprint, int number, int claim, LedgerEntry entry) throws IOException {
        if (entry instanceof LedgerEntry.Claimed claimed) {
            index.add(fingerprint, claimed.film(), claimed.at());
        } else if (entry instanceof LedgerEntry.Sending sending && sending.claim() != null) {
            enterDay(fingerprint, number, sending);
        }
        byte[] content = json.writeValueAsBytes(entry);
        String name = name(fingerprint, number, entry) + distinction(claim, entry);
        boolean written = store.create(name + ".json", content);
        for (int again = 2; !written && comesAgain(entry); again++) {
            written = store.create(name + String.format(Locale.ROOT, "-%02d.json", again), content);
        }
        return written;
    }

    /** What came too early is sent again under the claim that it has, which may be days old. */
    private void enterDay(String fingerprint, int number, LedgerEntry.Sending sending) throws IOException {
        String key =
                folder(fingerprint) + String.format(Locale.ROOT, "/%04d-1-claimed-%02d.json", number, sending.claim());
        Optional<byte[]> content = store.read(key);
        if (content.isPresent()
                && entry(key, content.get()) instanceof LedgerEntry.Claimed claimed
                && !ClaimIndex.day(claimed.at()).equals(ClaimIndex.day(sending.at()))) {
            index.add(fingerprint, claimed.film(), sending.at());
        }
    }

    private static boolean comesAgain(LedgerEntry entry) {
        return entry instanceof LedgerEntry.Failed failed && failed.kind().isLookedForAgain();
    }

    /** Adds an entry that is no claim. */
    public boolean add(String fingerprint, int number, LedgerEntry entry) throws IOException {
        return add(fingerprint, number, 0, entry);
    }

    /**
     * Adds that a task was cancelled. Whoever asks for its state may hear so before the one who cancelled it has heard that the price is
     * given back: what the provider says about that is kept beside what was written first, and outweighs it.
     */
    public void addCancelled(String fingerprint, int number, LedgerEntry.Failed cancelled) throws IOException {
        boolean written = add(fingerprint, number, cancelled);
        for (int again = 2; !written && cancelled.saysRefund(); again++) {
            Optional<LedgerEntry.Failed> known = cancellation(fingerprint, number);
            if (known.isEmpty() || known.get().saysRefund()) {
                return;
            }
            String name = name(fingerprint, number, cancelled) + distinction(0, cancelled);
            written = store.create(
                    name + String.format(Locale.ROOT, "-%02d.json", again),
                    json.writeValueAsBytes(cancelled.after(known.get())));
        }
    }

    /** What is written about the cancelling of a submission. */
    public Optional<LedgerEntry.Failed> cancellation(String fingerprint, int number) throws IOException {
        return of(fingerprint, number)
                .flatMap(history -> history.last(LedgerEntry.Failed.class))
                .filter(failed -> failed.kind() == FailureKind.CANCELLED);
    }

    /** Adds a result. One that had to be fetched again can have other bytes, and is an entry of its own then. */
    public void complete(String fingerprint, int number, LedgerEntry.Completed completed) throws IOException {
        int time = 1;
        while (!add(fingerprint, number, time, completed) && !isKnown(fingerprint, number, time, completed)) {
            time++;
        }
    }

    private boolean isKnown(String fingerprint, int number, int time, LedgerEntry.Completed completed)
            throws IOException {
        String key = name(fingerprint, number, completed) + distinction(time, completed) + ".json";
        Optional<byte[]> content = store.read(key);
        return content.isPresent()
                && entry(key, content.get()) instanceof LedgerEntry.Completed known
                && known.original().equals(completed.original());
    }

    /**
     * Takes back that a submission is being sent: it is proven that nothing was accepted. Only for the thread that has added the {@link
     * LedgerEntry.Sending}. A crash in the middle leaves both entries, of which the refusal counts.
     *
     * @param tooEarly names the entry that it answers
     */
    public void reopen(String fingerprint, int number, LedgerEntry.TooEarly tooEarly) throws IOException {
        store.replace(name(fingerprint, number, tooEarly) + ".json", json.writeValueAsBytes(tooEarly));
        try {
            clear(fingerprint, number, tooEarly);
        } catch (Store.BusyException e) {
            // Another worker is at just that, or the next one that sends will be.
            return;
        }
    }

    /**
     * Makes room for sending a submission again, after a process that died with its refusal half written. Takes away the entry of sending
     * that the refusal names and no other: a worker that stood still meanwhile finds another one there, of which the answer is not known.
     */
    public void clear(String fingerprint, int number, LedgerEntry.TooEarly tooEarly) throws IOException {
        String sending = folder(fingerprint) + "/" + String.format(Locale.ROOT, "%04d-%s.json", number, SENDING);
        if (store.read(sending).isEmpty()) {
            return;
        }
        // All that take one away do so while they hold the refusal, and none is written where one is: nothing changes
        // between the look and the taking.
        store.update(name(fingerprint, number, tooEarly) + ".json", held -> {
            Optional<byte[]> content = store.read(sending);
            if (content.isPresent()
                    && entry(sending, content.get()) instanceof LedgerEntry.Sending sent
                    && tooEarly.answers(sent)) {
                store.remove(sending);
            }
            return Optional.empty();
        });
    }

    private static String name(String fingerprint, int number, LedgerEntry entry) {
        return folder(fingerprint) + "/" + String.format(Locale.ROOT, "%04d-%d-%s", number, step(entry), word(entry));
    }

    /**
     * A submission is claimed as often as claimants die, and fails in more ways than one: lost today, refused tomorrow. Of its results
     * the first has no number.
     */
    private static String distinction(int claim, LedgerEntry entry) {
        if (entry instanceof LedgerEntry.Claimed || entry instanceof LedgerEntry.Completed && claim > 1) {
            return String.format(Locale.ROOT, "-%02d", claim);
        }
        return entry instanceof LedgerEntry.Failed failed
                ? "-" + failed.kind().name().toLowerCase(Locale.ROOT)
                : "";
    }

    private static int step(LedgerEntry entry) {
        if (entry instanceof LedgerEntry.Claimed) {
            return 1;
        }
        if (entry instanceof LedgerEntry.Sending) {
            return 2;
        }
        return entry instanceof LedgerEntry.Completed || entry instanceof LedgerEntry.Failed ? 4 : 3;
    }

    private static String word(LedgerEntry entry) {
        return entry instanceof LedgerEntry.TooEarly
                ? "refused"
                : entry.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String folder(String fingerprint) {
        String hash = fingerprint.substring(fingerprint.indexOf(':') + 1);
        String version = fingerprint.substring(0, fingerprint.indexOf(':'));
        return FOLDER + "/" + version + "/" + hash.substring(0, 2) + "/" + hash;
    }
}

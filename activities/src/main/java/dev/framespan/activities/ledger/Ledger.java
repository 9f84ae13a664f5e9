package dev.framespan.activities.ledger;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.framespan.activities.store.Store;
import dev.framespan.payload.Payloads;
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
 * written survives a crash of the machine, and nobody can write the same one twice.
 */
public final class Ledger {
    private static final Pattern NAME =
            Pattern.compile("(?<number>[0-9]{4,9})-[1-4]-(?<state>[a-z]+)(-[0-9]{2,9}|-[a-z_]+)?\\.json");

    private final Store store;
    private final ObjectMapper json = Payloads.json();

    public Ledger(Store store) {
        this.store = store;
    }

    /** All submissions of a fingerprint, first to last. */
    public List<SubmissionHistory> of(String fingerprint) throws IOException {
        Map<Integer, List<Entry>> submissions = new TreeMap<>();
        for (String key : store.list(folder(fingerprint))) {
            Matcher name = NAME.matcher(key.substring(key.lastIndexOf('/') + 1));
            Optional<byte[]> content = name.matches() ? store.read(key) : Optional.empty();
            if (content.isPresent()) {
                submissions
                        .computeIfAbsent(Integer.valueOf(name.group("number")), number -> new ArrayList<>())
                        .add(json.readValue(content.get(), Entry.class));
            }
        }
        List<SubmissionHistory> histories = new ArrayList<>();
        submissions.forEach((number, entries) -> histories.add(new SubmissionHistory(number, entries)));
        return List.copyOf(histories);
    }

    /** One submission of a fingerprint. */
    public Optional<SubmissionHistory> of(String fingerprint, int number) throws IOException {
        return of(fingerprint).stream()
                .filter(history -> history.number() == number)
                .findFirst();
    }

    /**
     * Adds an entry.
     *
     * @param claim 1 for the first claim of a submission; what is no claim and no result is not counted
     * @return false when somebody else wrote this entry before
     */
    public boolean add(String fingerprint, int number, int claim, Entry entry) throws IOException {
        return store.create(key(fingerprint, number, claim, entry), json.writeValueAsBytes(entry));
    }

    /** Adds an entry that is no claim. */
    public boolean add(String fingerprint, int number, Entry entry) throws IOException {
        return add(fingerprint, number, 0, entry);
    }

    /** Adds a result. One that had to be fetched again can have other bytes, and is an entry of its own then. */
    public void complete(String fingerprint, int number, Entry.Completed completed) throws IOException {
        int time = 1;
        while (!add(fingerprint, number, time, completed)
                && !isKnown(key(fingerprint, number, time, completed), completed)) {
            time++;
        }
    }

    private boolean isKnown(String key, Entry.Completed completed) throws IOException {
        Optional<byte[]> content = store.read(key);
        return content.isPresent()
                && json.readValue(content.get(), Entry.class) instanceof Entry.Completed known
                && known.original().equals(completed.original());
    }

    private static String key(String fingerprint, int number, int claim, Entry entry) {
        return folder(fingerprint) + "/"
                + String.format(Locale.ROOT, "%04d-%d-%s", number, step(entry), word(entry))
                + distinction(claim, entry)
                + ".json";
    }

    /**
     * A submission is claimed as often as claimants die, and fails in more ways than one: lost today, refused tomorrow. Of its results
     * the first has no number.
     */
    private static String distinction(int claim, Entry entry) {
        if (entry instanceof Entry.Claimed || entry instanceof Entry.Completed && claim > 1) {
            return String.format(Locale.ROOT, "-%02d", claim);
        }
        return entry instanceof Entry.Failed failed ? "-" + failed.kind().name().toLowerCase(Locale.ROOT) : "";
    }

    private static int step(Entry entry) {
        if (entry instanceof Entry.Claimed) {
            return 1;
        }
        if (entry instanceof Entry.Sending) {
            return 2;
        }
        return entry instanceof Entry.Completed || entry instanceof Entry.Failed ? 4 : 3;
    }

    private static String word(Entry entry) {
        return entry.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String folder(String fingerprint) {
        String hash = fingerprint.substring(fingerprint.indexOf(':') + 1);
        String version = fingerprint.substring(0, fingerprint.indexOf(':'));
        return "ledger/" + version + "/" + hash.substring(0, 2) + "/" + hash;
    }
}

package dev.framespan.activities.film;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the operator has decided about a film, kept beside it: a Temporal server may forget. A decision to buy a shot once more is good for
 * one submission, and for none after the film is finished.
 *
 * <p>It is about a question that was asked before. Decisions about a shot are counted, and the first look for one that finds none writes
 * down how many there were: those that come afterwards answer, whatever the clocks of the processes say. Where no question was counted yet,
 * only the time tells which came first.
 */
public final class Decisions {
    private static final Pattern REBUY = Pattern.compile("(?<number>[0-9]{4,9})-(?<by>rebuy|policy)-(?<key>.+)\\.json");
    private static final String USED = ".used";
    private static final String ID = "rebuy";

    private final Store store;

    public Decisions(Store store) {
        this.store = store;
    }

    /** The operator takes the risk, or the price, of buying a shot, a keyframe or a {@linkplain dev.framespan.workflows.storyboard.Storyboard.Shot#voiceId shot's voice} once more. */
    public void rebuy(String film, String id, Instant now) throws IOException {
        write(film, id, "rebuy", now);
    }

    /**
     * The same, decided beforehand and so by nobody who has looked.
     *
     * @param most how many such decisions there may be about it
     * @return whether one answers what was asked last, because there were not as many before or because it was written by an attempt that
     *     died before it could say so
     */
    public boolean rebuyByPolicy(String film, String id, Instant now, int most) throws IOException {
        int asked = lastAsked(film, id);
        int made = 0;
        for (String decision : about(film, id)) {
            if (isByPolicy(decision)) {
                made++;
                // One that was made before the question is left over, and no submission would take it.
                if (number(decision) > asked && store.read(decision + USED).isEmpty()) {
                    return true;
                }
            }
        }
        if (made >= most) {
            return false;
        }
        write(film, id, "policy", now);
        return true;
    }

    /** Whether a decision, by its name, was made beforehand; null is none. */
    public static boolean isByPolicy(String decision) {
        if (decision == null) {
            return false;
        }
        Matcher name = REBUY.matcher(Store.name(decision));
        return name.matches() && name.group("by").equals("policy");
    }

    private void write(String film, String id, String by, Instant now) throws IOException {
        byte[] content = Payloads.json().writeValueAsBytes(Map.of(ID, id, "at", now.toString()));
        int number = last(film, id) + 1;
        while (!store.create(
                folder(film) + "/" + String.format(Locale.ROOT, "%04d-%s-%s.json", number, by, IdKey.of(id)),
                content)) {
            number++;
        }
    }

    /**
     * Uses a decision for one submission. Asking again for the same submission gives the same decision.
     *
     * @param submission {@code <fingerprint>#<number>}
     * @param since when the question arose: the same command given twice decides once, not about the next doubt as well
     * @return the decision's name; empty when there is none left
     */
    public Optional<String> use(String film, String id, String submission, Instant since) throws IOException {
        for (String key : answers(film, id, submission, since)) {
            if (take(key, submission)) {
                return Optional.of(key);
            }
        }
        ask(film, id, submission);
        return Optional.empty();
    }

    /** Notes that a question has arisen: no decision made so far is about it. Asking the same again changes nothing. */
    public void ask(String film, String id, String submission) throws IOException {
        String last = Integer.toString(last(film, id));
        store.create(question(film, id, submission), last.getBytes(StandardCharsets.UTF_8));
    }

    /** The number of the last decision, whoever made it; 0 where there is none. */
    private int last(String film, String id) throws IOException {
        List<String> made = about(film, id);
        return made.isEmpty() ? 0 : number(made.get(made.size() - 1));
    }

    /** The decisions that were made after the question. */
    private List<String> answers(String film, String id, String submission, Instant since) throws IOException {
        Optional<byte[]> asked = store.read(question(film, id, submission));
        List<String> answers = new ArrayList<>();
        for (String key : about(film, id)) {
            boolean later = asked.isPresent()
                    ? number(key) > count(asked.get())
                    : !madeAt(key).isBefore(since);
            if (later) {
                answers.add(key);
            }
        }
        return answers;
    }

    private static int number(String key) {
        String name = Store.name(key);
        return Integer.parseInt(name.substring(0, name.indexOf('-')));
    }

    /** The number of the last decision that was made before the last question about it arose; 0 where there is none. */
    private int lastAsked(String film, String id) throws IOException {
        int last = 0;
        for (String question : store.list(questions(film, id))) {
            last = Math.max(last, store.read(question).map(Decisions::count).orElse(0));
        }
        return last;
    }

    private static int count(byte[] asked) {
        return Integer.parseInt(new String(asked, StandardCharsets.UTF_8));
    }

    private static String question(String film, String id, String submission) {
        return questions(film, id) + "/" + submission.replaceAll("[^A-Za-z0-9]", "-");
    }

    private static String questions(String film, String id) {
        return "films/" + film + "/questions/" + IdKey.of(id);
    }

    /** When the decision was made that {@link #use} would give; empty when there is none. Nothing is used up. */
    public Optional<Instant> standing(String film, String id, String submission, Instant since) throws IOException {
        for (String key : answers(film, id, submission, since)) {
            if (isGoodFor(key, submission)) {
                return Optional.of(madeAt(key));
            }
        }
        ask(film, id, submission);
        return Optional.empty();
    }

    /** First to last. */
    private List<String> about(String film, String id) throws IOException {
        String wanted = IdKey.of(id);
        return store.list(folder(film)).stream()
                .filter(key -> {
                    Matcher name = REBUY.matcher(Store.name(key));
                    return name.matches() && name.group("key").equals(wanted);
                })
                .sorted(Comparator.comparingInt(Decisions::number))
                .toList();
    }

    private boolean isGoodFor(String key, String submission) throws IOException {
        return store.read(key + USED)
                .map(used -> new String(used, StandardCharsets.UTF_8).equals(submission))
                .orElse(true);
    }

    /** What the operator has decided up to now, for {@link #settle}. */
    public List<String> made(String film) throws IOException {
        return store.list(folder(film)).stream()
                .filter(key -> REBUY.matcher(Store.name(key)).matches())
                .toList();
    }

    /**
     * Decisions that were not needed end with the film.
     *
     * @param made before the film began to end: a later one is meant for its next render
     */
    public void settle(List<String> made) throws IOException {
        for (String key : made) {
            take(key, "the film was finished without it");
        }
    }

    /** The ids for which the operator decided and nothing was submitted yet. */
    public List<String> open(String film) throws IOException {
        Set<String> open = new LinkedHashSet<>();
        for (String key : store.list(folder(film))) {
            if (REBUY.matcher(Store.name(key)).matches()
                    && store.read(key + USED).isEmpty()) {
                open.add(content(key).path(ID).asText());
            }
        }
        return List.copyOf(open);
    }

    private Instant madeAt(String key) throws IOException {
        return Instant.parse(content(key).path("at").asText());
    }

    private JsonNode content(String key) throws IOException {
        return Payloads.json().readTree(store.read(key).orElseThrow(() -> new NoSuchFileException(key)));
    }

    private boolean take(String key, String purpose) throws IOException {
        byte[] content = purpose.getBytes(StandardCharsets.UTF_8);
        return store.create(key + USED, content) || store.read(key + USED).isPresent() && isGoodFor(key, purpose);
    }

    private static String folder(String film) {
        return "films/" + film + "/decisions";
    }
}

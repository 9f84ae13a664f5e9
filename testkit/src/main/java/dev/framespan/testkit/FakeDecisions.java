package dev.framespan.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was decided to be bought once more, by the rules of the real store: each decision is good for one submission, and answers no question that arose
 * after it. They are numbered in the order in which they were made. Used under its ledger's lock.
 */
final class FakeDecisions {
    private final List<Decision> made = new ArrayList<>();

    private static final class Decision {
        private final int number;
        private final String film;
        private final String id;
        private final boolean byPolicy;
        private String usedFor;

        private Decision(int number, String film, String id, boolean byPolicy) {
            this.number = number;
            this.film = film;
            this.id = id;
            this.byPolicy = byPolicy;
        }

        private boolean isAbout(String otherFilm, String otherId) {
            return film.equals(otherFilm) && id.equals(otherId);
        }
    }

    /** The number of the latest; 0 where there is none. What is asked now is answered by later ones. */
    int last() {
        return made.size();
    }

    void rebuy(String film, String id) {
        made.add(new Decision(last() + 1, film, id, false));
    }

    /** @param most how often that is decided beforehand; what was decided by hand does not count */
    boolean rebuyByPolicy(String film, String id, int most) {
        long before = made.stream()
                .filter(decision -> decision.byPolicy && decision.isAbout(film, id))
                .count();
        if (before >= most) {
            return false;
        }
        made.add(new Decision(last() + 1, film, id, true));
        return true;
    }

    /**
     * The number of the decision that {@link #use} would give; empty where there is none. Nothing is used up.
     *
     * @param submission that is to be made
     * @param asked {@link #last} when the question arose
     */
    Optional<Integer> standing(String film, String id, String submission, int asked) {
        return first(film, id, submission, asked).map(decision -> decision.number);
    }

    /** Uses a decision for one submission; for the same one again it is the same. @return whether there was one */
    boolean use(String film, String id, String submission, int asked) {
        Optional<Decision> first = first(film, id, submission, asked);
        first.ifPresent(decision -> decision.usedFor = submission);
        return first.isPresent();
    }

    private Optional<Decision> first(String film, String id, String submission, int asked) {
        return made.stream()
                .filter(decision -> decision.number > asked && decision.isAbout(film, id))
                .filter(decision -> decision.usedFor == null || decision.usedFor.equals(submission))
                .findFirst();
    }

    boolean isUsedFor(String submission) {
        return made.stream().anyMatch(decision -> submission.equals(decision.usedFor));
    }
}

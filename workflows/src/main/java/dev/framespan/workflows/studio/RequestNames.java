package dev.framespan.workflows.studio;

import java.util.HashSet;
import java.util.Set;

/** The names under which a studio's stills, clips and pictures are known: given, or else numbered. */
final class RequestNames {
    private static final String MARK = "#";

    private final boolean apart;
    private final Set<String> taken = new HashSet<>();
    private int before;

    /**
     * @param apart whether numbered names are such as cannot be given, {@code clip#3}, and pictures take theirs, too; else they
     *     are {@code clip-3}, as they were when workflows now in progress began, and keep clear of what was given before them
     */
    RequestNames(boolean apart) {
        this.apart = apart;
    }

    /** Goes on after the numbers that runs before have given. @param given how many names these had; null for none */
    void after(Integer given) {
        before = given == null ? 0 : given;
    }

    /** How many names were given, by runs before, too. */
    int given() {
        return before + taken.size();
    }

    /** @param name null for a number */
    String ofRequest(String name, String kind) {
        return name == null ? numbered(kind) : reserved(name);
    }

    /** @param name null for a number */
    String ofPicture(String name) {
        return ofInput(name, "picture");
    }

    /** Of something that was there before. @param name null for a number @param kind where workflows tell numbers apart; else all are pictures */
    String ofInput(String name, String kind) {
        if (apart) {
            return ofRequest(name, kind);
        }
        return name == null ? "picture-" + (taken.size() + 1) : name;
    }

    /** Of something that an earlier run has made: its name where it was given one. */
    String ofCarried(String name) {
        return ofPicture(name.contains(MARK) ? null : name);
    }

    /** Of a film whose clips wait to be joined. */
    String ofJoin() {
        return taken.add(JoinStop.ID) ? JoinStop.ID : numbered(JoinStop.ID);
    }

    private String numbered(String kind) {
        int number = given() + 1;
        String name = kind + (apart ? MARK : "-") + number;
        while (!taken.add(name)) {
            number++;
            name = kind + (apart ? MARK : "-") + number;
        }
        return name;
    }

    private String reserved(String name) {
        if (apart && name.contains(MARK)) {
            throw StopFailures.because(name, "a name has no " + MARK + ", which marks names given by number: " + name);
        }
        if (!taken.add(name)) {
            throw StopFailures.because(name, "two requests are called " + name + "; give each a name of its own");
        }
        return name;
    }
}

package dev.framespan.activities.media.engine.sound;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The plain cuts of a mix, each judged shortly before it is reached: where one would click, the sounds beside it fade for 5 ms. */
final class Cuts {
    private static final float[][] SILENCE = new float[2][MixPart.TELLING];

    /** Between two sounds, or a sound and silence, which is null. */
    private record Edge(long at, MixPart before, MixPart after) {}

    private final List<Edge> edges = new ArrayList<>();
    private final List<Long> clicks = new ArrayList<>();
    private int next;

    /** @param parts of clips, in their order; the mix's own beginning and end are no cuts */
    static Cuts between(List<MixPart> parts, long samples) {
        Cuts cuts = new Cuts();
        for (int i = 0; i < parts.size(); i++) {
            MixPart part = parts.get(i);
            MixPart before = i == 0 ? null : parts.get(i - 1);
            MixPart after = i + 1 == parts.size() ? null : parts.get(i + 1);
            boolean meetsBefore = before != null && before.end() >= part.start();
            boolean meetsAfter = after != null && after.start() <= part.end();
            if (!part.hasFadeIn() && !meetsBefore && part.start() > 0) {
                cuts.edges.add(new Edge(part.start(), null, part));
            }
            if (meetsAfter && after.start() == part.end() && !part.hasFadeOut() && !after.hasFadeIn()) {
                cuts.edges.add(new Edge(part.end(), part, after));
            } else if (!part.hasFadeOut() && !meetsAfter && part.end() < samples) {
                cuts.edges.add(new Edge(part.end(), part, null));
            }
        }
        return cuts;
    }

    /** Where a sound that has no fade of its own is cut off, whatever else is heard then. */
    static Cuts atEndsOf(List<MixPart> parts, long samples) {
        Cuts cuts = new Cuts();
        parts.stream()
                .filter(part -> !part.hasFadeOut() && part.end() < samples)
                .sorted(Comparator.comparingLong(MixPart::end))
                .forEach(part -> cuts.edges.add(new Edge(part.end(), part, null)));
        return cuts;
    }

    /** Judges all cuts near enough that a fade before them would begin before this place in the mix. */
    void judgeUntil(long position) throws IOException {
        while (next < edges.size() && edges.get(next).at() - MixPart.SHORT_FADE < position) {
            judge(edges.get(next++));
        }
    }

    private void judge(Edge edge) throws IOException {
        float[][] before = edge.before() == null ? SILENCE : edge.before().tail();
        float[][] after = edge.after() == null ? SILENCE : edge.after().head();
        if (before[0].length < 2 || after[0].length < 2 || !Click.between(before, after)) {
            return;
        }
        clicks.add(edge.at());
        if (edge.before() != null) {
            edge.before().fadeOutShortly();
        }
        if (edge.after() != null) {
            edge.after().fadeInShortly();
        }
    }

    /** The places that would have clicked, in samples. */
    List<Long> clicks() {
        return clicks;
    }
}

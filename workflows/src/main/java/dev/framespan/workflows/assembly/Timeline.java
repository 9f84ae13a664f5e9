package dev.framespan.workflows.assembly;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The clips of a film in the order in which they are seen.
 *
 * @param format the film's frame and rate
 * @param cuts at least one
 */
public record Timeline(Format format, List<Cut> cuts) {
    public Timeline {
        cuts = List.copyOf(cuts);
        if (cuts.isEmpty()) {
            throw new IllegalArgumentException("a timeline has at least one cut");
        }
    }

    /**
     * The shots whose clips must be re-encoded to the format before they can be joined. All others agree with each other and keep
     * their bits: the largest group of clips that have the format and equal signatures, the earlier one among equals.
     */
    public Set<String> odd() {
        Map<String, Integer> groups = new LinkedHashMap<>();
        cuts.stream().filter(this::fits).forEach(cut -> groups.merge(cut.facts().signature(), 1, Integer::sum));
        String kept = null;
        for (Map.Entry<String, Integer> group : groups.entrySet()) {
            if (kept == null || group.getValue() > groups.get(kept)) {
                kept = group.getKey();
            }
        }
        String signature = kept;
        return cuts.stream()
                .filter(cut -> !fits(cut) || !cut.facts().signature().equals(signature))
                .map(Cut::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean fits(Cut cut) {
        return !cut.facts().signature().isEmpty()
                && cut.facts().width() == format.width()
                && cut.facts().height() == format.height()
                && cut.facts().rate().equals(format.rate());
    }
}

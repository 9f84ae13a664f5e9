package dev.framespan.workflows.assembly;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.Internal;
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
 * @param settings how they are joined; null in timelines from before there was a choice, which keep every frame
 * @param sound what the film sounds like; null for the clips' own sound as it came
 * @param tags what the file says of itself; null for nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Timeline(Format format, List<Cut> cuts, JoinSettings settings, FilmSound sound, FilmTags tags) {
    /** @throws IllegalArgumentException when there is no cut */
    @JsonCreator
    public Timeline {
        cuts = List.copyOf(cuts);
        if (cuts.isEmpty()) {
            throw new IllegalArgumentException("a timeline has at least one cut");
        }
    }

    /**
     * Clips one after another, every frame of them, with their own sound.
     *
     * @param format the film's frame and rate
     * @param cuts at least one
     */
    public Timeline(Format format, List<Cut> cuts) {
        this(format, cuts, null, null, null);
    }

    /**
     * The same film of other bytes that show the same.
     *
     * @param otherCuts as many as there are
     * @return the film of them
     * @hidden
     */
    @Internal
    public Timeline with(List<Cut> otherCuts) {
        return new Timeline(format, otherCuts, settings, sound, tags);
    }

    /** {@return how the clips are joined, what older timelines leave out filled in} */
    public JoinSettings joins() {
        return settings == null ? JoinSettings.EVERY_FRAME : settings;
    }

    /** {@return what the film sounds like, the clips' own sound where nothing is said} */
    public FilmSound heard() {
        return sound == null ? FilmSound.CLIPS_AS_THEY_ARE : sound;
    }

    /**
     * The shots whose clips must be re-encoded to the format before they can be joined. All others agree with each other and keep
     * their bits: the largest group of clips that have the format and equal signatures, the earlier one among equals.
     *
     * @return ids of shots
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

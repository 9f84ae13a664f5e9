package dev.framespan.workflows.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A model that makes clips.
 *
 * @param name as the provider spells it
 * @param actions what it can be asked to do
 * @param resolutions in which it makes clips
 * @param durations how many whole seconds a clip of it may last, ascending
 * @param audio the resolutions in which a clip may come with sound
 * @param prices what a second costs
 * @param imagePlaceholders whether it reads {@code <<<image_N>>>} in a prompt; others take it as plain words
 * @param lastFrameCaution what had better hold for a clip with a last frame; null where nothing is known
 * @param referenceVideoCaution what had better hold for a clip with a reference video; null where nothing is known
 * @param firstFrameField which field of a request carries a clip's first frame; {@code first_frame_image} where nothing is said
 * @param defaultDuration whole seconds of a clip that names none; 5, or else the shortest, where nothing is said
 * @param baseKeepsLength whether a clip made on a {@code base} video is as long as that, whatever duration is asked for
 * @param provider name of the provider that makes it; null for {@link Defaults#PROVIDER}
 */
public record VideoModel(
        String name,
        List<Action> actions,
        List<Resolution> resolutions,
        List<Integer> durations,
        List<Resolution> audio,
        Map<Resolution, Prices> prices,
        @JsonProperty(required = true) boolean imagePlaceholders,
        Caution lastFrameCaution,
        Caution referenceVideoCaution,
        PictureField firstFrameField,
        Integer defaultDuration,
        Boolean baseKeepsLength,
        String provider)
        implements Model {
    private static final int USUAL_DURATION = 5;

    public VideoModel {
        Preconditions.words(name, "videos[].name");
        actions = Preconditions.some(actions, name + ".actions");
        resolutions = Preconditions.some(resolutions, name + ".resolutions");
        durations = Preconditions.some(durations, name + ".durations").stream()
                .sorted()
                .toList();
        durations.forEach(seconds -> Preconditions.positive(seconds, name + ".durations"));
        if (defaultDuration == null) {
            defaultDuration = durations.contains(USUAL_DURATION) ? Integer.valueOf(USUAL_DURATION) : durations.get(0);
        }
        if (!durations.contains(defaultDuration)) {
            throw new IllegalArgumentException(name + ".default_duration is not one of its durations");
        }
        baseKeepsLength = Boolean.TRUE.equals(baseKeepsLength);
        firstFrameField = firstFrameField == null ? PictureField.FIRST_FRAME_IMAGE : firstFrameField;
        audio = audio == null ? List.of() : List.copyOf(audio);
        // in the order of the resolutions, so that a catalogue is written down the same way by every process
        prices = prices == null || prices.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(prices));
        for (Resolution resolution : resolutions) {
            if (prices.get(resolution) == null) {
                throw new IllegalArgumentException(name + ".prices says nothing about " + resolution.word());
            }
        }
        if (!resolutions.containsAll(audio)) {
            throw new IllegalArgumentException(name + ".audio names a resolution that the model does not make");
        }
    }

    /** Whether a request says if the clip is to have sound: a model that has sound may make it unless told otherwise. */
    public boolean hasSound(Resolution resolution) {
        return audio.contains(resolution);
    }

    /** For people: {@code 5 or 10} or {@code 3 to 15}. */
    public String durationWords() {
        int first = durations.get(0);
        boolean unbroken = durations.size() > 2
                && IntStream.range(0, durations.size()).allMatch(i -> durations.get(i) == first + i);
        return unbroken
                ? first + " to " + durations.get(durations.size() - 1)
                : ListFormat.or(durations.stream().map(String::valueOf).toList());
    }

    /**
     * US dollars for a second of clip in one resolution. A price that the provider does not name is null.
     *
     * @param silent without sound and without a reference video
     * @param audio with sound
     * @param referenceVideo with a reference video
     */
    public record Prices(BigDecimal silent, BigDecimal audio, BigDecimal referenceVideo) {
        public Prices {
            if (silent == null || silent.signum() < 0) {
                throw new IllegalArgumentException("a price silent is needed, of zero or more");
            }
        }

        /**
         * A second with these extras. An extra without a price of its own, and two extras at once, count as the highest price
         * listed for the resolution and are marked so.
         */
        Price second(boolean withAudio, boolean withReferenceVideo) {
            if (!withAudio && !withReferenceVideo) {
                return new Price(silent, true);
            }
            BigDecimal own = withReferenceVideo ? referenceVideo : audio;
            if (own != null && !(withAudio && withReferenceVideo)) {
                return new Price(own, true);
            }
            BigDecimal highest = silent;
            for (BigDecimal other : new BigDecimal[] {audio, referenceVideo}) {
                highest = other == null ? highest : highest.max(other);
            }
            return new Price(highest, false);
        }
    }

    /**
     * Not written down by the provider, known of the model elsewhere: worth a warning, no reason to refuse.
     *
     * @param resolutions those that are known to work
     * @param audio whether sound is known to work
     */
    public record Caution(List<Resolution> resolutions, @JsonProperty(required = true) boolean audio) {
        public Caution {
            resolutions = Preconditions.some(resolutions, "caution.resolutions");
        }
    }
}

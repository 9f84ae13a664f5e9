package dev.framespan.activities.media.protocol;

import java.util.List;

/**
 * What a mix came out as.
 *
 * @param loudness of the whole, in LUFS, as it was written; -70 for silence
 * @param truePeak in dBTP, as it was written
 * @param gain in dB that brought it to its target
 * @param momentary loudness of each second of the film in LUFS, as it was written
 * @param clicks places at which clips met with a jump and a short fade was laid over it, in samples
 */
public record MixFacts(double loudness, double truePeak, double gain, List<Double> momentary, List<Long> clicks) {
    public MixFacts {
        momentary = List.copyOf(momentary);
        clicks = List.copyOf(clicks);
    }
}

package dev.framespan.activities.media.protocol;

import dev.framespan.workflows.assembly.FilmSound;

/**
 * What decoding the whole of a sound file has shown.
 *
 * @param samples its length at 48 kHz
 * @param channels as in the file
 * @param sampleRate as in the file, in Hz
 * @param codec FFmpeg's name
 */
public record SoundFacts(long samples, int channels, int sampleRate, String codec) {
    public double seconds() {
        return (double) samples / FilmSound.SAMPLE_RATE;
    }
}

package dev.framespan.workflows.storyboard.reading;

import java.util.List;

/**
 * A timeline as the file gives it: every field by itself of the right type or faulty, nothing yet held against anything else.
 *
 * @param film what a timeline says as a storyboard does; its shots are the clips
 * @param size of the film's frame
 * @param clips one for each of the film's shots
 */
public record TimelineDraft(Draft film, DraftField<Size> size, List<Clip> clips) {
    public TimelineDraft {
        clips = List.copyOf(clips);
    }

    /** @param width in pixels @param height in pixels */
    public record Size(int width, int height) {}

    /**
     * Which part of which file is seen.
     *
     * @param from in seconds
     * @param to in seconds
     */
    public record Clip(DraftField<String> file, DraftField<Double> from, DraftField<Double> to) {}

    /** The fields of a timeline. */
    public record Fields(
            Object title,
            Object size,
            Object fps,
            Object language,
            Object transition,
            Object fit,
            Object render,
            Object joins,
            Object sound,
            Object clips) {}

    /** The fields of a clip. */
    public record ClipFields(
            Object file,
            Object id,
            Object from,
            Object to,
            Object transition,
            Object scene,
            Object sound,
            Object voice) {}
}

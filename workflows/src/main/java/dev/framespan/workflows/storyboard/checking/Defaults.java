package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.catalogue.AspectRatio;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.ImageModel;
import dev.framespan.workflows.catalogue.Resolution;
import dev.framespan.workflows.catalogue.VideoModel;
import dev.framespan.workflows.storyboard.reading.DraftField;

/** What holds where a storyboard says nothing. */
public record Defaults(
        VideoModel model,
        Resolution resolution,
        AspectRatio aspectRatio,
        boolean audio,
        int duration,
        ImageModel keyframeModel) {
    private static final String MODEL = "kling-v3";
    private static final String KEYFRAME_MODEL = "doubao-seedream-4.5";
    private static final int SECONDS = 5;

    /** A user's catalogue need not have the usual models: then its first ones are. */
    public static Defaults usual(Catalogue catalogue) {
        return new Defaults(
                catalogue.video(MODEL).orElse(catalogue.videos().get(0)),
                Resolution.P720,
                AspectRatio.WIDE,
                false,
                SECONDS,
                catalogue.image(KEYFRAME_MODEL).orElse(catalogue.images().get(0)));
    }

    /** The shot's own, else the film's, else the usual; null where the one that counts is faulty. */
    public static <T> T of(DraftField<T> own, DraftField<T> film, T usual) {
        return own.present() ? own.value() : of(film, usual);
    }

    public static <T> T of(DraftField<T> film, T usual) {
        return film.present() ? film.value() : usual;
    }
}

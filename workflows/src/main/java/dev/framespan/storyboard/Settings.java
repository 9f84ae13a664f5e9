package dev.framespan.storyboard;

import dev.framespan.catalogue.AspectRatio;
import dev.framespan.catalogue.Catalogue;
import dev.framespan.catalogue.ImageModel;
import dev.framespan.catalogue.Resolution;
import dev.framespan.catalogue.VideoModel;

/** What holds where a storyboard says nothing. */
record Settings(
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
    static Settings usual(Catalogue catalogue) {
        return new Settings(
                catalogue.video(MODEL).orElse(catalogue.videos().get(0)),
                Resolution.P720,
                AspectRatio.WIDE,
                false,
                SECONDS,
                catalogue.image(KEYFRAME_MODEL).orElse(catalogue.images().get(0)));
    }

    /** The shot's own, else the film's, else the usual; null where the one that counts is faulty. */
    static <T> T of(Given<T> own, Given<T> film, T usual) {
        return own.present() ? own.value() : of(film, usual);
    }

    static <T> T of(Given<T> film, T usual) {
        return film.present() ? film.value() : usual;
    }
}

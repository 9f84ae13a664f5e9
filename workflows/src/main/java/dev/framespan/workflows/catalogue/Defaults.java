package dev.framespan.workflows.catalogue;

/** What holds where a storyboard or a workflow says nothing. */
public record Defaults(
        VideoModel model,
        Resolution resolution,
        AspectRatio aspectRatio,
        boolean audio,
        int duration,
        ImageModel keyframeModel) {
    /** The provider of a model of which the catalogue names none. */
    public static final String PROVIDER = "kling";

    public static final String VIDEO_MODEL = "kling-v3";

    /** Of the two that take references, the one with sound and lengths of 3 to 15 seconds. */
    public static final String REFERENCE_MODEL = "kling-v3-omni";

    public static final String IMAGE_MODEL = "doubao-seedream-4.5";

    public static final String SPEECH_MODEL = "tts-1";

    /** The {@linkplain ImageModel#defaultResolution default resolution} of {@link #IMAGE_MODEL}. */
    public static final String IMAGE_RESOLUTION = "2K";

    public static final Resolution RESOLUTION = Resolution.P720;
    public static final AspectRatio ASPECT_RATIO = AspectRatio.WIDE;

    /** An operator's own catalogue need not have the default models: then its first ones are. */
    public static Defaults of(Catalogue catalogue) {
        VideoModel model =
                catalogue.video(VIDEO_MODEL).orElse(catalogue.videos().get(0));
        return new Defaults(
                model,
                RESOLUTION,
                ASPECT_RATIO,
                false,
                model.defaultDuration(),
                catalogue.image(IMAGE_MODEL).orElse(catalogue.images().get(0)));
    }
}

package dev.framespan.workflows.studio;

import dev.framespan.workflows.catalogue.Defaults;
import dev.framespan.workflows.generation.GenerationRequest;

/** What requests leave to their studio: shape and size. */
final class StudioDefaults {
    /** Stands in a request for what its studio says. */
    static final String STUDIOS = "studio's";

    private final String aspectRatio;
    private final String resolution;

    StudioDefaults(StudioSettings settings) {
        this.aspectRatio = settings.aspectRatio() == null ? Defaults.ASPECT_RATIO.word() : settings.aspectRatio();
        this.resolution = settings.resolution() == null ? Defaults.RESOLUTION.word() : settings.resolution();
    }

    /** The same request, filled in. */
    GenerationRequest in(GenerationRequest request) {
        boolean shape = STUDIOS.equals(request.aspectRatio());
        boolean size = STUDIOS.equals(request.resolution());
        if (!shape && !size) {
            return request;
        }
        GenerationRequest.Builder filled = request.copy();
        if (shape) {
            filled.aspectRatio(aspectRatio);
        }
        if (size) {
            filled.resolution(resolution);
        }
        return filled.build();
    }
}

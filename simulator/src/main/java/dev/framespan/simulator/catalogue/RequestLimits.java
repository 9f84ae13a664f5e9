package dev.framespan.simulator.catalogue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What requests must keep to, whatever their model.
 *
 * @param promptCodePoints the longest prompt, in Unicode code points
 * @param clipPictureBytes the largest picture for a clip
 * @param stillPictureBytes the largest picture for a still
 * @param referenceVideoBytes the largest reference video
 * @param clipAspectRatios the shapes of a clip from words alone
 */
public record RequestLimits(
        @JsonProperty("prompt_code_points") int promptCodePoints,
        @JsonProperty("clip_picture_bytes") long clipPictureBytes,
        @JsonProperty("still_picture_bytes") long stillPictureBytes,
        @JsonProperty("reference_video_bytes") long referenceVideoBytes,
        @JsonProperty("clip_aspect_ratios") List<String> clipAspectRatios) {}

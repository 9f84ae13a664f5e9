package dev.framespan.workflows.generation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.Internal;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.catalogue.VideoUse;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * The reference video that goes with a request. Source: the provider's Kling page, {@code video_list}.
 *
 * @param use what the model does with it
 * @param keepSound whether the clip keeps the video's own sound
 * @param video its bytes, whose hash alone enters the fingerprint; null as long as it is still in the making
 * @param purchase the fingerprint under which it was bought, so that the provider's own link can be found; null for a video of the
 *     author's own
 * @param millis how long it lasts, in milliseconds; 0 as long as it is still in the making
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InputVideo(VideoUse use, boolean keepSound, Asset video, String purchase, long millis) {
    /** @throws NullPointerException without a use */
    public InputVideo {
        Objects.requireNonNull(use, "use");
    }

    /**
     * One whose bytes are not known yet.
     *
     * @param use what the model does with it
     * @param keepSound whether the clip keeps the video's own sound
     * @return the video without them
     * @hidden
     */
    @Internal
    public static InputVideo of(VideoUse use, boolean keepSound) {
        return new InputVideo(use, keepSound, null, null, 0);
    }

    /**
     * The same with its bytes.
     *
     * @param bytes of the video
     * @param bought the fingerprint under which it was bought; null for a video of the author's own
     * @param length in milliseconds
     * @return the video with them
     * @hidden
     */
    @Internal
    public InputVideo with(Asset bytes, String bought, long length) {
        return new InputVideo(use, keepSound, bytes, bought, length);
    }

    /** {@return how long it lasts, in seconds with three decimals} */
    @JsonIgnore
    public BigDecimal seconds() {
        return BigDecimal.valueOf(millis, 3);
    }
}

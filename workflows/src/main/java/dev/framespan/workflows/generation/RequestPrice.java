package dev.framespan.workflows.generation;

import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.Price;
import dev.framespan.workflows.catalogue.Resolution;
import java.math.BigDecimal;

/** What a request costs by a catalogue. */
public final class RequestPrice {
    private RequestPrice() {}

    /**
     * @param request whose reference video is there, where it has one
     * @throws IllegalArgumentException when no model of the catalogue is called so, or makes no such resolution
     */
    public static Price of(Catalogue catalogue, GenerationRequest request) {
        if (request.forStill()) {
            return catalogue.needImage(request.model()).price();
        }
        Resolution resolution = Resolution.of(request.resolution())
                .orElseThrow(() -> new IllegalArgumentException("no resolution is called " + request.resolution()));
        InputVideo video = request.video();
        return catalogue.clip(
                catalogue.needVideo(request.model()),
                resolution,
                request.seconds(),
                request.audio(),
                video == null ? null : video.use(),
                video == null ? BigDecimal.ZERO : video.seconds());
    }
}

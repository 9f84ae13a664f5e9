package dev.framespan.workflows.generation;

import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.Price;
import dev.framespan.workflows.catalogue.Resolution;
import java.math.BigDecimal;
import java.util.Optional;

/** What a request costs by a catalogue. */
public final class RequestPrice {
    private RequestPrice() {}

    /**
     * @param request whose reference video is there, where it has one
     * @param prompt its words, wherever they are stored
     * @return empty where the catalogue knows no price for it
     * @throws IllegalArgumentException when no model of the catalogue is called so, or makes no such resolution
     */
    public static Optional<Price> of(Catalogue catalogue, GenerationRequest request, String prompt) {
        return switch (request.kind()) {
            case STILL -> Optional.of(catalogue.needImage(request.model()).price());
            case CLIP -> Optional.of(clip(catalogue, request));
            case SPEECH -> catalogue.needSpeech(request.model()).price(prompt);
        };
    }

    private static Price clip(Catalogue catalogue, GenerationRequest request) {
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

package dev.framespan.simulator.catalogue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything the provider sells: models, what they can do, and the price list, read from {@code catalogue.json}. */
public final class ProviderCatalogue {
    private final Map<String, Model> models = new LinkedHashMap<>();
    private final Map<String, SpeechModel> speech = new LinkedHashMap<>();
    private final RequestLimits limits;

    private record Page(
            RequestLimits limits, List<ClipModel> clips, List<StillModel> stills, List<SpeechModel> speech) {}

    private ProviderCatalogue(Page page) {
        limits = page.limits();
        page.clips().forEach(model -> models.put(model.id(), model));
        page.stills().forEach(model -> models.put(model.id(), model));
        page.speech().forEach(model -> speech.put(model.id(), model));
    }

    /** Reads the catalogue that is part of this program. */
    public static ProviderCatalogue load() {
        try (InputStream page = ProviderCatalogue.class.getResourceAsStream("catalogue.json")) {
            return new ProviderCatalogue(new ObjectMapper().readValue(page, Page.class));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public Optional<Model> find(String id) {
        return Optional.ofNullable(models.get(id));
    }

    public Optional<SpeechModel> speech(String id) {
        return Optional.ofNullable(speech.get(id));
    }

    public RequestLimits limits() {
        return limits;
    }

    public List<Model> all() {
        return List.copyOf(models.values());
    }
}

package dev.framespan.workflows.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a catalogue strictly: what it does not know, it refuses, so that no price and no limit is lost to a misspelling. Everything that
 * is wrong is said at once.
 */
final class CatalogueReader {
    private static final long LARGEST = 4 << 20;
    private static final String BUILT_IN = "catalogue.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private CatalogueReader() {}

    static Catalogue builtIn() {
        try {
            return JSON.readValue(builtInText(), Catalogue.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the built-in catalogue is damaged", e);
        }
    }

    private static String builtInText() throws IOException {
        try (InputStream in = Catalogue.class.getResourceAsStream(BUILT_IN)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What a file adds to the built-in catalogue, and overrides of it. */
    static Catalogue read(Path file) {
        CatalogueFaults faults = new CatalogueFaults(file.toString());
        try {
            Optional<JsonNode> own = LocatedJson.read(text(file, bytes(file)), faults);
            faults.refuse();
            JsonNode builtIn = LocatedJson.read(builtInText(), new CatalogueFaults(BUILT_IN))
                    .orElseThrow();
            return catalogue(own.orElseThrow(), builtIn, faults);
        } catch (NoSuchFileException e) {
            throw new CatalogueException(file + ": there is no such catalogue");
        } catch (AccessDeniedException e) {
            throw new CatalogueException(file + ": no permission to read this catalogue");
        } catch (IOException e) {
            throw new CatalogueException(file + ": the catalogue cannot be read (" + e.getMessage() + ")");
        }
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new CatalogueException(file + ": a folder, where a catalogue in JSON is needed");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new CatalogueException(file + ": not a file, where a catalogue in JSON is needed");
        }
        if (Files.size(file) > LARGEST) {
            throw new CatalogueException(file + ": too large for a catalogue, which has at most 4 MiB");
        }
        return Files.readAllBytes(file);
    }

    private static String text(Path file, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new CatalogueException(file + ": not a catalogue in JSON: the text is not UTF-8; save it as UTF-8");
        }
    }

    /** A whole catalogue, to which nothing is added. */
    static Catalogue ofJson(byte[] json) {
        CatalogueFaults faults = new CatalogueFaults("the worker's catalogue");
        Optional<JsonNode> whole = LocatedJson.read(new String(json, StandardCharsets.UTF_8), faults);
        faults.refuse();
        return catalogue(whole.orElseThrow(), JsonNodeFactory.instance.objectNode(), faults);
    }

    private static Catalogue catalogue(JsonNode own, JsonNode builtIn, CatalogueFaults faults) {
        ObjectNode whole = new CatalogueOverlay(builtIn, faults).with(own);
        faults.refuse();
        try {
            return JSON.treeToValue(whole, Catalogue.class);
        } catch (JsonProcessingException e) {
            // What the rules let through, the records themselves refuse, in words of their own.
            String why = e.getCause() instanceof IllegalArgumentException refused
                    ? refused.getMessage()
                    : "this version of Framespan cannot use it";
            faults.add("", why);
            faults.refuse();
            throw new IllegalStateException(e);
        }
    }

    static byte[] toJson(Catalogue catalogue) {
        try {
            return JSON.writeValueAsBytes(catalogue);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.framespan.workflows.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads a catalogue strictly: what it does not know, it refuses, so that no price and no limit is lost to a misspelling. */
final class CatalogueReader {
    private static final long LARGEST = 4 << 20;

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
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
        try (InputStream in = Catalogue.class.getResourceAsStream("catalogue.json")) {
            return JSON.readValue(in, Catalogue.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the built-in catalogue is damaged", e);
        }
    }

    static Catalogue read(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new CatalogueException(file + ": a folder, where a catalogue in JSON is needed");
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new CatalogueException(file + ": not a file, where a catalogue in JSON is needed");
            }
            if (Files.size(file) > LARGEST) {
                throw new CatalogueException(file + ": too large for a catalogue, which has at most 4 MiB");
            }
            return JSON.readValue(Files.readAllBytes(file), Catalogue.class);
        } catch (JsonProcessingException e) {
            throw new CatalogueException(file + place(e.getLocation()) + "  " + sentence(e));
        } catch (NoSuchFileException e) {
            throw new CatalogueException(file + ": there is no such catalogue");
        } catch (IOException e) {
            throw new CatalogueException(file + ": the catalogue cannot be read (" + e.getMessage() + ")");
        }
    }

    static Catalogue ofJson(byte[] json) {
        try {
            return JSON.readValue(json, Catalogue.class);
        } catch (JsonProcessingException e) {
            throw new CatalogueException("the worker's catalogue" + place(e.getLocation()) + "  " + sentence(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] toJson(Catalogue catalogue) {
        try {
            return JSON.writeValueAsBytes(catalogue);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String place(JsonLocation location) {
        return location == null || location.getLineNr() < 1
                ? ""
                : ":" + location.getLineNr() + ":" + location.getColumnNr();
    }

    private static String sentence(JsonProcessingException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            String known = unknown.getKnownPropertyIds().stream()
                    .map(String::valueOf)
                    .sorted()
                    .collect(Collectors.joining(", "));
            return field(unknown) + ": no catalogue has this field; known are " + known;
        }
        if (e instanceof ValueInstantiationException && e.getCause() != null) {
            return e.getCause().getMessage();
        }
        if (e instanceof MismatchedInputException wrong) {
            String field = field(wrong).isEmpty() ? "" : field(wrong) + ": ";
            return field + needed(wrong.getTargetType()) + " is needed here; the built-in catalogue shows the form";
        }
        String words = e.getOriginalMessage().lines().findFirst().orElse("not JSON");
        return e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
                ? field(mapping) + ": " + words
                : "not a catalogue in JSON: " + words;
    }

    private static String needed(Class<?> type) {
        if (type == null || Map.class.isAssignableFrom(type) || type.isRecord()) {
            return "an object in braces";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list in brackets";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        boolean number = Number.class.isAssignableFrom(type) || type.isPrimitive();
        return number ? "a number" : "a word in quotes";
    }

    private static String field(JsonMappingException e) {
        StringBuilder field = new StringBuilder();
        for (JsonMappingException.Reference part : e.getPath()) {
            if (part.getFieldName() == null) {
                field.append('[').append(part.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(part.getFieldName());
            }
        }
        return field.toString();
    }
}

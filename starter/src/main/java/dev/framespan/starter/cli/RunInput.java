package dev.framespan.starter.cli;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.framespan.activities.store.IoReason;
import dev.framespan.starter.exit.UserError;
import dev.framespan.worker.jars.JarWorkflow;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.storyboard.reading.FieldReader;
import dev.framespan.workflows.text.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a workflow of one's own is given: one JSON value.
 *
 * @param file null where nothing is given
 * @param json null likewise
 */
record RunInput(Path file, JsonNode json) {
    private static final int MOST_BYTES = 1 << 20;
    private static final int LONGEST_TITLE = 200;
    private static final ObjectReader STRICT = Payloads.json()
            .reader()
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * @param file null where nothing is given
     * @throws UserError when it is not there, too large, or no JSON, with the place
     */
    static RunInput read(Path file) {
        if (file == null) {
            return new RunInput(null, null);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MOST_BYTES + 1);
            if (content.length > MOST_BYTES) {
                throw UserError.refused(file
                        + ": an input has 1 MiB at most; put what is larger into files, and name those" + " in it");
            }
            JsonNode json = STRICT.readTree(content);
            if (json.isMissingNode()) {
                throw UserError.refused(file + ": it is empty, and one JSON value is needed");
            }
            return new RunInput(file, json);
        } catch (JsonProcessingException e) {
            throw UserError.refused(file + place(e.getLocation()) + ": this is no JSON (" + words(e) + ")", e);
        } catch (IOException e) {
            throw UserError.refused(file + ": it cannot be read (" + IoReason.of(e) + ")", e);
        }
    }

    private static String place(JsonLocation location) {
        return location == null ? "" : ":" + location.getLineNr() + ":" + location.getColumnNr();
    }

    private static String words(JsonProcessingException e) {
        return SafeText.cut(SafeText.line(e.getOriginalMessage()), LONGEST_TITLE);
    }

    /** @throws UserError when the workflow's method does not take it */
    void requireFits(JarWorkflow workflow) {
        Optional<Type> takes = workflow.input();
        if (takes.isEmpty() && json != null) {
            throw UserError.refused("--input " + file + ": " + workflow.type() + " takes nothing; leave it out");
        }
        if (takes.isPresent() && json == null) {
            throw UserError.refused(workflow.type() + " takes " + simple(takes.get())
                    + ": write one as JSON into a file, and name that with --input");
        }
        if (takes.isPresent()) {
            read(workflow.type(), takes.get());
        }
    }

    private void read(String type, Type takes) {
        try {
            Payloads.json()
                    .readerFor(Payloads.json().constructType(takes))
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .readValue(json);
        } catch (UnrecognizedPropertyException e) {
            throw UserError.refused(
                    file + ": " + simple(takes) + " has no field " + SafeText.line(e.getPropertyName()) + path(e)
                            + "; it has "
                            + e.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .collect(Collectors.joining(", ")),
                    e);
        } catch (JsonMappingException e) {
            String at = path(e);
            throw UserError.refused(
                    file + ": " + type + " takes " + simple(takes) + ", and this is none" + at + ": " + words(e), e);
        } catch (IOException e) {
            throw UserError.refused(file + ": " + type + " takes " + simple(takes) + ", and this is none", e);
        }
    }

    /** {@code , at lines[3].text}; empty for the whole. */
    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return path.isEmpty() ? "" : ", at " + path;
    }

    private static String simple(Type type) {
        String name = type.getTypeName();
        return "a " + (type instanceof Class<?> known ? known.getSimpleName() : name);
    }

    /**
     * The id of what is made of it, where the operator names none.
     *
     * @throws UserError when its name is none
     */
    String film(String workflow) {
        String name = file == null ? workflow : file.getFileName().toString().replaceFirst("\\.json$", "");
        if (!FieldReader.isId(name)) {
            throw UserError.refused(
                    name + " is no id, which has letters, digits, dashes and underscores: name one with --id");
        }
        return name;
    }

    /** For people: what it calls its title itself, else the workflow's type. */
    String title(String workflow) {
        String own = json == null ? "" : json.path("title").asText("").strip();
        return own.isEmpty() ? workflow : SafeText.cut(SafeText.line(own), LONGEST_TITLE);
    }

    /** It and the workflow's type: the same input is written the same, whatever the order of its fields. */
    byte[] plan(String workflow) {
        Map<String, Object> plan = new TreeMap<>();
        plan.put("workflow", workflow);
        if (json != null) {
            plan.put("input", Payloads.json().convertValue(json, Object.class));
        }
        try {
            return Payloads.json()
                    .writer()
                    .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .writeValueAsBytes(plan);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read can always be written", e);
        }
    }
}

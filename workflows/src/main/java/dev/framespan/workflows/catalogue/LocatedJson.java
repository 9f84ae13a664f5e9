package dev.framespan.workflows.catalogue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * Reads JSON as a tree, and tells the faults where each part of it stands. Numbers keep all their digits.
 *
 * <p>Storyboards are read by another reader, whose nodes carry their places: those come from YAML as well, and are judged as they stand. A
 * catalogue is laid over another one before it is judged, so its places are known by field, beside a tree that records are made of.
 */
final class LocatedJson {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String NOT_JSON = "not a catalogue in JSON: ";

    /** A catalogue needs six levels. */
    private static final int DEEPEST = 32;

    private final JsonParser parser;
    private final CatalogueFaults faults;
    private int depth;

    private LocatedJson(JsonParser parser, CatalogueFaults faults) {
        this.parser = parser;
        this.faults = faults;
    }

    /**
     * @param faults is told what stands there twice, and what leaves nothing else to be said
     * @return empty where the text is no JSON
     */
    static Optional<JsonNode> read(String text, CatalogueFaults faults) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            return new LocatedJson(parser, faults).whole();
        } catch (JsonEOFException e) {
            faults.add(
                    place(e.getLocation()), "", NOT_JSON + "it ends before its last brace, bracket or quote is closed");
        } catch (JsonProcessingException e) {
            faults.add(
                    place(e.getLocation()),
                    "",
                    NOT_JSON + "it cannot be read from here on; look for a comma, a colon, a quote or a brace that is"
                            + " missing or one too many");
        } catch (TooDeepException e) {
            faults.add(e.place, "", "nested deeper than any catalogue: more than " + DEEPEST + " levels");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.empty();
    }

    private Optional<JsonNode> whole() throws IOException {
        if (parser.nextToken() == null) {
            faults.add("", NOT_JSON + "nothing stands in this file");
            return Optional.empty();
        }
        JsonNode root = value("");
        if (parser.nextToken() != null) {
            faults.add(place(parser.currentTokenLocation()), "", "the catalogue has ended before this: take it away");
        }
        return Optional.of(root);
    }

    private JsonNode value(String path) throws IOException {
        faults.located(path, place(parser.currentTokenLocation()));
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(path);
            case START_ARRAY -> array(path);
            case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> DecimalNode.valueOf(parser.getDecimalValue());
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(token == JsonToken.VALUE_TRUE);
            case VALUE_NULL -> NODES.nullNode();
            default -> NODES.textNode(parser.getText());
        };
    }

    private ObjectNode object(String path) throws IOException {
        enter();
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            CatalogueFaults.Place place = place(parser.currentTokenLocation());
            String field = CatalogueFaults.field(path, key);
            if (object.has(key)) {
                faults.add(
                        place,
                        field,
                        "this stands here twice, first in line "
                                + faults.place(field).line() + ": take one of them away");
                parser.nextToken();
                parser.skipChildren();
            } else {
                parser.nextToken();
                object.set(key, value(field));
            }
        }
        depth--;
        return object;
    }

    private ArrayNode array(String path) throws IOException {
        enter();
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(CatalogueFaults.item(path, array.size())));
        }
        depth--;
        return array;
    }

    private void enter() throws IOException {
        if (++depth > DEEPEST) {
            throw new TooDeepException(place(parser.currentTokenLocation()));
        }
    }

    private static CatalogueFaults.Place place(JsonLocation location) {
        return location == null
                ? CatalogueFaults.Place.FILE
                : new CatalogueFaults.Place(location.getLineNr(), location.getColumnNr());
    }

    private static final class TooDeepException extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient CatalogueFaults.Place place;

        private TooDeepException(CatalogueFaults.Place place) {
            this.place = place;
        }
    }
}

package dev.framespan.workflows.storyboard.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads JSON with places. */
final class JsonReader {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Pattern CONTROL = Pattern.compile("CTRL-CHAR, code ([0-9]{1,4})");

    private final JsonParser parser;
    private final NodeReader tree;

    private JsonReader(JsonParser parser) {
        this.parser = parser;
        this.tree = new NodeReader();
    }

    static Node read(String text, FaultCollector faults) throws UnreadableException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            JsonReader reader = new JsonReader(parser);
            if (parser.nextToken() == null) {
                throw new UnreadableException(
                        Position.FILE, "nothing stands in this file: a storyboard has at least shots");
            }
            Node node = reader.value();
            reader.end(faults);
            return node;
        } catch (JsonProcessingException e) {
            throw new UnreadableException(place(e), sentence(e));
        } catch (IOException e) {
            throw new UnreadableException(Position.FILE, "not JSON: " + e.getMessage());
        }
    }

    /** What follows the storyboard is one fault beside those within it. */
    private void end(FaultCollector faults) throws IOException {
        try {
            if (parser.nextToken() != null) {
                faults.fault(place(), "", "the storyboard has ended before this");
            }
        } catch (JsonProcessingException e) {
            faults.fault(place(e), "", sentence(e));
        }
    }

    private static Position place(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null ? Position.START : new Position(location.getLineNr(), location.getColumnNr());
    }

    private static String sentence(JsonProcessingException e) {
        Matcher control = CONTROL.matcher(e.getOriginalMessage());
        return "not JSON: "
                + (control.find()
                        ? FaultWording.codePoint(Integer.parseInt(control.group(1))) + " stands in a text unescaped"
                        : e.getOriginalMessage().lines().findFirst().orElse("it cannot be read"));
    }

    private Node value() throws IOException, UnreadableException {
        Position place = place();
        tree.grow(place, 1);
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            return mapping(place);
        }
        if (token == JsonToken.START_ARRAY) {
            return sequence(place);
        }
        Node.Kind kind =
                switch (token) {
                    case VALUE_NUMBER_INT -> Node.Kind.INTEGER;
                    case VALUE_NUMBER_FLOAT -> Node.Kind.DECIMAL;
                    case VALUE_TRUE, VALUE_FALSE -> Node.Kind.TRUTH;
                    case VALUE_NULL -> Node.Kind.NOTHING;
                    default -> Node.Kind.TEXT;
                };
        return new Node.Scalar(place, kind, parser.getText());
    }

    private Node mapping(Position place) throws IOException, UnreadableException {
        tree.enter(place);
        NodeReader.Builder fields = new NodeReader.Builder();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Position keyPlace = place();
            parser.nextToken();
            fields.add(key, keyPlace, value());
        }
        tree.leave();
        return fields.build(place);
    }

    private Node sequence(Position place) throws IOException, UnreadableException {
        tree.enter(place);
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        tree.leave();
        return new Node.Sequence(place, items);
    }

    private Position place() {
        JsonLocation location = parser.currentTokenLocation();
        return new Position(location.getLineNr(), location.getColumnNr());
    }
}

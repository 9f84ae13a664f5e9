package dev.framespan.activities.provider.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** The same answers as providers of tomorrow write them: JSON with more fields, and with numbers as words. */
final class Lenience {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Lenience() {}

    /** An answer in each of these forms; as it is where it is no JSON. */
    static List<String> forms(String answer) {
        return List.of(withMore(answer), withNumbersAsWords(answer));
    }

    private static String withMore(String answer) {
        return changed(answer, Lenience::add);
    }

    private static JsonNode add(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.putObject("a_field_of_tomorrow").putArray("of").add(1).addNull();
        }
        return node;
    }

    private static String withNumbersAsWords(String answer) {
        return changed(answer, node -> node.isNumber() ? JSON.getNodeFactory().textNode(node.asText()) : node);
    }

    /** The same with words of nothing but digits as numbers. */
    static String withWordsAsNumbers(String answer) {
        return changed(
                answer,
                node -> node.isTextual() && node.asText().matches("[0-9]{1,9}")
                        ? JSON.getNodeFactory().numberNode(node.asInt())
                        : node);
    }

    private interface Change {
        JsonNode of(JsonNode node);
    }

    private static String changed(String answer, Change change) {
        try {
            return changed(JSON.readTree(answer), change).toString();
        } catch (JsonProcessingException noJson) {
            return answer;
        }
    }

    private static JsonNode changed(JsonNode node, Change change) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
                object.set(field.getKey(), changed(field.getValue(), change));
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, changed(array.get(i), change));
            }
        }
        return change.of(node);
    }
}

package dev.framespan.simulator.order;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Reads the fields of a JSON object and refuses, by the field's name, whatever does not fit. */
final class RequestFields {
    private final JsonNode object;
    private final String place;

    /** @param place put in front of each field's name in messages; empty at the top */
    RequestFields(JsonNode object, String place) {
        this.object = object;
        this.place = place;
    }

    void refuseOthersThan(Set<String> known, String owner) throws Refusal {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw Refusal.parameter(place + name + ": unknown field for " + owner);
            }
            if (object.get(name).isNull()) {
                throw Refusal.parameter(place + name + ": must not be null; leave the field out");
            }
        }
    }

    boolean has(String name) {
        return object.has(name);
    }

    String text(String name) throws Refusal {
        return required(name, JsonNode::isTextual, "a string").textValue();
    }

    String oneOf(String name, List<String> allowed, String owner) throws Refusal {
        String value = text(name);
        if (!allowed.contains(value)) {
            throw Refusal.parameter(place + name + ": \"" + shortened(value) + "\" is not possible with " + owner
                    + ", which takes " + String.join(", ", allowed));
        }
        return value;
    }

    BigInteger integer(String name) throws Refusal {
        return required(name, JsonNode::isIntegralNumber, "an integer").bigIntegerValue();
    }

    boolean flag(String name) throws Refusal {
        JsonNode value = object.get(name);
        if (value != null && !value.isBoolean()) {
            throw Refusal.parameter(place + name + ": must be true or false");
        }
        return value != null && value.booleanValue();
    }

    String url(String name) throws Refusal {
        return checkedUrl(text(name), place + name);
    }

    List<String> texts(String name) throws Refusal {
        List<String> values = new ArrayList<>();
        for (JsonNode value : array(name)) {
            if (!value.isTextual() || value.textValue().isBlank()) {
                throw Refusal.parameter(place + name + ": must hold non-empty strings only");
            }
            values.add(value.textValue());
        }
        return values;
    }

    List<String> urls(String name) throws Refusal {
        List<String> values = texts(name);
        for (int i = 0; i < values.size(); i++) {
            checkedUrl(values.get(i), place + name + "[" + i + "]");
        }
        return values;
    }

    JsonNode array(String name) throws Refusal {
        return required(name, JsonNode::isArray, "an array");
    }

    private JsonNode required(String name, Predicate<JsonNode> kind, String what) throws Refusal {
        JsonNode value = object.get(name);
        if (value == null) {
            throw Refusal.parameter(place + name + ": is required");
        }
        if (!kind.test(value)) {
            throw Refusal.parameter(place + name + ": must be " + what);
        }
        return value;
    }

    private static String checkedUrl(String url, String name) throws Refusal {
        try {
            URI uri = new URI(url);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getHost() != null) {
                return url;
            }
        } catch (URISyntaxException malformed) {
            // refused below, like every other text that is no address of the web
        }
        throw Refusal.parameter(name + ": must be an http or https URL");
    }

    private static String shortened(String value) {
        return value.length() <= 40 ? value : value.substring(0, 40) + "…";
    }
}

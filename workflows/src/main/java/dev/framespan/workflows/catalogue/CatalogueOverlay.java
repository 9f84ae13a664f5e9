package dev.framespan.workflows.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Lays an operator's catalogue over the built-in one. A model of a new name joins, one of a known name overrides: the fields that it has
 * replace those of the built-in model, field by field, and so do those of the limits. A list replaces a list, and null takes a field away.
 */
final class CatalogueOverlay {
    private final JsonNode builtIn;
    private final CatalogueFaults faults;
    private final CatalogueRules rules;

    CatalogueOverlay(JsonNode builtIn, CatalogueFaults faults) {
        this.builtIn = builtIn;
        this.faults = faults;
        this.rules = new CatalogueRules(faults);
    }

    /** The whole catalogue. Everything that is wrong in the operator's is said. */
    ObjectNode with(JsonNode own) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        if (!own.isObject()) {
            faults.add("", "an object in braces is needed here, not " + CatalogueFields.described(own));
            return whole;
        }
        new CatalogueFields(own, "", Catalogue.class, faults);
        whole.set("limits", limits(own.path("limits")));
        Map<String, String> paths = new HashMap<>();
        whole.set("videos", models(own, "videos", rules::checkVideo, paths));
        whole.set("images", models(own, "images", rules::checkImage, paths));
        return whole;
    }

    private JsonNode limits(JsonNode own) {
        boolean missing = own.isMissingNode() || own.isNull();
        if (missing && !builtIn.isEmpty()) {
            return builtIn.path("limits");
        }
        if (!own.isObject()) {
            faults.add(
                    "limits",
                    "an object in braces is needed here, "
                            + (missing ? "and is missing" : "not " + CatalogueFields.described(own)));
            return own;
        }
        JsonNode limits = over(builtIn.path("limits"), own);
        rules.checkLimits(limits);
        return limits;
    }

    /** @param paths where the names are that stand there already */
    private ArrayNode models(
            JsonNode own, String group, BiConsumer<JsonNode, String> check, Map<String, String> paths) {
        Map<String, JsonNode> models = new LinkedHashMap<>();
        builtIn.path(group).forEach(model -> models.put(model.path("name").textValue(), model));
        JsonNode list = own.path(group);
        boolean missing = list.isMissingNode() || list.isNull();
        if (missing ? builtIn.isEmpty() : !list.isArray() || list.isEmpty()) {
            faults.add(
                    group,
                    "a list in brackets of models, at least one, is needed here"
                            + (missing ? ", and is missing" : ", not " + CatalogueFields.described(list))
                            + (builtIn.isEmpty() ? "" : "; without it the built-in ones are there"));
        }
        for (int i = 0; list.isArray() && i < list.size(); i++) {
            String path = CatalogueFaults.item(group, i);
            JsonNode model = list.get(i);
            if (!model.isObject()) {
                faults.add(path, "an object in braces is needed here, not " + CatalogueFields.described(model));
                continue;
            }
            String name = model.path("name").asText();
            JsonNode filled = over(models.getOrDefault(name, JsonNodeFactory.instance.objectNode()), model);
            check.accept(filled, path);
            once(name, group, path, paths);
            if (!name.isEmpty() && !models.containsKey(name) && !builtIn.isEmpty() && isPartial(filled, group)) {
                faults.add(
                        CatalogueFaults.field(path, "name"),
                        "no model is called " + name + ", so all of it is needed here; there are "
                                + String.join(", ", models.keySet()));
            }
            models.put(name.isEmpty() ? path : name, filled);
        }
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        models.values().forEach(all::add);
        return all;
    }

    private static boolean isPartial(JsonNode model, String group) {
        return (group.equals("videos") ? CatalogueRules.NEEDED_OF_VIDEOS : CatalogueRules.NEEDED_OF_IMAGES)
                .stream().anyMatch(field -> !model.hasNonNull(field));
    }

    private void once(String name, String group, String path, Map<String, String> paths) {
        if (name.isEmpty()) {
            return;
        }
        String first = paths.putIfAbsent(name, path);
        String field = CatalogueFaults.field(path, "name");
        if (first != null) {
            faults.add(
                    field,
                    "the model " + name + " stands there twice, first in line "
                            + faults.place(CatalogueFaults.field(first, "name")).line() + ": take one of them away");
        }
        String other = group.equals("videos") ? "images" : "videos";
        builtIn.path(other).forEach(model -> {
            if (name.equals(model.path("name").textValue())) {
                faults.add(field, "the built-in " + other + " have a model " + name + ": move it there");
            }
        });
    }

    private static JsonNode over(JsonNode lower, JsonNode upper) {
        if (!upper.isObject()) {
            return upper;
        }
        ObjectNode both = JsonNodeFactory.instance.objectNode();
        if (lower.isObject()) {
            both.setAll((ObjectNode) lower);
        }
        upper.properties().forEach(entry -> {
            if (entry.getValue().isNull()) {
                both.remove(entry.getKey());
            } else {
                both.set(entry.getKey(), over(both.path(entry.getKey()), entry.getValue()));
            }
        });
        return both;
    }
}

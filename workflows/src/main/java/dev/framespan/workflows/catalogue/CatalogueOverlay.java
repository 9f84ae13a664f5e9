package dev.framespan.workflows.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framespan.workflows.text.SafeText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lays an operator's catalogue over the built-in one. A model of a new name joins, one of a known name overrides: the fields that it has
 * replace those of the built-in model, field by field, and so do those of the limits. A list replaces a list, and null takes a field away.
 */
final class CatalogueOverlay {
    private static final List<String> GROUPS = List.of("videos", "images", "speech");

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
        whole.set("speech", models(own, "speech", rules::checkSpeech, paths));
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

    /** What must hold of a model; fields that it lacks by name are not to be missed once more. */
    private interface Check {
        void accept(JsonNode model, String path, List<String> missed);
    }

    /** @param paths where the names are that stand there already */
    private ArrayNode models(JsonNode own, String group, Check check, Map<String, String> paths) {
        Map<String, JsonNode> models = new LinkedHashMap<>();
        builtIn.path(group).forEach(model -> models.put(model.path("name").textValue(), model));
        JsonNode list = own.path(group);
        boolean missing = list.isMissingNode() || list.isNull();
        // A whole catalogue of before has none that speaks.
        boolean maybeNone = builtIn.isEmpty() && group.equals("speech");
        if (missing ? builtIn.isEmpty() && !maybeNone : !list.isArray() || list.isEmpty() && !maybeNone) {
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
            if (isOfOtherKind(name, group, path)) {
                continue;
            }
            JsonNode filled = over(models.getOrDefault(name, JsonNodeFactory.instance.objectNode()), model);
            boolean joins = model.path("name").isTextual() && !name.isBlank() && !models.containsKey(name);
            List<String> lacking = joins && !builtIn.isEmpty() ? lacking(filled, group) : List.of();
            check.accept(filled, path, lacking);
            once(name, path, paths);
            if (!lacking.isEmpty()) {
                faults.add(
                        CatalogueFaults.field(path, "name"),
                        "no model is called " + SafeText.escaped(name) + ", so all of it is needed here, and "
                                + ListFormat.and(lacking) + (lacking.size() == 1 ? " is" : " are")
                                + " missing; there are " + String.join(", ", names(group)));
            }
            models.put(name.isEmpty() ? path : name, filled);
        }
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        models.values().forEach(all::add);
        return all;
    }

    private List<String> names(String group) {
        List<String> names = new ArrayList<>();
        builtIn.path(group).forEach(model -> names.add(model.path("name").textValue()));
        return names;
    }

    private static List<String> lacking(JsonNode model, String group) {
        List<String> needed =
                switch (group) {
                    case "videos" -> CatalogueRules.NEEDED_OF_VIDEOS;
                    case "images" -> CatalogueRules.NEEDED_OF_IMAGES;
                    default -> CatalogueRules.NEEDED_OF_SPEECH;
                };
        return needed.stream().filter(field -> !model.hasNonNull(field)).toList();
    }

    /** Whether another list has a built-in model of this name, which is said: then nothing here fits it. */
    private boolean isOfOtherKind(String name, String group, String path) {
        Optional<String> other = GROUPS.stream()
                .filter(each -> !each.equals(group) && names(each).contains(name))
                .findFirst();
        other.ifPresent(holder -> faults.add(
                CatalogueFaults.field(path, "name"),
                "the built-in " + holder + " have a model " + name + ": move it there"));
        return other.isPresent();
    }

    private void once(String name, String path, Map<String, String> paths) {
        if (name.isEmpty()) {
            return;
        }
        String first = paths.putIfAbsent(name, path);
        if (first != null) {
            faults.add(
                    CatalogueFaults.field(path, "name"),
                    "the model " + name + " stands there twice, first in line "
                            + faults.place(CatalogueFaults.field(first, "name")).line() + ": take one of them away");
        }
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

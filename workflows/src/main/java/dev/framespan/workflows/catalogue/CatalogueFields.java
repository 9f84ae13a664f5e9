package dev.framespan.workflows.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import dev.framespan.workflows.text.SafeText;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The fields of one object of a catalogue, each by its type; what does not fit is said where it stands. They are those of two files, one over
 * the other; why that is not the reader of a storyboard's fields is said at {@link LocatedJson}.
 */
final class CatalogueFields {
    private static final BigDecimal MOST_USD = new BigDecimal(1_000_000);
    private static final int MOST_DECIMALS = 12;
    private static final int LONGEST_QUOTE = 40;

    private final JsonNode object;
    private final String path;
    private final CatalogueFaults faults;
    private final List<String> missed;

    /** @param type the record whose components are the fields that may stand here */
    CatalogueFields(JsonNode object, String path, Class<? extends Record> type, CatalogueFaults faults) {
        this(object, path, type, faults, List.of());
    }

    /** @param missed fields of which it was said that they are missing */
    CatalogueFields(
            JsonNode object, String path, Class<? extends Record> type, CatalogueFaults faults, List<String> missed) {
        this.object = object;
        this.path = path;
        this.faults = faults;
        this.missed = missed;
        List<String> known = names(type);
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                fault(name, "no catalogue has this field; known are " + String.join(", ", known));
            }
        });
    }

    private static List<String> names(Class<? extends Record> type) {
        SnakeCaseStrategy words = new SnakeCaseStrategy();
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .map(words::translate)
                .sorted()
                .toList();
    }

    String field(String name) {
        return CatalogueFaults.field(path, name);
    }

    void fault(String name, String message) {
        faults.add(field(name), message);
    }

    /** An object whose fields are those of a record. */
    Optional<CatalogueFields> group(String name, boolean required, Class<? extends Record> type) {
        return value(name, required, "an object in braces", JsonNode::isObject)
                .map(node -> new CatalogueFields(node, field(name), type, faults));
    }

    Optional<String> words(String name, boolean required) {
        return value(
                        name,
                        required,
                        "a word in quotes",
                        node -> node.isTextual() && !node.textValue().isBlank())
                .map(JsonNode::textValue);
    }

    Optional<Long> whole(String name, boolean required, long least, long most) {
        return value(name, required, wholeNumber(least, most), node -> isWhole(node, least, most))
                .map(JsonNode::longValue);
    }

    private static String wholeNumber(long least, long most) {
        return "a whole number from " + least + " to " + most;
    }

    private static boolean isWhole(JsonNode node, long least, long most) {
        return node.isIntegralNumber()
                && node.canConvertToLong()
                && node.longValue() >= least
                && node.longValue() <= most;
    }

    /** US dollars. */
    void price(String name, boolean required) {
        value(
                name,
                required,
                "a price in US dollars, a number from 0 to " + MOST_USD + " with at most " + MOST_DECIMALS
                        + " decimals,",
                node -> isBetween(node, BigDecimal.ZERO, MOST_USD));
    }

    void decimal(String name, boolean required, int least, int most) {
        value(
                name,
                required,
                "a number from " + least + " to " + most,
                node -> isBetween(node, BigDecimal.valueOf(least), BigDecimal.valueOf(most)));
    }

    private static boolean isBetween(JsonNode node, BigDecimal least, BigDecimal most) {
        if (!node.isNumber()) {
            return false;
        }
        BigDecimal number = node.decimalValue();
        return number.scale() <= MOST_DECIMALS && number.compareTo(least) >= 0 && number.compareTo(most) <= 0;
    }

    void truth(String name, boolean required) {
        value(name, required, "true or false", JsonNode::isBoolean);
    }

    <T> void choice(String name, Function<String, Optional<T>> choice, String kind, List<String> words) {
        value(name, false, "a word in quotes", JsonNode::isTextual)
                .ifPresent(node -> chosen(field(name), node.textValue(), choice, kind, words));
    }

    /** Those of a list that are choices; empty where it is missing or no list. */
    <T> Optional<List<T>> choices(
            String name, boolean required, Function<String, Optional<T>> choice, String kind, List<String> words) {
        return items(name, required, "a list in brackets of words in quotes", (node, item) -> {
            if (!node.isTextual()) {
                faults.add(item, "a word in quotes is needed here, not " + described(node));
                return Optional.empty();
            }
            return chosen(item, node.textValue(), choice, kind, words);
        });
    }

    Optional<List<Integer>> wholes(String name, int least, int most) {
        return items(name, true, "a list in brackets of whole numbers", (node, item) -> {
            if (!isWhole(node, least, most)) {
                faults.add(item, wholeNumber(least, most) + " is needed here, not " + described(node));
                return Optional.empty();
            }
            return Optional.of(node.intValue());
        });
    }

    private <T> Optional<T> chosen(
            String field, String word, Function<String, Optional<T>> choice, String kind, List<String> words) {
        Optional<T> chosen = choice.apply(word);
        if (chosen.isEmpty()) {
            faults.add(
                    field,
                    kind + " is called " + SafeText.escaped(SafeText.cut(word, LONGEST_QUOTE)) + "; possible are "
                            + String.join(", ", words));
        }
        return chosen;
    }

    /** Makes of an item of a list what it stands for; empty where that is nothing, which has been said. */
    private interface Item<T> {
        Optional<T> of(JsonNode node, String field);
    }

    /** @param required then the list has at least one item, too */
    private <T> Optional<List<T>> items(String name, boolean required, String needed, Item<T> make) {
        String few = required ? needed + ", at least one," : needed;
        return value(name, required, few, node -> node.isArray() && !(required && node.isEmpty()))
                .map(list -> {
                    List<T> items = new ArrayList<>();
                    for (int i = 0; i < list.size(); i++) {
                        make.of(list.get(i), CatalogueFaults.item(field(name), i))
                                .ifPresent(items::add);
                    }
                    return items;
                });
    }

    /** Groups by a word that is one of a choice; what is called otherwise is said. */
    <T> Optional<TreeMap<T, CatalogueFields>> groups(
            String name,
            Function<String, Optional<T>> choice,
            String kind,
            List<String> words,
            Class<? extends Record> type) {
        return value(name, true, "an object in braces", JsonNode::isObject).map(node -> {
            TreeMap<T, CatalogueFields> groups = new TreeMap<>();
            node.properties().forEach(entry -> {
                String field = CatalogueFaults.field(field(name), entry.getKey());
                Optional<T> key = chosen(field, entry.getKey(), choice, kind, words);
                if (!entry.getValue().isObject()) {
                    faults.add(field, "an object in braces is needed here, not " + described(entry.getValue()));
                } else if (key.isPresent()) {
                    groups.put(key.get(), new CatalogueFields(entry.getValue(), field, type, faults));
                }
            });
            return groups;
        });
    }

    private Optional<JsonNode> value(String name, boolean required, String needed, Predicate<JsonNode> fits) {
        JsonNode node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            if (required && !missed.contains(name)) {
                fault(name, needed + " is needed here, and is missing");
            }
            return Optional.empty();
        }
        if (!fits.test(node)) {
            fault(name, needed + " is needed here, not " + described(node));
            return Optional.empty();
        }
        return Optional.of(node);
    }

    static String described(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> node.isEmpty() ? "an empty list" : "a list";
            case STRING -> '"' + SafeText.escaped(SafeText.cut(node.textValue(), LONGEST_QUOTE)) + '"';
            case NUMBER -> SafeText.cut(node.asText(), LONGEST_QUOTE);
            case NULL -> "null";
            default -> node.asText();
        };
    }
}

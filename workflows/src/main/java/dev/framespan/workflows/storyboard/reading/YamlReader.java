package dev.framespan.workflows.storyboard.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Reads YAML 1.2 with places: {@code on} and {@code no} are texts, {@code 010} is ten. */
final class YamlReader {
    private static final CoreSchema SCHEMA = new CoreSchema();
    private static final ScalarResolver CORE = SCHEMA.getScalarResolver();

    private final Iterator<Event> events;
    private final NodeReader tree;
    private final FaultCollector faults;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();

    /** What an alias stands for: null while it is being read itself. */
    private record Anchored(Node node, long size) {}

    private YamlReader(Iterator<Event> events, FaultCollector faults) {
        this.events = events;
        this.faults = faults;
        this.tree = new NodeReader();
    }

    static Node read(String given, FaultCollector faults) throws UnreadableException {
        String text = YamlCharacters.replaced(given, faults);
        try {
            return new YamlReader(new Parse(settings(text)).parseString(text).iterator(), faults).document();
        } catch (MarkedYamlEngineException e) {
            Position place = e.getProblemMark()
                    .or(e::getContextMark)
                    .map(YamlReader::place)
                    .orElse(Position.START);
            throw new UnreadableException(place, sentence(String.valueOf(e.getProblem())));
        } catch (YamlEngineException e) {
            throw new UnreadableException(Position.START, sentence(String.valueOf(e.getMessage())));
        }
    }

    /** One buffer for the whole text: the library fails where the end of a buffer divides a pair of surrogates. */
    private static LoadSettings settings(String text) {
        return LoadSettings.builder()
                .setSchema(SCHEMA)
                .setBufferSize(text.length() + 2)
                .build();
    }

    private Node document() throws UnreadableException {
        events.next();
        if (events.next().getEventId() == Event.ID.StreamEnd) {
            throw new UnreadableException(
                    Position.FILE, "nothing stands in this file: a storyboard has at least shots");
        }
        Node node = node(events.next());
        events.next();
        Event end = events.next();
        if (end.getEventId() != Event.ID.StreamEnd) {
            faults.fault(place(end), "", "a second document starts here: a storyboard is one");
        }
        return node;
    }

    private Node node(Event event) throws UnreadableException {
        Position place = place(event);
        if (event instanceof AliasEvent alias) {
            return repeated(alias, place);
        }
        tree.grow(place, 1);
        Optional<Anchor> anchor = ((NodeEvent) event).getAnchor();
        anchor.ifPresent(name -> anchors.put(name, new Anchored(null, 0)));
        Node node = fresh(event, place);
        anchor.ifPresent(name -> anchors.put(name, new Anchored(node, size(node))));
        return node;
    }

    private Node repeated(AliasEvent alias, Position place) throws UnreadableException {
        Anchored anchored = anchors.get(alias.getAlias());
        if (anchored == null) {
            throw new UnreadableException(
                    place, "*" + alias.getAlias() + " repeats nothing: no &" + alias.getAlias() + " stands before it");
        }
        if (anchored.node() == null) {
            throw new UnreadableException(place, "*" + alias.getAlias() + " repeats what it stands in itself");
        }
        tree.grow(place, anchored.size());
        return anchored.node();
    }

    private Node fresh(Event event, Position place) throws UnreadableException {
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar, place);
        }
        tree.enter(place);
        Node node = event instanceof MappingStartEvent mapping
                ? mapping(mapping, place)
                : sequence((SequenceStartEvent) event, place);
        tree.leave();
        return node;
    }

    private Node mapping(MappingStartEvent start, Position place) throws UnreadableException {
        expectTag(start.getTag(), Tag.MAP, place);
        NodeReader.Builder fields = new NodeReader.Builder();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            Position keyPlace = place(event);
            Node name = node(event);
            Node value = node(events.next());
            if (name instanceof Node.Scalar key) {
                fields.add(key.text(), keyPlace, value);
            } else {
                faults.fault(keyPlace, "", "the name of a field is a word, not a list or a group");
            }
        }
        return fields.build(place);
    }

    private Node sequence(SequenceStartEvent start, Position place) throws UnreadableException {
        expectTag(start.getTag(), Tag.SEQ, place);
        List<Node> items = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            items.add(node(event));
        }
        return new Node.Sequence(place, items);
    }

    private Node scalar(ScalarEvent event, Position place) {
        Tag tag = event.getTag()
                .filter(name -> !name.equals("!"))
                .map(Tag::new)
                .orElseGet(() -> event.getTag().isPresent() || !event.isPlain()
                        ? Tag.STR
                        : CORE.resolve(event.getValue(), true));
        Node.Kind kind = KINDS.get(tag);
        if (kind == null) {
            unknownTag(tag, place);
            kind = KINDS.getOrDefault(CORE.resolve(event.getValue(), event.isPlain()), Node.Kind.TEXT);
        }
        return new Node.Scalar(place, kind, event.getValue());
    }

    private static final Map<Tag, Node.Kind> KINDS = Map.of(
            Tag.STR, Node.Kind.TEXT,
            Tag.INT, Node.Kind.INTEGER,
            Tag.FLOAT, Node.Kind.DECIMAL,
            Tag.BOOL, Node.Kind.TRUTH,
            Tag.NULL, Node.Kind.NOTHING);

    private void expectTag(Optional<String> tag, Tag expected, Position place) {
        if (tag.isPresent() && !tag.get().equals("!") && !tag.get().equals(expected.getValue())) {
            unknownTag(new Tag(tag.get()), place);
        }
    }

    private void unknownTag(Tag tag, Position place) {
        faults.fault(place, "", "the tag " + tag.getValue() + " means nothing in a storyboard: leave it out");
    }

    private static long size(Node node) {
        if (node instanceof Node.Mapping mapping) {
            return 1
                    + mapping.entries().stream()
                            .mapToLong(entry -> 1 + size(entry.value()))
                            .sum();
        }
        if (node instanceof Node.Sequence sequence) {
            return 1 + sequence.items().stream().mapToLong(YamlReader::size).sum();
        }
        return 1;
    }

    private static String sentence(String problem) {
        if (problem.contains("TAB") || problem.contains("'\\t'")) {
            return "a tab stands here, and YAML indents with spaces: replace it with spaces";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "no field can start here: line it up with its neighbours, or put quotes around a text with a colon in it";
        }
        if (problem.contains("expected <block end>") || problem.contains("expected ',' or")) {
            return "this does not belong to what stands before it: check indentation, commas, brackets and quotes";
        }
        if (problem.contains("unexpected end of stream")) {
            return "the file ends inside a text or bracket: close it";
        }
        return "not YAML: " + problem.lines().findFirst().orElse("it cannot be read");
    }

    private static Position place(Event event) {
        return event.getStartMark().map(YamlReader::place).orElse(Position.START);
    }

    private static Position place(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }
}

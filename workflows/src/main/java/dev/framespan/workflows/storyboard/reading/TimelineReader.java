package dev.framespan.workflows.storyboard.reading;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a draft of what stands in a timeline's file, field by field as in a storyboard. */
public final class TimelineReader {
    /** In pixels, of each side of a film's frame. */
    public static final int SMALLEST_SIDE = 16;

    public static final int LARGEST_SIDE = 8192;

    private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{1,3})x([1-9][0-9]{1,3})");
    private static final int LONGEST_ID = 64;
    private static final String LONGEST_SECONDS = "86400";

    private final SoundFields sounds;
    private final FaultCollector faults;
    private final Set<String> ids = new HashSet<>();

    public TimelineReader(FaultCollector faults) {
        this.sounds = new SoundFields(null, faults);
        this.faults = faults;
    }

    /** What is read of a clip: its place on the disk, and the shot that it is. */
    private record Read(TimelineDraft.Clip clip, Draft.Shot shot) {}

    public TimelineDraft read(Node root) throws UnreadableException {
        if (!(root instanceof Node.Mapping mapping)) {
            throw new UnreadableException(
                    root.place(), "a timeline is a group of fields, at least clips, not " + root.described());
        }
        FieldReader fields = new FieldReader(mapping, "", TimelineDraft.Fields.class, faults);
        DraftField<TimelineDraft.Size> size = size(fields);
        Draft shared = film(mapping, fields);
        List<Read> clips = clips(fields);
        return new TimelineDraft(
                shared.with(clips.stream().map(Read::shot).toList()),
                size,
                clips.stream().map(Read::clip).toList());
    }

    /** The film's fields that are a storyboard's, too. */
    private Draft film(Node.Mapping mapping, FieldReader fields) {
        return new Draft(
                mapping.place(),
                TitleField.read(fields, "title", DraftReader.LONGEST_TITLE),
                absent(mapping),
                absent(mapping),
                absent(mapping),
                absent(mapping),
                absent(mapping),
                absent(mapping),
                FrameRateField.read(fields, "fps"),
                LanguageField.read(fields, "language"),
                absent(mapping),
                absent(mapping),
                absent(mapping),
                TransitionField.read(fields, "transition", faults),
                fields.choice("fit", "way to fit a clip", DraftReader.FITS),
                fields.choice("render", "way to render", DraftReader.RENDER_MODES),
                JoinsField.read(fields, "joins", faults),
                sounds.film(fields),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                true,
                true);
    }

    private static <T> DraftField<T> absent(Node.Mapping mapping) {
        return DraftField.absent(mapping.place(), "");
    }

    private static DraftField<TimelineDraft.Size> size(FieldReader fields) {
        DraftField<String> text = fields.text("size", true);
        if (!text.isValid()) {
            return FieldReader.without(text);
        }
        Matcher size = SIZE.matcher(text.value());
        if (size.matches()) {
            int width = Integer.parseInt(size.group(1));
            int height = Integer.parseInt(size.group(2));
            if (isSide(width) && isSide(height)) {
                return DraftField.of(text.place(), text.field(), new TimelineDraft.Size(width, height));
            }
        }
        return fields.fault(
                text,
                "width and height in pixels are expected, such as 1280x720, each even and from " + SMALLEST_SIDE
                        + " to " + LARGEST_SIDE + ", not " + FaultWording.quoted(text.value()));
    }

    private static boolean isSide(int pixels) {
        return pixels % 2 == 0 && pixels >= SMALLEST_SIDE && pixels <= LARGEST_SIDE;
    }

    private List<Read> clips(FieldReader fields) {
        DraftField<Node> any = fields.any("clips");
        if (!any.present()) {
            fields.fault(any, "a timeline needs clips: a list of at least one");
        }
        if (!any.isValid()) {
            return List.of();
        }
        if (!(any.value() instanceof Node.Sequence list)) {
            fields.fault(
                    any,
                    "a list of clips is expected, each after a -, not "
                            + any.value().described());
            return List.of();
        }
        int count = list.items().size();
        if (count < 1 || count > DraftReader.MOST_SHOTS) {
            fields.fault(any, "a film has 1 to " + DraftReader.MOST_SHOTS + " clips, and here are " + count);
            return List.of();
        }
        list.items().forEach(this::noteId);
        List<Read> read = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            read.add(clip(list.items().get(i), "clips[" + i + "]"));
        }
        return read;
    }

    /** Ids that are written are the author's: those that are made of files' names make room for them. */
    private void noteId(Node clip) {
        if (clip instanceof Node.Mapping group) {
            group.entries().stream()
                    .filter(entry -> entry.key().equals("id"))
                    .filter(entry -> entry.value() instanceof Node.Scalar)
                    .forEach(entry -> ids.add(((Node.Scalar) entry.value()).text()));
        }
    }

    /** A group of fields, or a file alone. */
    private Read clip(Node node, String path) {
        boolean alone = !(node instanceof Node.Mapping);
        Node.Mapping group = alone ? new Node.Mapping(node.place(), List.of(), List.of()) : (Node.Mapping) node;
        FieldReader fields = new FieldReader(group, path, TimelineDraft.ClipFields.class, faults);
        DraftField<String> file = alone ? fields.place(DraftField.of(node.place(), path, node)) : fields.place("file");
        if (!file.present()) {
            file = fields.fault(file, "a clip needs a file: a path beside the timeline");
        }
        DraftField<String> id = fields.id("id");
        if (!id.present()) {
            id = file.isValid()
                    ? DraftField.of(file.place(), file.field(), idOf(file.value()))
                    : DraftField.faulty(file.place(), file.field());
        }
        return new Read(
                new TimelineDraft.Clip(file, time(fields, "from"), time(fields, "to")), shot(group, path, id, fields));
    }

    private static DraftField<Double> time(FieldReader fields, String name) {
        return NumberField.measure(fields, name, "a number of seconds", "0", LONGEST_SECONDS);
    }

    private Draft.Shot shot(Node.Mapping group, String path, DraftField<String> id, FieldReader fields) {
        return new Draft.Shot(
                group.place(),
                path,
                id,
                not(id),
                not(id),
                not(id),
                not(id),
                not(id),
                not(id),
                not(id),
                not(id),
                not(id),
                not(id),
                not(id),
                TransitionField.read(fields, "transition", faults),
                TitleField.read(fields, "scene", DraftReader.LONGEST_TITLE),
                sounds.clip(fields, "sound"),
                sounds.voice(fields));
    }

    private static <T> DraftField<T> not(DraftField<?> like) {
        return DraftField.absent(like.place(), like.field());
    }

    /** A file's stem as an id that no other clip has: {@code shots/Gull 3.mp4} is {@code Gull-3}, and once more {@code Gull-3-2}. */
    private String idOf(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        String stem = (dot > 0 ? name.substring(0, dot) : name).replaceAll("[^A-Za-z0-9_-]+", "-");
        String clean = stem.replaceAll("^[_-]+|-+$", "");
        String base = clean.isEmpty() ? "clip" : clean.substring(0, Math.min(LONGEST_ID - 4, clean.length()));
        String id = base;
        for (int number = 2; !ids.add(id); number++) {
            id = base + "-" + number;
        }
        return id;
    }
}

package dev.framespan.workflows.storyboard.reading;

import dev.framespan.workflows.assembly.Fit;
import dev.framespan.workflows.assembly.RenderMode;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.AspectRatio;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.ImageModel;
import dev.framespan.workflows.catalogue.Resolution;
import dev.framespan.workflows.catalogue.SpeechModel;
import dev.framespan.workflows.catalogue.VideoModel;
import dev.framespan.workflows.catalogue.VideoUse;
import dev.framespan.workflows.storyboard.Storyboard;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Makes a draft of what stands in a file: types, choices, ranges, unknown fields. */
public final class DraftReader {
    public static final int LONGEST_TITLE = 200;
    public static final int MOST_SHOTS = 500;
    public static final int MOST_SCENES = 100;
    public static final int MOST_SHOTS_OF_A_SCENE = 50;
    public static final int MOST_KEYFRAMES = 1_000;
    public static final int MOST_CHARACTERS = 100;
    public static final int MOST_TAKES = 99;
    /** As many as there can be keyframes and characters: a provider's own limit is the catalogue's. */
    static final int MOST_REFERENCES = MOST_KEYFRAMES + MOST_CHARACTERS;

    public static final BigDecimal LARGEST_BUDGET = new BigDecimal(1_000_000);
    static final int MONEY_DECIMALS = 6;

    static final Map<String, Fit> FITS = byWord(Fit.values());
    static final Map<String, RenderMode> RENDER_MODES = byWord(RenderMode.values());

    private static final int LONGEST_SECONDS = 3_600; // the model's own durations are the real limit

    private final Map<String, VideoModel> videoModels;
    private final Map<String, ImageModel> imageModels;
    private final Map<String, Resolution> resolutions = by(List.of(Resolution.values()), Resolution::word);
    private final Map<String, AspectRatio> aspectRatios = by(List.of(AspectRatio.values()), AspectRatio::word);
    private final Map<String, Action> actions = by(Action.ofClips(), Action::word);
    private final Map<String, VideoUse> videoUses = by(List.of(VideoUse.values()), VideoUse::word);
    private final SoundFields sounds;
    private final FaultCollector faults;

    public DraftReader(Catalogue catalogue, FaultCollector faults) {
        this.sounds = new SoundFields(by(catalogue.speech(), SpeechModel::name), faults);
        this.videoModels = by(catalogue.videos(), VideoModel::name);
        this.imageModels = by(catalogue.images(), ImageModel::name);
        this.faults = faults;
    }

    public Draft read(Node root) throws UnreadableException {
        if (!(root instanceof Node.Mapping mapping)) {
            throw new UnreadableException(
                    root.place(), "a storyboard is a group of fields, at least shots, not " + root.described());
        }
        FieldReader fields = new FieldReader(mapping, "", Storyboard.class, faults);
        SceneReader scenes = new SceneReader(faults, this::shot);
        List<Draft.Shot> shots = scenes.shots(fields);
        return new Draft(
                mapping.place(),
                TitleField.read(fields, "title", LONGEST_TITLE),
                fields.id("id"),
                fields.choice("model", "model", videoModels),
                fields.choice("resolution", "resolution", resolutions),
                fields.choice("aspect_ratio", "aspect ratio", aspectRatios),
                fields.truth("audio"),
                seconds(fields),
                FrameRateField.read(fields, "fps"),
                LanguageField.read(fields, "language"),
                fields.choice("keyframe_model", "image model", imageModels),
                NumberField.amount(fields, "budget_usd", "an amount of US dollars", LARGEST_BUDGET, MONEY_DECIMALS),
                fields.words("style"),
                TransitionField.read(fields, "transition", faults),
                fields.choice("fit", "way to fit a clip", FITS),
                fields.choice("render", "way to render", RENDER_MODES),
                JoinsField.read(fields, "joins", faults),
                sounds.film(fields),
                named(fields, "characters", MOST_CHARACTERS, this::character, DraftReader::brokenCharacter),
                named(fields, "keyframes", MOST_KEYFRAMES, this::keyframe, DraftReader::brokenKeyframe),
                shots,
                scenes.scenes(),
                isReadable(mapping, "characters", MOST_CHARACTERS),
                isReadable(mapping, "keyframes", MOST_KEYFRAMES));
    }

    /** Whether all names are known: else a reference to one that is not among them is no fault. */
    private static boolean isReadable(Node.Mapping mapping, String name, int most) {
        return mapping.entries().stream()
                .filter(entry -> entry.key().equals(name))
                .allMatch(entry -> entry.value() instanceof Node.Mapping names
                        && names.entries().size() <= most);
    }

    private Draft.Character character(Draft.Named name, Node.Mapping group) {
        FieldReader fields = new FieldReader(group, name.field(), Storyboard.Character.class, faults);
        return new Draft.Character(name, fields.words("look"), fields.place("image"));
    }

    private Draft.Keyframe keyframe(Draft.Named id, Node.Mapping group) {
        FieldReader fields = new FieldReader(group, id.field(), Storyboard.Keyframe.class, faults);
        return new Draft.Keyframe(
                id,
                fields.words("prompt"),
                fields.words("image"),
                take(fields),
                fields.ids("references", MOST_REFERENCES),
                fields.id("frame_of"),
                FramePositionField.read(fields, "at"));
    }

    /** One that is no group of fields: that has been said, and its missing fields are not missed. */
    private static Draft.Character brokenCharacter(Draft.Named name) {
        return new Draft.Character(name, DraftField.faulty(name.place(), name.field()), absent(name));
    }

    private static Draft.Keyframe brokenKeyframe(Draft.Named id) {
        return new Draft.Keyframe(
                id,
                DraftField.faulty(id.place(), id.field()),
                absent(id),
                absent(id),
                absent(id),
                absent(id),
                absent(id));
    }

    private static <T> DraftField<T> absent(Draft.Named group) {
        return DraftField.absent(group.place(), group.field());
    }

    Draft.Shot shot(String path, Node.Mapping group) {
        FieldReader fields = new FieldReader(group, path, Storyboard.Shot.class, faults);
        return new Draft.Shot(
                group.place(),
                path,
                fields.id("id"),
                fields.id("from"),
                fields.id("to"),
                fields.ids("references", MOST_REFERENCES),
                video(fields),
                fields.choice("action", "action", actions),
                seconds(fields),
                fields.words("prompt"),
                fields.choice("model", "model", videoModels),
                fields.choice("resolution", "resolution", resolutions),
                fields.truth("audio"),
                take(fields),
                TransitionField.read(fields, "transition", faults),
                TitleField.read(fields, "scene", LONGEST_TITLE),
                sounds.clip(fields, "sound"),
                sounds.voice(fields));
    }

    private DraftField<Draft.Video> video(FieldReader fields) {
        DraftField<Node> any = fields.any("video");
        if (!any.isValid()) {
            return any.isFaulty()
                    ? DraftField.faulty(any.place(), any.field())
                    : DraftField.absent(any.place(), any.field());
        }
        if (!(any.value() instanceof Node.Mapping group)) {
            return fields.fault(
                    any,
                    "{ clip: …, use: base or feature } is expected, not "
                            + any.value().described());
        }
        FieldReader video = new FieldReader(group, any.field(), Storyboard.Video.class, faults);
        return DraftField.of(
                any.place(),
                any.field(),
                new Draft.Video(
                        video.place("clip"),
                        video.choice("use", "use of a video", videoUses),
                        video.truth("keep_sound")));
    }

    private static DraftField<Integer> seconds(FieldReader fields) {
        return NumberField.whole(fields, "duration", "a whole number of seconds", 1, LONGEST_SECONDS);
    }

    private static DraftField<Integer> take(FieldReader fields) {
        return NumberField.whole(fields, "take", "a whole number", 1, MOST_TAKES);
    }

    private <T> List<T> named(
            FieldReader fields,
            String name,
            int most,
            BiFunction<Draft.Named, Node.Mapping, T> reader,
            Function<Draft.Named, T> broken) {
        DraftField<Node> any = fields.any(name);
        List<T> read = new ArrayList<>();
        if (!any.isValid()) {
            return read;
        }
        if (!(any.value() instanceof Node.Mapping mapping)) {
            fields.fault(
                    any,
                    "names and what they stand for are expected, not "
                            + any.value().described());
            return read;
        }
        if (mapping.entries().size() > most) {
            fields.fault(
                    any,
                    "at most " + most + " are possible, and here are "
                            + mapping.entries().size());
            return read;
        }
        FieldReader.refuseRepeated(mapping, id -> name + "." + id, faults);
        for (Node.Entry entry : mapping.entries()) {
            String field =
                    name + "." + (FieldReader.isId(entry.key()) ? entry.key() : FaultWording.quoted(entry.key()));
            if (!FieldReader.isId(entry.key())) {
                faults.fault(
                        entry.place(), field, FaultWording.quoted(entry.key()) + " is no id: " + FieldReader.idRule());
            }
            if (entry.value() instanceof Node.Mapping group) {
                read.add(reader.apply(new Draft.Named(entry.place(), field, entry.key()), group));
            } else {
                String example =
                        name.equals("characters") ? "{ look: … }" : "{ prompt: … }, { image: … } or { frame_of: … }";
                faults.fault(
                        entry.value().place(),
                        field,
                        example + " is expected, not " + entry.value().described());
                read.add(broken.apply(new Draft.Named(entry.place(), field, entry.key())));
            }
        }
        return read;
    }

    private static <T> Map<String, T> by(Collection<T> values, Function<T, String> name) {
        Map<String, T> map = new LinkedHashMap<>();
        values.forEach(value -> map.put(name.apply(value), value));
        return map;
    }

    /** The constants of an enum as storyboards write them, in small letters. */
    static <E extends Enum<E>> Map<String, E> byWord(E[] values) {
        return by(List.of(values), value -> value.name().toLowerCase(Locale.ROOT));
    }
}

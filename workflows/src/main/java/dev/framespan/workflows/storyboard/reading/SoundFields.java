package dev.framespan.workflows.storyboard.reading;

import dev.framespan.workflows.assembly.CutSound;
import dev.framespan.workflows.catalogue.SpeechModel;
import dev.framespan.workflows.storyboard.Storyboard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** What a film and its shots sound like. */
public final class SoundFields {
    /** Of each, music and effects. */
    public static final int MOST_SOUNDS = 1_000;

    /** In dB: below it nothing is heard, above it nothing but noise. */
    public static final int LEAST_GAIN = -60;

    public static final int MOST_GAIN = 24;

    /** In dB. */
    public static final int MOST_DUCK = 60;

    private static final String LONGEST_TIME = "86400";
    private static final Map<String, Draft.Loudness> LOUDNESS = Map.of(
            "-14", new Draft.Loudness(-14.0),
            "-16", new Draft.Loudness(-16.0),
            "-23", new Draft.Loudness(-23.0),
            "off", new Draft.Loudness(null));
    private static final Map<String, Storyboard.Over> OVER = DraftReader.byWord(Storyboard.Over.values());

    private final Map<String, SpeechModel> models;
    private final FaultCollector faults;

    SoundFields(Map<String, SpeechModel> models, FaultCollector faults) {
        this.models = models;
        this.faults = faults;
    }

    /** The field of a group that says more of a clip's sound than a word. */
    public record Gain(Object gain) {}

    DraftField<Draft.Sound> film(FieldReader fields) {
        DraftField<Node> any = fields.any("sound");
        if (!any.isValid()) {
            return FieldReader.without(any);
        }
        if (!(any.value() instanceof Node.Mapping group)) {
            return fields.fault(
                    any,
                    "a group of fields is expected, such as { music: song.mp3 }, not "
                            + any.value().described());
        }
        FieldReader sound = new FieldReader(group, any.field(), Storyboard.Sound.class, faults);
        return DraftField.of(
                any.place(),
                any.field(),
                new Draft.Sound(
                        clip(sound, "clips"),
                        several(sound, "music", true, Storyboard.Music.class, this::music),
                        several(sound, "effects", false, Storyboard.Effect.class, this::effect),
                        NumberField.measure(sound, "duck", "a number of dB", "0", String.valueOf(MOST_DUCK)),
                        loudness(sound),
                        sound.truth("stems")));
    }

    /** {@code mute}, or a gain. */
    DraftField<CutSound> clip(FieldReader fields, String name) {
        if (fields.isText(name, "mute")) {
            return fields.found(name, new CutSound(0, true));
        }
        DraftField<Node> any = fields.any(name);
        if (!any.isValid()) {
            return FieldReader.without(any);
        }
        if (!(any.value() instanceof Node.Mapping group)) {
            return fields.fault(
                    any, "mute or { gain: -6 } is expected, not " + any.value().described());
        }
        FieldReader inner = new FieldReader(group, any.field(), Gain.class, faults);
        DraftField<Double> gain = gain(inner);
        if (!gain.present()) {
            return fields.fault(any, "mute or { gain: -6 } is expected, and this says nothing of the sound");
        }
        return gain.isValid()
                ? DraftField.of(any.place(), any.field(), new CutSound(gain.value(), false))
                : DraftField.faulty(any.place(), any.field());
    }

    private static DraftField<Draft.Loudness> loudness(FieldReader sound) {
        DraftField<Node> any = sound.any("loudness");
        if (!any.isValid()) {
            return FieldReader.without(any);
        }
        Draft.Loudness loudness = any.value() instanceof Node.Scalar scalar ? LOUDNESS.get(scalar.text()) : null;
        return loudness == null
                ? sound.fault(
                        any,
                        "-14, -16, -23 (LUFS) or off is expected, not "
                                + any.value().described())
                : DraftField.of(any.place(), any.field(), loudness);
    }

    private Draft.Music music(DraftField<String> file, FieldReader fields) {
        return fields == null
                ? new Draft.Music(file, not(file), not(file), not(file), not(file), not(file), not(file))
                : new Draft.Music(
                        file,
                        gain(fields),
                        time(fields, "at"),
                        NumberField.measure(fields, "seconds", "a number of seconds", "0.01", LONGEST_TIME),
                        time(fields, "fade_in"),
                        time(fields, "fade_out"),
                        fields.truth("loop"));
    }

    private Draft.Effect effect(DraftField<String> file, FieldReader fields) {
        return fields == null
                ? new Draft.Effect(file, not(file), not(file), not(file))
                : new Draft.Effect(file, fields.id("shot"), time(fields, "at"), gain(fields));
    }

    DraftField<Draft.Voice> voice(FieldReader fields) {
        DraftField<Node> any = fields.any("voice");
        if (!any.isValid()) {
            return FieldReader.without(any);
        }
        if (any.value() instanceof Node.Mapping group) {
            FieldReader voice = new FieldReader(group, any.field(), Storyboard.Voice.class, faults);
            return DraftField.of(
                    any.place(),
                    any.field(),
                    new Draft.Voice(
                            voice.place("file"),
                            voice.words("text"),
                            voice.text("voice", true),
                            voice.choice("model", "model that speaks", models),
                            gain(voice),
                            time(voice, "at"),
                            voice.choice("over", "length of a voice", OVER)));
        }
        if (!(any.value() instanceof Node.Scalar)) {
            return fields.fault(
                    any,
                    "a file, { file: … } or { text: … } is expected, not "
                            + any.value().described());
        }
        DraftField<String> file = fields.place("voice");
        return file.isValid()
                ? DraftField.of(
                        any.place(),
                        any.field(),
                        new Draft.Voice(file, not(file), not(file), not(file), not(file), not(file), not(file)))
                : DraftField.faulty(any.place(), any.field());
    }

    private static DraftField<Double> gain(FieldReader fields) {
        return NumberField.measure(
                fields, "gain", "a number of dB", String.valueOf(LEAST_GAIN), String.valueOf(MOST_GAIN));
    }

    private static DraftField<Double> time(FieldReader fields, String name) {
        return NumberField.measure(fields, name, "a number of seconds", "0", LONGEST_TIME);
    }

    /** What a file without more says nothing of. */
    private static <T> DraftField<T> not(DraftField<?> like) {
        return DraftField.absent(like.place(), like.field());
    }

    /**
     * A list of files, or of groups with a file.
     *
     * @param alone whether one may stand without a list
     * @param make gets the file and, but for a file alone, the group's fields
     */
    private <T> List<T> several(
            FieldReader fields,
            String name,
            boolean alone,
            Class<? extends Record> type,
            BiFunction<DraftField<String>, FieldReader, T> make) {
        DraftField<Node> any = fields.any(name);
        if (!any.isValid()) {
            return List.of();
        }
        if (any.value() instanceof Node.Sequence list) {
            int count = list.items().size();
            if (count > MOST_SOUNDS) {
                fields.fault(any, "at most " + MOST_SOUNDS + " are possible, and here are " + count);
                return List.of();
            }
            List<T> read = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Node item = list.items().get(i);
                read.add(one(DraftField.of(item.place(), any.field() + "[" + i + "]", item), fields, type, make));
            }
            return List.copyOf(read);
        }
        if (alone) {
            return List.of(one(any, fields, type, make));
        }
        fields.fault(
                any, "a list is expected, each after a -, not " + any.value().described());
        return List.of();
    }

    private <T> T one(
            DraftField<Node> any,
            FieldReader fields,
            Class<? extends Record> type,
            BiFunction<DraftField<String>, FieldReader, T> make) {
        if (!(any.value() instanceof Node.Mapping group)) {
            return make.apply(fields.place(any), null);
        }
        FieldReader inner = new FieldReader(group, any.field(), type, faults);
        DraftField<String> file = inner.place("file");
        if (!file.present()) {
            file = fields.fault(any, "a file is needed here: a path or an https URL");
        }
        return make.apply(file, inner);
    }
}

package dev.framespan.workflows.storyboard.reading;

import dev.framespan.workflows.storyboard.Storyboard;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** Reads a storyboard's shots: one after another, or in their scenes. */
final class SceneReader {
    private final FaultCollector faults;
    private final BiFunction<String, Node.Mapping, Draft.Shot> reader;
    private final List<Draft.Shot> shots = new ArrayList<>();
    private final List<Draft.Scene> scenes = new ArrayList<>();

    /** @param reader of one shot, by its field */
    SceneReader(FaultCollector faults, BiFunction<String, Node.Mapping, Draft.Shot> reader) {
        this.faults = faults;
        this.reader = reader;
    }

    /** Empty where the storyboard names none; to be asked for after the shots. */
    List<Draft.Scene> scenes() {
        return scenes;
    }

    List<Draft.Shot> shots(FieldReader fields) {
        DraftField<Node> alone = fields.any("shots");
        DraftField<Node> inScenes = fields.any("scenes");
        if (alone.present() && inScenes.present()) {
            fields.fault(
                    inScenes,
                    "shots stand in their scenes or under shots:, not both: move those of shots: into a scene");
        } else if (!alone.present() && !inScenes.present()) {
            faults.fault(alone.place(), "shots", "a storyboard needs shots: a list of at least one");
        } else if (alone.isValid()) {
            read(fields, alone, "shots", DraftReader.MOST_SHOTS, "film");
        } else if (inScenes.isValid()) {
            readScenes(fields, inScenes);
        }
        return shots;
    }

    private void readScenes(FieldReader fields, DraftField<Node> field) {
        if (!(field.value() instanceof Node.Sequence sequence)) {
            fields.fault(
                    field,
                    "a list of scenes is expected, each after a -, not "
                            + field.value().described());
            return;
        }
        int count = sequence.items().size();
        if (count < 1 || count > DraftReader.MOST_SCENES) {
            fields.fault(field, "a film has 1 to " + DraftReader.MOST_SCENES + " scenes, and here are " + count);
            return;
        }
        for (int i = 0; i < count; i++) {
            String path = "scenes[" + i + "]";
            if (sequence.items().get(i) instanceof Node.Mapping group) {
                readScene(path, group);
            } else {
                Node item = sequence.items().get(i);
                faults.fault(item.place(), path, "{ id: …, shots: […] } is expected, not " + item.described());
            }
        }
        if (shots.size() > DraftReader.MOST_SHOTS) {
            fields.fault(
                    field,
                    "a film has 1 to " + DraftReader.MOST_SHOTS + " shots, and in its scenes are " + shots.size());
        }
    }

    private void readScene(String path, Node.Mapping group) {
        FieldReader fields = new FieldReader(group, path, Storyboard.Scene.class, faults);
        DraftField<String> id = fields.id("id");
        DraftField<String> title = TitleField.read(fields, "title", DraftReader.LONGEST_TITLE);
        DraftField<Node> field = fields.any("shots");
        int first = shots.size();
        if (field.isValid()) {
            read(fields, field, path + ".shots", DraftReader.MOST_SHOTS_OF_A_SCENE, "scene");
        } else if (!field.present()) {
            faults.fault(group.place(), path, "a scene needs shots: a list of at least one");
        }
        scenes.add(new Draft.Scene(group.place(), path, id, title, shots.size() - first));
    }

    private void read(FieldReader fields, DraftField<Node> field, String name, int most, String whole) {
        if (!(field.value() instanceof Node.Sequence sequence)) {
            fields.fault(
                    field,
                    "a list of shots is expected, each after a -, not "
                            + field.value().described());
            return;
        }
        int count = sequence.items().size();
        if (count < 1 || count > most) {
            fields.fault(
                    field,
                    "a " + whole + " has 1 to " + most + " shots, and here are " + count
                            + (whole.equals("scene") && count > most ? ": make two scenes of it" : ""));
            return;
        }
        for (int i = 0; i < count; i++) {
            String path = name + "[" + i + "]";
            if (sequence.items().get(i) instanceof Node.Mapping group) {
                shots.add(reader.apply(path, group));
            } else {
                Node item = sequence.items().get(i);
                faults.fault(item.place(), path, "the fields of a shot are expected, not " + item.described());
            }
        }
    }
}

package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.storyboard.Storyboard;
import dev.framespan.workflows.storyboard.reading.Draft;
import dev.framespan.workflows.storyboard.reading.FaultCollector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What scenes must be that the storyboard names, and what their shots take from them. */
final class SceneRules {
    private final Draft draft;
    private final FaultCollector faults;

    SceneRules(Draft draft, FaultCollector faults) {
        this.draft = draft;
        this.faults = faults;
    }

    void check() {
        Map<String, String> ids = new LinkedHashMap<>();
        int number = 0;
        for (Draft.Scene scene : draft.scenes()) {
            if (!scene.id().present()) {
                faults.fault(
                        scene.place(),
                        scene.field(),
                        "a scene needs an id, by which it is found again in the next render");
            }
            if (scene.id().isValid()) {
                String first = ids.putIfAbsent(scene.id().value(), scene.field());
                if (first != null) {
                    faults.fault(
                            scene.id().place(),
                            scene.id().field(),
                            scene.id().value() + " is the id of " + first
                                    + " already: scenes need an id each of their own");
                }
            }
            for (Draft.Shot shot : draft.shots().subList(number, number + scene.shots())) {
                if (shot.scene().present()) {
                    faults.fault(
                            shot.scene().place(),
                            shot.scene().field(),
                            "this shot stands in a scene already: give that a title, or begin another one under scenes");
                }
            }
            number += scene.shots();
        }
    }

    /** A scene is a chapter, of its title or else its id: the first shot of each says so. Of use only where no fault was found. */
    List<Storyboard.Shot> titled(List<Storyboard.Shot> shots) {
        List<Storyboard.Shot> titled = new ArrayList<>(shots);
        int number = 0;
        for (Draft.Scene scene : draft.scenes()) {
            if (scene.shots() > 0) {
                String title = scene.title().or(scene.id().value());
                titled.set(number, titled.get(number).scene(title));
            }
            number += scene.shots();
        }
        return titled;
    }

    /** @param shots of the storyboard */
    List<Storyboard.Scene> scenes(List<Storyboard.Shot> shots) {
        List<Storyboard.Scene> scenes = new ArrayList<>();
        int number = 0;
        for (Draft.Scene scene : draft.scenes()) {
            scenes.add(new Storyboard.Scene(
                    scene.id().value(),
                    scene.title().value(),
                    shots.subList(number, number + scene.shots()).stream()
                            .map(Storyboard.Shot::id)
                            .toList()));
            number += scene.shots();
        }
        return scenes;
    }
}

package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.catalogue.Limits;
import dev.framespan.workflows.storyboard.reading.Draft;
import dev.framespan.workflows.storyboard.reading.DraftField;
import dev.framespan.workflows.storyboard.reading.FaultCollector;
import dev.framespan.workflows.storyboard.reading.FaultWording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a name in {@code references} may stand for: a keyframe, or a character with a picture. */
final class ReferenceRules {
    private final Draft draft;
    private final Limits limits;
    private final FaultCollector faults;
    private final Set<String> keyframes = new LinkedHashSet<>();
    private final Set<String> pictured = new LinkedHashSet<>();
    private final Map<String, Draft.Character> characters = new HashMap<>();

    ReferenceRules(Draft draft, Limits limits, FaultCollector faults) {
        this.draft = draft;
        this.limits = limits;
        this.faults = faults;
        draft.keyframes().forEach(keyframe -> keyframes.add(keyframe.id().name()));
        for (Draft.Character character : draft.characters()) {
            characters.put(character.name().name(), character);
            if (character.image().present()) {
                pictured.add(character.name().name());
            }
        }
    }

    /** What can be meant by two things is refused. */
    void checkNames() {
        for (Draft.Character character : draft.characters()) {
            String name = character.name().name();
            if (!character.image().present()) {
                continue;
            }
            boolean shot = draft.shots().stream()
                    .anyMatch(each -> name.equals(each.id().value()));
            if (keyframes.contains(name) || shot) {
                faults.fault(
                        character.name().place(),
                        character.name().field(),
                        name + " is the id of a " + (shot ? "shot" : "keyframe")
                                + " already: a character with an image needs a name of its own");
            }
        }
    }

    /** @return those that are known, in order */
    List<String> check(DraftField<List<DraftField<String>>> references) {
        List<String> known = new ArrayList<>();
        if (!references.isValid()) {
            return known;
        }
        for (DraftField<String> reference : references.value()) {
            if (reference.isValid() && isKnown(reference)) {
                known.add(reference.value());
            }
        }
        warnOfRepeated(references.value(), known);
        return known;
    }

    /** Once for each name, where it stands for the second time. */
    private void warnOfRepeated(List<DraftField<String>> references, List<String> known) {
        Map<String, Integer> count = new HashMap<>();
        known.forEach(name -> count.merge(name, 1, Integer::sum));
        Set<String> seen = new HashSet<>();
        for (DraftField<String> reference : references) {
            int times = count.getOrDefault(reference.value(), 0);
            if (times > 1 && !seen.add(reference.value())) {
                count.remove(reference.value());
                String often = times == 2 ? "twice" : times + " times";
                faults.warn(
                        reference.place(),
                        reference.field(),
                        reference.value() + " stands here " + often + ": its picture goes along " + often);
            }
        }
    }

    /** Whose picture a name stands for: a keyframe's, or that of a character whose picture is no keyframe's. */
    String source(String name) {
        if (keyframes.contains(name) || !pictured.contains(name)) {
            return name;
        }
        String image = characters.get(name).image().value();
        return keyframes.contains(image) ? image : name;
    }

    private boolean isKnown(DraftField<String> reference) {
        String name = reference.value();
        if (keyframes.contains(name) && characters.containsKey(name) && !pictured.contains(name)) {
            faults.fault(
                    reference.place(),
                    reference.field(),
                    name + " is a keyframe and a character, so either could be meant: give one of them another name");
            return false;
        }
        if (keyframes.contains(name) || pictured.contains(name)) {
            return true;
        }
        if (characters.containsKey(name)) {
            if (!characters.get(name).image().isFaulty()) {
                faults.fault(
                        reference.place(),
                        reference.field(),
                        "the character " + name + " has no picture: give it an image, or name a keyframe");
            }
            return false;
        }
        if (draft.charactersReadable() && draft.keyframesReadable()) {
            Set<String> all = new LinkedHashSet<>(keyframes);
            all.addAll(pictured);
            boolean shot = draft.shots().stream()
                    .anyMatch(each -> name.equals(each.id().value()));
            String hint = shot
                    ? ": that is a shot, whose frame a keyframe can be, { frame_of: " + name + ", at: last }"
                    : FaultWording.didYouMean(name, all);
            faults.fault(
                    reference.place(),
                    reference.field(),
                    "no keyframe and no character with an image is called " + name
                            + (hint.isEmpty() ? ": describe it under keyframes" : hint));
        }
        return false;
    }

    /**
     * More than are recommended for a clip, and one alone. Source: the provider's Kling page.
     *
     * @param withVideo whether a reference video goes along
     */
    void warnOfCount(DraftField<List<DraftField<String>>> references, boolean withVideo) {
        int count = references.isValid() ? references.value().size() : 0;
        if (count > limits.referencePictures()) {
            faults.warn(
                    references.place(),
                    references.field(),
                    "here are " + count + " references, and the provider recommends at most "
                            + limits.referencePictures() + " for a clip");
        }
        if (count == 1) {
            faults.warn(
                    references.place(),
                    references.field(),
                    "one reference alone: the provider may take it for the picture on which the clip starts"
                            + (withVideo ? "; two say what is meant" : ", which from says better"));
        }
    }
}

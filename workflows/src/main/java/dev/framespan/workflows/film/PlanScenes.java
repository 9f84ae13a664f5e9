package dev.framespan.workflows.film;

import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.plan.ScenePlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Divides a plan into scenes. What several scenes need is made by the first of them, so that no scene waits for one that is begun after it: a shot
 * of which an earlier scene needs the clip, or a frame, is made there.
 */
public final class PlanScenes {
    /** Shots of a scene at most. */
    public static final int MOST_SHOTS = 50;

    /** Stills, clips and speeches of a scene for which the storyboard names no end, unless one shot needs more. */
    static final int MOST_ITEMS = 150;

    private final Plan plan;
    private final Map<String, Plan.Keyframe> keyframes = new LinkedHashMap<>();
    private final Map<String, Plan.Shot> shots = new LinkedHashMap<>();
    private final Map<String, Integer> homes = new HashMap<>();
    private final List<Part> parts = new ArrayList<>();

    /** A scene in the making. */
    private static final class Part {
        private final String id;
        private final String title;
        private final Set<String> made = new LinkedHashSet<>();
        private final Set<String> imports = new TreeSet<>();
        private final Set<String> exports = new TreeSet<>();

        private Part(String id, String title) {
            this.id = id;
            this.title = title;
        }
    }

    /**
     * A scene.
     *
     * @param id unique in the film
     * @param title null where the storyboard gives none
     * @param imports see {@link SceneOutline#imports()}
     * @param first see {@link SceneOutline#first()}
     * @param exports see {@link SceneOutline#exports()}
     */
    public record Scene(
            String id, String title, ScenePlan plan, List<String> imports, String first, List<String> exports) {
        /** @param kept the scene's plan, in the store */
        public SceneOutline outline(Asset kept) {
            return new SceneOutline(id, title, plan.plan().shots().size(), kept, imports, first, exports);
        }
    }

    private PlanScenes(Plan plan) {
        this.plan = plan;
        plan.keyframes().forEach(keyframe -> keyframes.put(keyframe.id(), keyframe));
        plan.shots().forEach(shot -> shots.put(shot.id(), shot));
    }

    /** @return at least one; a film of {@value #MOST_SHOTS} shots at most whose storyboard names no scenes has one */
    public static List<Scene> of(Plan plan) {
        return new PlanScenes(plan).divided();
    }

    private List<Scene> divided() {
        if (plan.scenes().isEmpty()) {
            divideByNumber();
        } else {
            divideAsNamed();
        }
        // What is all made by earlier ones needs no scene.
        List<Part> filled = parts.stream().filter(part -> !part.made.isEmpty()).toList();
        if (plan.rate() == null) {
            // Clips are made ready for the film's rate, which is the first one's.
            String first = plan.shots().get(0).id();
            filled.forEach(part -> imports(part, first));
        }
        return filled.stream().map(this::scene).toList();
    }

    private void divideAsNamed() {
        int number = 0;
        for (Plan.Scene named : plan.scenes()) {
            Part part = begin(named.id(), named.title());
            for (Plan.Shot shot : plan.shots().subList(number, number + named.shots())) {
                take(shot.id(), part);
            }
            number += named.shots();
        }
    }

    private void divideByNumber() {
        Part part = begin("1", null);
        int count = 0;
        for (Plan.Shot shot : plan.shots()) {
            if (count == MOST_SHOTS || count > 0 && part.made.size() >= MOST_ITEMS) {
                part = begin(Integer.toString(parts.size() + 1), null);
                count = 0;
            }
            take(shot.id(), part);
            count++;
        }
    }

    private Part begin(String id, String title) {
        Part part = new Part(id, title);
        parts.add(part);
        return part;
    }

    /** With all that it is made from, however long the chain behind it: what is not made by a scene before is made by this one. */
    private void take(String shot, Part part) {
        List<String> open = new ArrayList<>(List.of(shot));
        int number = parts.size() - 1;
        while (!open.isEmpty()) {
            String id = open.remove(open.size() - 1);
            if (homes.putIfAbsent(id, number) != null) {
                continue;
            }
            part.made.add(id);
            for (String needed : needs(id)) {
                if (isOwnPicture(needed)) {
                    part.made.add(needed);
                } else if (homes.getOrDefault(needed, number) < number) {
                    imports(part, needed);
                } else {
                    open.add(needed);
                }
            }
        }
    }

    private void imports(Part part, String id) {
        Part maker = parts.get(homes.get(id));
        if (maker != part) {
            part.imports.add(id);
            maker.exports.add(id);
        }
    }

    /** It is in the store, for whoever needs it. */
    private boolean isOwnPicture(String id) {
        return keyframes.containsKey(id) && keyframes.get(id).picture() != null;
    }

    private List<String> needs(String id) {
        Plan.Shot shot = shots.get(id);
        if (shot != null) {
            Stream<String> clip = shot.video() == null
                    ? Stream.of()
                    : Stream.ofNullable(shot.video().shot());
            return Stream.of(
                            Stream.ofNullable(shot.from()),
                            Stream.ofNullable(shot.to()),
                            shot.references().stream(),
                            clip)
                    .flatMap(each -> each)
                    .toList();
        }
        Plan.Keyframe keyframe = keyframes.get(id);
        return Stream.concat(
                        keyframe.references().stream(),
                        Stream.ofNullable(keyframe.frame()).map(Plan.Frame::shot))
                .toList();
    }

    private Scene scene(Part part) {
        List<Plan.Shot> made = plan.shots().stream()
                .filter(shot -> part.made.contains(shot.id()))
                .toList();
        Set<String> ids = made.stream().map(Plan.Shot::id).collect(Collectors.toSet());
        boolean first = part == parts.get(0);
        List<Plan.Speech> speeches = plan.speeches().stream()
                .filter(speech -> speech.cue().shot() == null
                        ? first
                        : ids.contains(speech.cue().shot()))
                .toList();
        Plan own = new Plan(
                plan.film(),
                plan.title(),
                plan.width(),
                plan.height(),
                plan.rate(),
                plan.keyframes().stream()
                        .filter(keyframe -> part.made.contains(keyframe.id()))
                        .toList(),
                made,
                plan.joins(),
                null,
                speeches,
                null,
                List.of());
        return new Scene(
                part.id,
                part.title,
                new ScenePlan(own, before(ids)),
                List.copyOf(part.imports),
                plan.rate() == null && !first ? plan.shots().get(0).id() : null,
                List.copyOf(part.exports));
    }

    private Map<String, Transition> before(Set<String> ids) {
        Map<String, Transition> before = new HashMap<>();
        for (int i = 1; i < plan.shots().size(); i++) {
            Plan.Edit last = plan.shots().get(i - 1).edit();
            String id = plan.shots().get(i).id();
            if (ids.contains(id) && last != null && last.transition() != null) {
                before.put(id, last.transition());
            }
        }
        return before;
    }
}

package dev.framespan.workflows.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.payload.Payloads;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** Takes a plan apart into pages, and puts it together again: so no payload grows with the film. */
public final class PlanPages {
    /** Of the parts of one page together, in bytes as JSON. The plan's own fields come on top: some hundred bytes, and its sound. */
    public static final int LARGEST = 48 * 1024;

    private PlanPages() {}

    /** @return at least one page; the same plan gives the same pages */
    public static List<PlanPage> of(ScenePlan scene) {
        Plan plan = scene.plan();
        List<PlanPage> pages = new ArrayList<>();
        Page page = new Page();
        for (Plan.Keyframe keyframe : plan.keyframes()) {
            page = page.with(size(keyframe), plan, pages);
            page.keyframes.add(keyframe);
        }
        for (Plan.Shot shot : plan.shots()) {
            page = page.with(size(shot), plan, pages);
            page.shots.add(shot);
            Transition before = scene.before().get(shot.id());
            if (before != null) {
                page.before.put(shot.id(), before);
            }
        }
        for (Plan.Speech speech : plan.speeches()) {
            page = page.with(size(speech), plan, pages);
            page.speeches.add(speech);
        }
        pages.add(page.of(plan, null));
        return pages;
    }

    private static int size(Object part) {
        try {
            return Payloads.json().writeValueAsString(part).getBytes(StandardCharsets.UTF_8).length;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a plan is written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** A page in the making. */
    private static final class Page {
        private final List<Plan.Keyframe> keyframes = new ArrayList<>();
        private final List<Plan.Shot> shots = new ArrayList<>();
        private final List<Plan.Speech> speeches = new ArrayList<>();
        private final Map<String, Transition> before = new HashMap<>();
        private int bytes;

        /** This page, if it has room for so many bytes more, or else the next one. */
        private Page with(int more, Plan plan, List<PlanPage> pages) {
            Page page = this;
            if (bytes > 0 && bytes + more > LARGEST) {
                pages.add(of(plan, pages.size() + 1));
                page = new Page();
            }
            page.bytes += more;
            return page;
        }

        private PlanPage of(Plan plan, Integer next) {
            return new PlanPage(plan.with(keyframes, shots, speeches), before, next);
        }
    }

    /**
     * The whole plan.
     *
     * @param first its first page
     * @param others gives the page of a number
     */
    public static ScenePlan read(PlanPage first, IntFunction<PlanPage> others) {
        List<Plan.Keyframe> keyframes = new ArrayList<>();
        List<Plan.Shot> shots = new ArrayList<>();
        List<Plan.Speech> speeches = new ArrayList<>();
        Map<String, Transition> before = new HashMap<>();
        PlanPage page = first;
        while (true) {
            keyframes.addAll(page.plan().keyframes());
            shots.addAll(page.plan().shots());
            speeches.addAll(page.plan().speeches());
            before.putAll(page.before());
            if (page.next() == null) {
                return new ScenePlan(first.plan().with(keyframes, shots, speeches), before);
            }
            page = others.apply(page.next());
        }
    }
}

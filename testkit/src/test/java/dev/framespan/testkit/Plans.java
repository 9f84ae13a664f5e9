package dev.framespan.testkit;

import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.plan.Plan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Plans of films, word by word. */
public final class Plans {
    private final List<Plan.Keyframe> keyframes = new ArrayList<>();
    private final List<Plan.Shot> shots = new ArrayList<>();

    public Plans keyframe(String id) {
        keyframes.add(Plan.Keyframe.of(id, still(id), List.of()));
        return this;
    }

    public Plans picture(String id, Asset picture) {
        keyframes.add(Plan.Keyframe.of(id, picture));
        return this;
    }

    public Plans shot(String id, String from, String to) {
        return shot(id, from, to, id);
    }

    public Plans shot(String id, String from, String to, String words) {
        shots.add(Plan.Shot.of(id, from, to, clip(from, to, Prompt.of(words))));
        return this;
    }

    public Plans shots(String... ids) {
        Arrays.stream(ids).forEach(id -> shot(id, null, null));
        return this;
    }

    /** With words so long that they are stored. */
    public Plans longShot(String id, String from, String to) {
        Prompt stored = Prompt.stored(new Asset("b".repeat(64), 2500, MediaType.TXT));
        shots.add(Plan.Shot.of(id, from, to, clip(from, to, stored)));
        return this;
    }

    public Plan film(String id) {
        return new Plan(id, id, 1280, 720, null, keyframes, shots);
    }

    /** The same film in scenes that the storyboard names. */
    public static Plan inScenes(Plan plan, List<Plan.Scene> scenes) {
        return new Plan(
                plan.film(),
                plan.title(),
                plan.width(),
                plan.height(),
                plan.rate(),
                plan.keyframes(),
                plan.shots(),
                plan.joins(),
                plan.sound(),
                plan.speeches(),
                plan.language(),
                scenes);
    }

    /** The same film in scenes {@code scene-0}, {@code scene-1}, … @param shots how many each has */
    public static Plan inScenes(Plan plan, int... shots) {
        return inScenes(
                plan,
                IntStream.range(0, shots.length)
                        .mapToObj(i -> new Plan.Scene("scene-" + i, null, shots[i]))
                        .toList());
    }

    public static Purchase purchase(String id) {
        return new Purchase("alone", "run", id, clip(null, null, Prompt.of(id)), WorkflowTestServer.IDENTITY);
    }

    private static GenerationRequest still(String words) {
        return GenerationRequest.of("doubao-seedream-4.5", Action.GENERATE, Prompt.of(words))
                .aspectRatio("16:9")
                .resolution("2K")
                .build();
    }

    private static GenerationRequest clip(String from, String to, Prompt prompt) {
        Action action = to != null ? Action.FIRST_LAST_FRAME : from != null ? Action.IMAGE2VIDEO : Action.GENERATE;
        return GenerationRequest.of("kling-v3", action, prompt)
                .aspectRatio(from == null ? "16:9" : null)
                .resolution("720p")
                .seconds(5)
                .build();
    }
}

package dev.framespan.rehearsal;

import dev.framespan.asset.Asset;
import dev.framespan.asset.MediaType;
import dev.framespan.catalogue.Action;
import dev.framespan.film.Plan;
import dev.framespan.generation.Prompt;
import dev.framespan.generation.Purchase;
import dev.framespan.generation.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Plans of films, word by word. */
public final class Plans {
    private final List<Plan.Keyframe> keyframes = new ArrayList<>();
    private final List<Plan.Shot> shots = new ArrayList<>();

    public Plans keyframe(String id) {
        keyframes.add(new Plan.Keyframe(id, null, still(id)));
        return this;
    }

    public Plans picture(String id, Asset picture) {
        keyframes.add(new Plan.Keyframe(id, picture, null));
        return this;
    }

    public Plans shot(String id, String from, String to) {
        return shot(id, from, to, id);
    }

    public Plans shot(String id, String from, String to, String words) {
        shots.add(new Plan.Shot(id, from, to, clip(from, to, Prompt.of(words))));
        return this;
    }

    public Plans shots(String... ids) {
        Arrays.stream(ids).forEach(id -> shot(id, null, null));
        return this;
    }

    /** With words so long that they are stored. */
    public Plans longShot(String id, String from, String to) {
        Prompt stored = Prompt.stored(new Asset("b".repeat(64), 2500, MediaType.TXT));
        shots.add(new Plan.Shot(id, from, to, clip(from, to, stored)));
        return this;
    }

    public Plan film(String id) {
        return new Plan(id, id, 1280, 720, null, keyframes, shots);
    }

    public static Purchase purchase(String id) {
        return new Purchase("alone", "run", id, clip(null, null, Prompt.of(id)), Rehearsal.IDENTITY);
    }

    private static Request still(String words) {
        return new Request(
                "doubao-seedream-4.5", Action.GENERATE, Prompt.of(words), "16:9", "2K", null, false, List.of(), 1);
    }

    private static Request clip(String from, String to, Prompt prompt) {
        Action action = to != null ? Action.FIRST_LAST_FRAME : from != null ? Action.IMAGE2VIDEO : Action.GENERATE;
        return new Request("kling-v3", action, prompt, from == null ? "16:9" : null, "720p", 5, false, List.of(), 1);
    }
}

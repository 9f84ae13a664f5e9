package dev.framespan.workflows.storyboard;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which keyframes and shots ask for exactly what an earlier one asks for, so that they share what is bought. */
public final class DuplicateRequests {
    private final Map<String, String> keyframes = new HashMap<>();
    private final Map<String, String> shots = new HashMap<>();

    private DuplicateRequests() {}

    public static DuplicateRequests in(Storyboard storyboard, Map<String, PictureSource> sources) {
        DuplicateRequests same = new DuplicateRequests();
        PromptComposer weaver = PromptComposer.of(storyboard);
        Set<String> used = used(storyboard);
        Map<Object, String> firsts = new HashMap<>();
        storyboard.keyframes().forEach((id, keyframe) -> {
            if (used.contains(id)) {
                Object asked = keyframe.prompt() == null
                        ? sources.get(id)
                        : List.of(weaver.weave(keyframe.prompt()), keyframe.take());
                note(asked, id, firsts, same.keyframes);
            }
        });
        firsts.clear();
        for (Storyboard.Shot shot : storyboard.shots()) {
            List<Object> asked = Arrays.asList(
                    shot.model(),
                    shot.action(),
                    weaver.weave(shot.prompt()),
                    shot.resolution(),
                    shot.duration(),
                    shot.audio(),
                    shot.take(),
                    same.keyframes.getOrDefault(shot.from(), shot.from()),
                    same.keyframes.getOrDefault(shot.to(), shot.to()));
            note(asked, shot.id(), firsts, same.shots);
        }
        return same;
    }

    /** The keyframes on which a shot starts or ends. */
    public static Set<String> used(Storyboard storyboard) {
        Set<String> used = new HashSet<>();
        for (Storyboard.Shot shot : storyboard.shots()) {
            used.add(shot.from());
            used.add(shot.to());
        }
        return used;
    }

    private static void note(Object asked, String id, Map<Object, String> firsts, Map<String, String> later) {
        String first = firsts.putIfAbsent(asked, id);
        if (first != null) {
            later.put(id, first);
        }
    }

    /** The earlier keyframe that is the same as this one. */
    public Optional<String> keyframe(String id) {
        return Optional.ofNullable(keyframes.get(id));
    }

    /** The earlier shot that is the same as this one. */
    public Optional<String> shot(String id) {
        return Optional.ofNullable(shots.get(id));
    }
}

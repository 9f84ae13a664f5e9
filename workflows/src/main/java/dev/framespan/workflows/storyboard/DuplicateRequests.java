package dev.framespan.workflows.storyboard;

import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.PurchaseKey;
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

    /**
     * @param sources of the keyframes that are pictures of the author's own, by id
     * @param catalogue the one the storyboard was checked with
     */
    public static DuplicateRequests in(Storyboard storyboard, Map<String, PictureSource> sources, Catalogue catalogue) {
        DuplicateRequests same = new DuplicateRequests();
        ProviderRequests requests = new ProviderRequests(storyboard, catalogue);
        Set<String> used = used(storyboard);
        Map<String, Object> stills = new HashMap<>();
        Map<Object, String> firsts = new HashMap<>();
        storyboard.keyframes().forEach((id, keyframe) -> {
            if (used.contains(id)) {
                Object source =
                        keyframe.prompt() == null ? sources.get(id) : new PurchaseKey(requests.of(keyframe), List.of());
                stills.put(id, source);
                note(source, id, firsts, same.keyframes);
            }
        });
        firsts.clear();
        for (Storyboard.Shot shot : storyboard.shots()) {
            List<Object> frames = Arrays.asList(stills.get(shot.from()), stills.get(shot.to()));
            note(new PurchaseKey(requests.of(shot), frames), shot.id(), firsts, same.shots);
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

    private static void note(Object request, String id, Map<Object, String> firsts, Map<String, String> later) {
        String first = firsts.putIfAbsent(request, id);
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

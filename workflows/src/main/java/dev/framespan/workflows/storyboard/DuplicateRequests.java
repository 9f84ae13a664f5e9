package dev.framespan.workflows.storyboard;

import dev.framespan.workflows.catalogue.Catalogue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which keyframes and shots ask for exactly what an earlier one asks for, so that they share what is bought. */
public final class DuplicateRequests {
    private final Map<String, String> keyframes = new HashMap<>();
    private final Map<String, String> shots = new HashMap<>();

    private DuplicateRequests() {}

    /**
     * @param sources of the author's own pictures and videos
     * @param catalogue the one the storyboard was checked with
     */
    public static DuplicateRequests in(Storyboard storyboard, MediaSources sources, Catalogue catalogue) {
        DuplicateRequests same = new DuplicateRequests();
        PurchaseKeys keys = new PurchaseKeys(storyboard, sources, catalogue);
        PictureUse use = PictureUse.in(storyboard);
        Map<Object, String> firsts = new HashMap<>();
        storyboard.keyframes().keySet().stream()
                .filter(use::isUsed)
                .forEach(id -> note(keys.picture(id), id, firsts, same.keyframes));
        firsts.clear();
        storyboard.shots().forEach(shot -> note(keys.shot(shot.id()), shot.id(), firsts, same.shots));
        return same;
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

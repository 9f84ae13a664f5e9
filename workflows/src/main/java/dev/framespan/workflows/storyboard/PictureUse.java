package dev.framespan.workflows.storyboard;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which pictures of a storyboard are needed, and what a name in {@code references} stands for. */
public final class PictureUse {
    private final Map<String, Storyboard.Keyframe> keyframes;
    private final Map<String, Storyboard.Character> characters;
    private final Set<String> used = new HashSet<>();

    private PictureUse(Storyboard storyboard) {
        this.keyframes = storyboard.keyframes();
        this.characters = storyboard.characters();
    }

    public static PictureUse in(Storyboard storyboard) {
        PictureUse use = new PictureUse(storyboard);
        storyboard.shots().forEach(shot -> shot.pictures().forEach(use::need));
        return use;
    }

    private void need(String reference) {
        String id = source(reference);
        if (used.add(id) && keyframes.containsKey(id)) {
            keyframes.get(id).references().forEach(this::need);
        }
    }

    /** What a name stands for: a keyframe, or a character whose picture is no keyframe's. */
    public String source(String reference) {
        if (keyframes.containsKey(reference) || !characters.containsKey(reference)) {
            return reference;
        }
        String image = characters.get(reference).image();
        return keyframes.containsKey(image) ? image : reference;
    }

    /** Whether a keyframe, or the picture of a character, is needed by a shot, directly or by way of another keyframe. */
    public boolean isUsed(String id) {
        return used.contains(id);
    }

    /** The characters whose own pictures are needed, in the file's order. */
    public Set<String> characters() {
        Set<String> own = new LinkedHashSet<>(characters.keySet());
        own.removeAll(keyframes.keySet());
        own.retainAll(used);
        return own;
    }
}

package dev.framespan.workflows.storyboard;

import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.PurchaseKey;
import dev.framespan.workflows.generation.RequestPicture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What stands for each picture and clip of a storyboard before it exists. Equal ones have the same object as their key, so that long
 * chains are compared link by link and not from their ends.
 */
final class PurchaseKeys {
    private final Storyboard storyboard;
    private final MediaSources sources;
    private final ProviderRequests requests;
    private final PictureUse use;
    private final Map<String, Storyboard.Shot> shots;
    private final Map<String, Object> known = new HashMap<>();
    private final Map<Object, Object> equals = new HashMap<>();

    PurchaseKeys(Storyboard storyboard, MediaSources sources, Catalogue catalogue) {
        this.storyboard = storyboard;
        this.sources = sources;
        this.requests = new ProviderRequests(storyboard, catalogue);
        this.use = PictureUse.in(storyboard);
        this.shots = storyboard.shots().stream().collect(Collectors.toMap(Storyboard.Shot::id, shot -> shot));
    }

    /** @param reference a keyframe or a character with a picture */
    Object picture(String reference) {
        String id = use.source(reference);
        Object key = known.get(id);
        if (key == null) {
            key = one(made(id));
            known.put(id, key);
        }
        return key;
    }

    private Object made(String id) {
        Storyboard.Keyframe keyframe = storyboard.keyframes().get(id);
        if (keyframe == null || keyframe.image() != null) {
            return sources.picture(id);
        }
        if (keyframe.frameOf() != null) {
            return List.of(shot(keyframe.frameOf()), keyframe.at());
        }
        return new PurchaseKey(requests.of(keyframe), pictures(keyframe.references()));
    }

    Object shot(String id) {
        Object key = known.get(id);
        if (key == null) {
            Storyboard.Shot shot = shots.get(id);
            List<Object> inputs = new ArrayList<>();
            for (RequestPicture<String> each : RequestPicture.ofClip(shot.from(), shot.to(), shot.references())) {
                inputs.add(each.picture() == null ? null : picture(each.picture()));
            }
            inputs.add(shot.video() == null ? null : video(shot));
            key = one(new PurchaseKey(requests.of(shot), inputs));
            known.put(id, key);
        }
        return key;
    }

    private Object video(Storyboard.Shot shot) {
        String clip = shot.video().clip();
        return shots.containsKey(clip) ? shot(clip) : sources.video(shot.id());
    }

    private List<Object> pictures(List<String> references) {
        return references.stream().map(this::picture).toList();
    }

    /** A key has a number instead of all that stands behind it. */
    private Object one(Object key) {
        return equals.computeIfAbsent(key, any -> "purchase " + equals.size());
    }
}

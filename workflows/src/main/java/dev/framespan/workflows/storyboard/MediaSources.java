package dev.framespan.workflows.storyboard;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the author's own pictures, videos and sounds are.
 *
 * @param pictures by keyframe, and by character whose picture is no keyframe's
 * @param videos by the shot whose reference video it is
 * @param videoSeconds how long those videos are whose length is known, by shot; one behind a URL is not before it was fetched
 * @param sounds by the path or URL as the storyboard writes it
 */
public record MediaSources(
        Map<String, InputSource> pictures,
        Map<String, InputSource> videos,
        Map<String, BigDecimal> videoSeconds,
        Map<String, InputSource> sounds) {
    public MediaSources {
        sounds = Map.copyOf(sounds);
        pictures = Map.copyOf(pictures);
        videos = Map.copyOf(videos);
        videoSeconds = Map.copyOf(videoSeconds);
    }

    public InputSource picture(String id) {
        return pictures.get(id);
    }

    /** Null where the shot has none, or that of another shot. */
    public InputSource video(String shot) {
        return videos.get(shot);
    }

    /** @param file as the storyboard writes it */
    public InputSource sound(String file) {
        return sounds.get(file);
    }

    /** The same, with these lengths of videos beside those that are known. */
    public MediaSources withVideoSeconds(Map<String, BigDecimal> more) {
        Map<String, BigDecimal> all = new HashMap<>(videoSeconds);
        all.putAll(more);
        return new MediaSources(pictures, videos, all, sounds);
    }
}

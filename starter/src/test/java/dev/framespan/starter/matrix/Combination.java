package dev.framespan.starter.matrix;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A clip that can be asked for, or cannot.
 *
 * @param use what is made of a reference video: {@code base}, {@code feature}, or {@code none} where none goes along
 */
record Combination(String model, String action, String resolution, int duration, boolean audio, String use) {
    static final String PROMPT = "a boat sails by";
    static final String DAWN = "https://pictures.framespan.dev/dawn.png";
    static final String DUSK = "https://pictures.framespan.dev/dusk.png";
    static final String VIDEO = "https://pictures.framespan.dev/waves.mp4";
    static final String NO_VIDEO = "none";

    /** Every model with every action, resolution, sound and video; the durations at each limit, within and beyond. */
    static List<Combination> all() {
        List<Combination> all = new ArrayList<>();
        for (String model : KlingPage.MODELS) {
            for (String action : KlingPage.ACTIONS) {
                for (String resolution : KlingPage.RESOLUTIONS) {
                    for (int duration : new int[] {2, 3, 4, 5, 7, 10, 11, 15, 16}) {
                        for (boolean audio : new boolean[] {false, true}) {
                            for (String use : new String[] {NO_VIDEO, "base", "feature"}) {
                                all.add(new Combination(model, action, resolution, duration, audio, use));
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    boolean hasVideo() {
        return !use.equals(NO_VIDEO);
    }

    private boolean keepSound() {
        return use.equals("base");
    }

    /** The pictures that the action takes, in order. */
    List<String> pictures() {
        return switch (action) {
            case "image2video" -> List.of(DAWN);
            case "first_last_frame", "reference" -> List.of(DAWN, DUSK);
            default -> List.of();
        };
    }

    /** As an author writes it. */
    String storyboard() {
        String pictures =
                switch (action) {
                    case "image2video" -> "    from: dawn\n";
                    case "first_last_frame" -> "    from: dawn\n    to: dusk\n";
                    case "reference" -> "    references: [dawn, dusk]\n";
                    default -> "";
                };
        String video = hasVideo()
                ? "    video: { clip: \"" + VIDEO + "\", use: " + use + ", keep_sound: " + keepSound() + " }\n"
                : "";
        String keyframes = pictures().isEmpty()
                ? ""
                : pictures().stream()
                        .map(url -> "  " + (url.equals(DAWN) ? "dawn" : "dusk") + ": { image: \"" + url + "\" }\n")
                        .collect(Collectors.joining("", "keyframes:\n", ""));
        return keyframes + "shots:\n  - id: boat\n    prompt: " + PROMPT + "\n    model: " + model + "\n    action: "
                + action
                + "\n    resolution: " + resolution + "\n    duration: " + duration + "\n    audio: " + audio + "\n"
                + pictures
                + video;
    }

    /** As the page's words are put together by a caller who knows nothing of what a model can do. */
    ObjectNode body() {
        ObjectNode body = new ObjectMapper()
                .createObjectNode()
                .put("model", model)
                .put("action", action)
                .put("prompt", PROMPT)
                .put("resolution", resolution)
                .put("duration", duration);
        switch (action) {
            case "generate" -> body.put("aspect_ratio", "16:9");
            case "image2video" -> {
                // The page gives first_frame_image to v2.6, v3 and o1.
                if (model.equals("kling-v3-omni")) {
                    body.putArray("image_urls").add(DAWN);
                } else {
                    body.put("first_frame_image", DAWN);
                }
            }
            case "first_last_frame" -> body.put("first_frame_image", DAWN).put("last_frame_image", DUSK);
            case "reference" -> body.putArray("image_urls").add(DAWN).add(DUSK);
            default -> {
                // a reference video follows
            }
        }
        if (hasVideo()) {
            body.putArray("video_list")
                    .addObject()
                    .put("video_url", VIDEO)
                    .put("refer_type", use)
                    .put("keep_original_sound", keepSound() ? "yes" : "no");
        }
        if (audio || KlingPage.sounds(model, resolution)) {
            body.put("audio", audio);
        }
        return body;
    }
}

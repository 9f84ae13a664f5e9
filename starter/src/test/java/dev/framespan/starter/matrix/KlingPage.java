package dev.framespan.starter.matrix;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** The provider's page of the Kling series, read once more: neither the catalogue's reading nor the simulator's. */
final class KlingPage {
    static final List<String> MODELS = List.of("kling-video-o1", "kling-v3-omni", "kling-v3", "kling-v2.6");
    static final List<String> ACTIONS =
            List.of("generate", "image2video", "first_last_frame", "reference", "reference_video");
    static final List<String> RESOLUTIONS = List.of("720p", "1080p", "4K");

    private static final Map<String, Set<String>> NO_ACTION = Map.of(
            "kling-video-o1",
            Set.of(),
            "kling-v3-omni",
            Set.of("first_last_frame"),
            "kling-v3",
            Set.of("reference", "reference_video"),
            "kling-v2.6",
            Set.of("reference", "reference_video"));

    /** US dollars a second: silent, with sound, with a reference video; a dash where the page has none. */
    private static final Map<String, String> PRICES = Map.ofEntries(
            Map.entry("kling-v2.6 720p", "0.0391 - -"),
            Map.entry("kling-v2.6 1080p", "0.06641 0.159375 -"),
            Map.entry("kling-v3 720p", "0.0714 0.1071 -"),
            Map.entry("kling-v3 1080p", "0.0952 0.1428 -"),
            Map.entry("kling-v3 4K", "0.455345 0.455345 -"),
            Map.entry("kling-v3-omni 720p", "0.0714 0.0952 0.1071"),
            Map.entry("kling-v3-omni 1080p", "0.0952 0.119 0.1428"),
            Map.entry("kling-v3-omni 4K", "0.455345 0.455345 0.455345"), // the page says nothing but the first
            Map.entry("kling-video-o1 720p", "0.0714 - 0.1071"),
            Map.entry("kling-video-o1 1080p", "0.0952 - 0.1428"));

    private KlingPage() {}

    private static boolean isOfV3(String model) {
        return model.equals("kling-v3") || model.equals("kling-v3-omni");
    }

    /** Whether a model that is asked for this resolution can make sound. */
    static boolean sounds(String model, String resolution) {
        return isOfV3(model) || model.equals("kling-v2.6") && resolution.equals("1080p");
    }

    /** The fields of a storyboard that ask for what the page does not have; none where it has all of it. */
    static List<String> wrong(Combination clip) {
        List<String> wrong = new ArrayList<>();
        if (NO_ACTION.get(clip.model()).contains(clip.action())) {
            wrong.add("action");
        }
        if (clip.resolution().equals("4K") && !isOfV3(clip.model())) {
            wrong.add("resolution");
        }
        boolean lasts = isOfV3(clip.model())
                ? clip.duration() >= 3 && clip.duration() <= 15
                : clip.duration() == 5 || clip.duration() == 10;
        if (!lasts) {
            wrong.add("duration");
        }
        if (clip.audio() && !sounds(clip.model(), clip.resolution())) {
            wrong.add("audio");
        }
        if (clip.hasVideo() != clip.action().equals("reference_video")) {
            wrong.add("video");
        }
        return wrong;
    }

    /** What a clip costs that the page has; the dearer tier where sound and a video come together. */
    static BigDecimal price(Combination clip) {
        String[] tiers = PRICES.get(clip.model() + " " + clip.resolution()).split(" ");
        BigDecimal second = IntStream.range(0, tiers.length)
                .filter(tier -> tier == 0 || tier == 1 && clip.audio() || tier == 2 && clip.hasVideo())
                .mapToObj(tier -> new BigDecimal(tiers[tier]))
                .max(BigDecimal::compareTo)
                .orElseThrow();
        return second.multiply(BigDecimal.valueOf(clip.duration()));
    }
}

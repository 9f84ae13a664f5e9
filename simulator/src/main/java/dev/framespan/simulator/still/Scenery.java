package dev.framespan.simulator.still;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * What a prompt asks to see; what it does not say is drawn by lot.
 *
 * @param lighthouse whether one stands there; the same for the others
 */
record Scenery(
        Hour hour,
        Weather weather,
        Land land,
        boolean lighthouse,
        boolean boat,
        boolean birds,
        boolean house,
        boolean figure) {

    /** The light. */
    enum Hour {
        DAWN("dawn", "sunrise", "morning", "daybreak", "first light"),
        DAY("day", "noon", "midday", "sunny", "afternoon", "bright", "summer"),
        DUSK("dusk", "sunset", "evening", "golden", "twilight", "autumn"),
        NIGHT("night", "midnight", "moon", "moonlit", "moonlight", "stars", "starry", "neon", "dark", "lamp");

        private final Set<String> words;

        Hour(String... words) {
            this.words = Set.of(words);
        }
    }

    /** The air. */
    enum Weather {
        CLEAR("clear", "cloudless"),
        CLOUDS("cloud", "clouds", "cloudy"),
        STORM("storm", "stormy", "thunder", "lightning", "rain", "rainy", "gale", "tempest", "wild"),
        SNOW("snow", "snowy", "snowfall", "winter", "blizzard", "ice"),
        FOG("fog", "foggy", "mist", "misty", "haze");

        private final Set<String> words;

        Weather(String... words) {
            this.words = Set.of(words);
        }
    }

    /** The ground. */
    enum Land {
        SEA(
                "sea",
                "ocean",
                "harbor",
                "harbour",
                "coast",
                "beach",
                "shore",
                "wave",
                "waves",
                "lighthouse",
                "boat",
                "boats",
                "ship",
                "sail",
                "sails",
                "sailing",
                "gull",
                "gulls",
                "island",
                "bay",
                "surf",
                "keeper",
                "cliff"),
        CITY(
                "city",
                "town",
                "street",
                "streets",
                "skyline",
                "roof",
                "rooftop",
                "neon",
                "tower",
                "building",
                "downtown"),
        DESERT("desert", "dune", "dunes", "sand", "sahara", "camel"),
        FOREST("forest", "wood", "woods", "pine", "pines", "jungle", "grove"),
        MOUNTAINS("mountain", "mountains", "peak", "peaks", "alps", "summit", "valley", "glacier"),
        MEADOW("meadow", "field", "fields", "hill", "hills", "farm", "grass", "village", "road", "garden", "house");

        private final Set<String> words;

        Land(String... words) {
            this.words = Set.of(words);
        }
    }

    static Scenery of(String prompt, Random random) {
        Set<String> words =
                new HashSet<>(Arrays.asList(prompt.toLowerCase(Locale.ROOT).split("[^\\p{L}]+")));
        Hour hour = Hour.values()[random.nextInt(3)];
        Weather weather = random.nextBoolean() ? Weather.CLOUDS : Weather.CLEAR;
        Land land = Land.values()[new int[] {0, 3, 4, 5, 5, 2}[random.nextInt(6)]];
        for (Hour each : Hour.values()) {
            hour = any(words, each.words) ? each : hour;
        }
        for (Weather each : Weather.values()) {
            weather = any(words, each.words) ? each : weather;
        }
        long most = 0;
        for (Land each : Land.values()) {
            long named = each.words.stream().filter(words::contains).count();
            land = named > most ? each : land;
            most = Math.max(most, named);
        }
        return new Scenery(
                hour,
                weather,
                land,
                any(words, Set.of("lighthouse", "keeper", "beacon", "gallery")),
                any(
                        words,
                        Set.of("boat", "boats", "ship", "sail", "sails", "sailing", "harbor", "harbour", "fisherman")),
                any(words, Set.of("gull", "gulls", "bird", "birds", "geese", "crow", "flock"))
                        || random.nextInt(4) == 0,
                any(words, Set.of("house", "cottage", "village", "farm", "cabin", "hut", "home")),
                any(
                        words,
                        Set.of(
                                "man", "woman", "he", "she", "keeper", "girl", "boy", "child", "walker", "figure",
                                "hero", "person", "rider", "singer")));
    }

    boolean isDark() {
        return hour == Hour.NIGHT;
    }

    private static boolean any(Set<String> words, Set<String> wanted) {
        return wanted.stream().anyMatch(words::contains);
    }
}

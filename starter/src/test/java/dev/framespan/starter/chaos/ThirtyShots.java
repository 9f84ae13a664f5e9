package dev.framespan.starter.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A film of thirty short shots, or of as many as {@code chaos.shots} says; some begin with one of two keyframes. */
final class ThirtyShots {
    private static final int SHOTS = Integer.getInteger("chaos.shots", 30);
    private static final int FROM_A_KEYFRAME = 10;

    private final Map<String, String> prompts = new TreeMap<>();

    private ThirtyShots() {}

    /** Writes {@code film.yaml}. @return the prompts of everything that is bought, each another one, by ids */
    static Map<String, String> write(Path folder) throws IOException {
        ThirtyShots film = new ThirtyShots();
        StringBuilder storyboard = new StringBuilder("keyframes:\n");
        for (String keyframe : new String[] {"dawn", "dusk"}) {
            storyboard.append(String.format("  %s: { prompt: %s }%n", keyframe, film.prompt(keyframe)));
        }
        storyboard.append("shots:\n");
        for (int number = 1; number <= SHOTS; number++) {
            String id = String.format("shot-%02d", number);
            String from = number % FROM_A_KEYFRAME == 1
                    ? "from: dawn, "
                    : number % FROM_A_KEYFRAME == 2 ? "from: dusk, " : "";
            storyboard.append(String.format("  - { id: %s, %sduration: 3, prompt: %s }%n", id, from, film.prompt(id)));
        }
        Files.writeString(folder.resolve("film.yaml"), storyboard);
        return film.prompts;
    }

    private String prompt(String id) {
        prompts.put(id, "waves by the name of " + id);
        return prompts.get(id);
    }
}

package dev.framespan.starter.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A film of many short shots, of as many as {@code chaos.shots} says where it is set; some begin with one of two keyframes. */
final class ManyShots {
    private static final int FROM_A_KEYFRAME = 10;

    private final Map<String, String> prompts = new TreeMap<>();

    private ManyShots() {}

    /** Writes {@code film.yaml}. @param usual number of shots @return the prompts of everything that is bought, each another one, by ids */
    static Map<String, String> write(Path folder, int usual) throws IOException {
        int shots = Integer.getInteger("chaos.shots", usual);
        ManyShots film = new ManyShots();
        StringBuilder storyboard = new StringBuilder("keyframes:\n");
        for (String keyframe : new String[] {"dawn", "dusk"}) {
            storyboard.append(String.format("  %s: { prompt: %s }%n", keyframe, film.prompt(keyframe)));
        }
        storyboard.append("shots:\n");
        for (int number = 1; number <= shots; number++) {
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

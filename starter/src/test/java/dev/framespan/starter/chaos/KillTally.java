package dev.framespan.starter.chaos;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was killed so far and what came of it, a line a film: runs that are broken off and begun again add up. */
final class KillTally {
    private final Path file;

    /** @param name of the file in the folder, which is made */
    KillTally(Path folder, String name) throws IOException {
        this.file = Files.createDirectories(folder).resolve(name + ".jsonl");
    }

    /**
     * One film.
     *
     * @param kills by what was killed
     * @param answers that the operator gave, by what they were
     * @param payments to the provider
     * @param failure what was not as promised; null for nothing
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Film(
            long seed,
            Map<String, Integer> kills,
            Map<String, Integer> answers,
            int payments,
            long seconds,
            String failure) {
        @JsonIgnore
        int killed() {
            return kills.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    void add(Film film) throws IOException {
        Files.writeString(
                file,
                Payloads.json().writeValueAsString(film) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private List<Film> films() throws IOException {
        List<Film> films = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                films.add(Payloads.json().readValue(line, Film.class));
            }
        }
        return films;
    }

    int killed() throws IOException {
        return films().stream().mapToInt(Film::killed).sum();
    }

    /** All of it in a line. */
    String sum() throws IOException {
        Map<String, Integer> kills = new TreeMap<>();
        Map<String, Integer> answers = new TreeMap<>();
        int payments = 0;
        long failed = 0;
        for (Film film : films()) {
            film.kills().forEach((what, times) -> kills.merge(what, times, Integer::sum));
            film.answers().forEach((what, times) -> answers.merge(what, times, Integer::sum));
            payments += film.payments();
            failed += film.failure() == null ? 0 : 1;
        }
        return films().size() + " films, " + failed + " of them not as promised; " + killed() + " kills ("
                + words(kills) + "); " + payments + " payments; answers: "
                + (answers.isEmpty() ? "none" : words(answers));
    }

    private static String words(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getKey() + " " + count.getValue())
                .collect(Collectors.joining(", "));
    }
}

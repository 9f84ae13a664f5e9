package dev.framespan.workflows.storyboard.checking;

import dev.framespan.workflows.storyboard.InputSource;
import dev.framespan.workflows.storyboard.reading.DraftField;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The author's own sounds: music, effects, voices, by the path or URL as the storyboard writes it. */
final class SoundFiles {
    private final InputRules files;
    private final Map<String, InputSource> sources = new HashMap<>();
    private final Map<String, BigDecimal> seconds = new HashMap<>();

    SoundFiles(InputRules files) {
        this.files = files;
    }

    void check(DraftField<String> file) {
        if (file.isValid()) {
            files.checkSound(file, length -> seconds.put(file.value(), length))
                    .ifPresent(source -> sources.put(file.value(), source));
        }
    }

    /** How long a sound is; empty where that is not known, as behind a URL that was not fetched. */
    Optional<Double> seconds(String file) {
        return Optional.ofNullable(seconds.get(file)).map(BigDecimal::doubleValue);
    }

    Map<String, InputSource> sources() {
        return Map.copyOf(sources);
    }
}

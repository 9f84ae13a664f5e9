package dev.framespan.activities.film;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.film.FilmInput;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilmActivityTest {
    @TempDir
    Path folder;

    private DirectoryStore store;
    private FilmActivityImpl films;

    @BeforeEach
    void open() {
        store = DirectoryStore.open(folder);
        films = new FilmActivityImpl(store, "example.org", 5, Clock.systemUTC());
    }

    @Test
    void aDamagedPlanStopsTheFilmAndSaysTheCure() throws IOException {
        Asset plan = kept("{\"film\": \"storm\"}");
        Files.write(store.file(plan), new byte[(int) plan.bytes()]);

        assertStops(plan, "damaged");
        assertStops(plan, "not in the store");
    }

    @Test
    void aPlanThatThisVersionCannotReadStopsTheFilmInsteadOfBeingReadForDays() throws IOException {
        assertStops(kept("{\"film\": 7, \"scenes\": []}"), "cannot be read");
    }

    private void assertStops(Asset plan, String words) {
        Stop stop = Stop.of(catchThrowable(() -> films.open(new FilmInput("storm", store.id(), plan, null))))
                .orElseThrow();
        assertThat(stop.kind()).isEqualTo(FailureKind.STORE);
        assertThat(stop.message()).contains(words).contains("render the storyboard again");
    }

    private Asset kept(String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return store.keep(new ByteArrayInputStream(bytes), bytes.length, MediaType.JSON);
    }
}

package dev.framespan.activities.film;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.studio.FilmOutcome;
import org.junit.jupiter.api.Test;

class FilmFolderTest {
    @Test
    void theEndOfAFilmIsReadAndWrittenInTheWordsOfEarlierVersions() throws JsonProcessingException {
        String json =
                "{\"plan\":\"p\",\"result\":{\"outcome\":\"CANCELLED\",\"receipt\":{\"sha256\":\"" + "a".repeat(64)
                        + "\",\"bytes\":9,\"type\":\"json\"},\"stops\":[]},\"at\":\"2026-03-01T10:00:00Z\",\"realm\":\"x\"}";
        FilmFolder.End end = Payloads.json().readValue(json, FilmFolder.End.class);

        assertThat(end.report().outcome()).isEqualTo(FilmOutcome.CANCELLED);
        assertThat(end.report().receipt().bytes()).isEqualTo(9);
        assertThat(Payloads.json().writeValueAsString(end)).isEqualTo(json);
    }
}

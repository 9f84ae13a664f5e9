package dev.framespan.workflows.generation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.framespan.workflows.generation.AwaitActivity.Waiting;
import dev.framespan.workflows.generation.AwaitActivity.Waiting.State;
import dev.framespan.workflows.payload.Payloads;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitingTest {
    @ParameterizedTest
    @CsvSource({"'', SUBMITTED", "queued, QUEUED", "processing, PROCESSING"})
    void aStateIsWrittenInTheWordOfEarlierWorkers(String word, State state) throws JsonProcessingException {
        String json = "{\"state\":\"" + word + "\",\"percent\":40,\"missing\":0,\"missingSinceMillis\":0}";
        assertThat(Payloads.json().writeValueAsString(new Waiting(state, 40, 0, 0)))
                .isEqualTo(json);
        assertThat(Payloads.json().readValue(json, Waiting.class)).isEqualTo(new Waiting(state, 40, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({"completed", "failed", "cancelled"})
    void whatEarlierWorkersNotedOfAFinishedTaskIsRead(String word) throws JsonProcessingException {
        String json = "{\"state\":\"" + word + "\",\"percent\":100,\"missing\":1,\"missingSinceMillis\":7}";
        assertThat(Payloads.json().readValue(json, Waiting.class)).isEqualTo(new Waiting(State.SUBMITTED, 100, 1, 7));
    }
}

package dev.framespan.workflows.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.workflows.payload.Payloads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator decides beforehand, as it is written. */
class StopPolicyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ask | 0 | false | ask",
                "skip | 0 | true | skip",
                "rebuy | 1 | false | 1 rebuy, then ask",
                "2 rebuys | 2 | false | 2 rebuys, then ask",
                "'  2   rebuys, then skip ' | 2 | true | 2 rebuys, then skip"
            })
    void itSaysHowOftenAndWhatThen(String text, int rebuys, boolean skips, String words) {
        StopPolicy policy = StopPolicy.parse(text);

        assertThat(policy).isEqualTo(new StopPolicy(rebuys, skips));
        assertThat(policy).hasToString(words);
        assertThat(StopPolicy.parse(words)).isEqualTo(policy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "never", "0 rebuys", "10 rebuys", "rebuy, then rebuy", "ask, then skip"})
    void anythingElseIsRefusedWithTheForm(String text) {
        assertThatThrownBy(() -> StopPolicy.parse(text)).hasMessageContaining(StopPolicy.FORM);
    }

    @Test
    void itTravelsAsItIsWritten() throws Exception {
        StopPolicies policies = new StopPolicies(StopPolicy.parse("rebuy"), null);
        String json = Payloads.json().writeValueAsString(policies);

        assertThat(json).isEqualTo("{\"ambiguous\":\"1 rebuy, then ask\"}");
        assertThat(Payloads.json().readValue(json, StopPolicies.class)).isEqualTo(policies);
    }
}

package dev.framespan.activities.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.payload.Payloads;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What earlier versions wrote is read, and written in the same words. */
class LedgerEntryTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant SENT = Instant.parse("2026-03-01T09:59:59.123456Z");

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"sending\":\"2026-03-01T09:59:59.123456Z\""})
    void whatWasOnlyTooEarlyIsCalledRefused(String sending) throws JsonProcessingException {
        String json = "{\"state\":\"refused\",\"at\":\"2026-03-01T10:00:00Z\",\"kind\":\"UNREACHABLE\",\"status\":429,"
                + "\"code\":\"busy\",\"message\":\"too many\"" + sending + "}";
        LedgerEntry entry = Payloads.json().readValue(json, LedgerEntry.class);

        assertThat(entry)
                .isEqualTo(new LedgerEntry.TooEarly(
                        AT, FailureKind.UNREACHABLE, 429, "busy", "too many", sending.isEmpty() ? null : SENT));
        assertThat(Payloads.json().writeValueAsString(entry)).isEqualTo(json);
    }
}

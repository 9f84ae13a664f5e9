package dev.framespan.activities.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.provider.Refund;
import dev.framespan.activities.store.MemoryStore;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.VideoUse;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.generation.Purchase;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Everything that was ever bought, with what its records say. */
class BoughtSubmissionTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final String HOST = "example.org";

    private final MemoryStore store = new MemoryStore();
    private final Ledger ledger = new Ledger(store);
    private int fingerprints;

    private LedgerEntry.Claimed claim(Instant at) {
        GenerationRequest request = GenerationRequest.of("kling-v3", Action.GENERATE, Prompt.of("a gull"))
                .aspectRatio("16:9")
                .resolution("1080p")
                .seconds(5)
                .audio(true)
                .take(2)
                .build();
        return LedgerEntry.Claimed.of(
                new Purchase("storm", "run", "gull", request, null),
                new BigDecimal("0.714000"),
                HOST,
                HOST,
                null,
                "owner",
                at,
                at);
    }

    private void bought(Instant at, LedgerEntry... more) throws IOException {
        bought(claim(at), more);
    }

    private void bought(LedgerEntry.Claimed claimed, LedgerEntry... more) throws IOException {
        String fingerprint = "v1:" + String.format("%064x", ++fingerprints);
        ledger.add(fingerprint, 1, 1, claimed);
        for (LedgerEntry entry : more) {
            ledger.add(fingerprint, 1, entry);
        }
    }

    private static LedgerEntry failed(FailureKind kind, Boolean refunded, Long quota) {
        return new LedgerEntry.Failed(NOW, kind, null, "no").refunded(new Refund(refunded, quota));
    }

    @Test
    void aSubmissionIsShownWithAllThatWasAskedFor() throws IOException {
        bought(NOW, new LedgerEntry.Sending(NOW.plusSeconds(1), "o", NOW), new LedgerEntry.Submitted(NOW, "t-1"));

        assertThat(BoughtSubmission.of(store))
                .containsExactly(new BoughtSubmission(
                        NOW.plusSeconds(1),
                        "storm",
                        "gull",
                        2,
                        1,
                        HOST,
                        "kling-v3",
                        Action.GENERATE,
                        5,
                        "1080p",
                        true,
                        null,
                        new BigDecimal("0.714000"),
                        "t-1",
                        "submitted",
                        Charge.RUNNING,
                        null,
                        null,
                        "v1:" + String.format("%064x", 1),
                        null));
    }

    @Test
    void theUseOfAReferenceVideoIsKnownAgain() throws IOException {
        LedgerEntry.Claimed plain = claim(NOW);
        bought(
                new LedgerEntry.Claimed(
                        NOW,
                        "o",
                        NOW,
                        "storm",
                        "run",
                        "gull",
                        1,
                        "kling-v3-omni",
                        plain.priceUsd(),
                        null,
                        HOST,
                        Action.REFERENCE_VIDEO,
                        "720p",
                        5,
                        false,
                        VideoUse.BASE,
                        null),
                new LedgerEntry.Submitted(NOW, "t-1"));

        assertThat(BoughtSubmission.of(store).get(0).video()).isEqualTo(VideoUse.BASE);
    }

    @Test
    void theOldestComesFirstAndWhatWasNotAcceptedWasNotBought() throws IOException {
        bought(NOW.plusSeconds(60), new LedgerEntry.Submitted(NOW, "later"));
        bought(NOW, new LedgerEntry.Submitted(NOW, "earlier"));
        bought(NOW);
        bought(NOW, new LedgerEntry.Declined(NOW, FailureKind.REJECTED, 400, null, "no"));
        bought(NOW, new LedgerEntry.TooEarly(NOW, FailureKind.RATE_LIMITED, 429, null, "no"));
        bought(NOW.plusSeconds(90), new LedgerEntry.Ambiguous(NOW, 500, "no"));

        assertThat(BoughtSubmission.of(store))
                .extracting(each -> each.task() + " " + each.state())
                .containsExactly("earlier submitted", "later submitted", "null ambiguous");
    }

    @Test
    void whatWasGivenBackIsSaidAsTheProviderSaysIt() throws IOException {
        bought(NOW, new LedgerEntry.Submitted(NOW, "a"), failed(FailureKind.CANCELLED, true, 50_000L));
        bought(NOW, new LedgerEntry.Submitted(NOW, "b"), failed(FailureKind.FAILED, null, null));
        bought(NOW, new LedgerEntry.Submitted(NOW, "c"), failed(FailureKind.FAILED, false, null));
        bought(NOW, new LedgerEntry.Submitted(NOW, "d"), failed(FailureKind.LOST, null, null));

        assertThat(BoughtSubmission.of(store))
                .extracting(
                        each -> each.state() + " " + each.charge() + " " + each.refund() + " " + each.refundedQuota())
                .containsExactly(
                        "cancelled NONE YES 50000",
                        "failed NONE ASSUMED null",
                        "failed KEPT NO null",
                        "lost KEPT NO null");
    }

    @Test
    void recordsOfEarlierVersionsAreShownWithWhatTheyHave() throws IOException {
        String folder = "ledger/v1/ff/" + "f".repeat(64) + "/0001-";
        write(
                folder + "1-claimed-01.json",
                "{\"state\":\"claimed\",\"at\":\"2026-03-01T10:00:00Z\",\"owner\":\"o\",\"deadline\":\"2026-03-01T10:00:00Z\","
                        + "\"film\":\"storm\",\"run\":\"r\",\"id\":\"gull\",\"take\":1,\"model\":\"kling-v3\",\"priceUsd\":0.25}");
        write(
                folder + "4-failed-cancelled.json",
                "{\"state\":\"failed\",\"at\":\"2026-03-01T10:00:00Z\",\"kind\":\"CANCELLED\",\"message\":\"no\",\"by\":\"storm\"}");

        BoughtSubmission old = BoughtSubmission.of(store).get(0);

        assertThat(old.model() + " " + old.priceUsd() + " " + old.state() + " " + old.refund())
                .isEqualTo("kling-v3 0.25 cancelled ASSUMED");
        assertThat(old.realm()).isNull();
        assertThat(old.action()).isNull();
        assertThat(old.resolution()).isNull();
    }

    private void write(String key, String json) throws IOException {
        store.create(key, json.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.framespan.activities.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.generation.Purchase;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A clip that names no seconds has as many as its model makes then. */
class ModelsSecondsTest {
    @TempDir
    Path folder;

    private static Purchase gull(int seconds) {
        GenerationRequest request = GenerationRequest.of("kling-v3", Action.GENERATE, Prompt.of("a gull"))
                .aspectRatio("16:9")
                .resolution("720p")
                .seconds(seconds)
                .build();
        return new Purchase("storm", "run", "gull", request, null);
    }

    @Test
    void itIsTheSamePurchaseAsOneThatNamesThem() throws IOException {
        try (TestPurchases purchases = TestPurchases.inMemory(folder)) {
            purchases.buy(gull(GenerationRequest.MODELS_SECONDS));

            LedgerEntry.Claimed claimed = purchases
                    .ledger
                    .of(TestPurchases.fingerprint(gull(5)), 1)
                    .orElseThrow()
                    .claim()
                    .orElseThrow();
            assertThat(claimed.seconds()).isEqualTo(5);
            assertThat(claimed.priceUsd()).isEqualByComparingTo("0.357");
            purchases.buy(gull(5));
            assertThat(purchases.provider.calls()).isEqualTo(1);
        }
    }
}

package dev.framespan.activities.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.store.MemoryStore;
import dev.framespan.activities.store.Store;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.generation.InputPicture;
import dev.framespan.workflows.generation.Purchase;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the provider fetches an author's picture: from its URL, and from here where that is to be preferred and can be. */
class AuthorsLinkTest {
    private static final String URL = "https://example.org/a.png";

    private final Store store = new MemoryStore();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"url\":\"https://example.org/a.png\"} | true | false",
                "{\"url\":\"https://example.org/a.png\",\"copyFirst\":false} | true | false",
                "{\"url\":\"https://example.org/a.png\",\"copyFirst\":true} | true | true",
                "{\"url\":\"https://example.org/a.png\",\"copyFirst\":true} | false | false",
            })
    void theStoresCopyIsShownWhereTheRecordPrefersItAndAnAddressLeadsToIt(
            String record, boolean hasAddress, boolean isFromHere) throws Exception {
        Asset picture = store.keep(new ByteArrayInputStream(new byte[] {1, 2, 3}), 10, MediaType.PNG);
        store.replace("pictures/sources/" + picture.sha256() + ".json", record.getBytes(StandardCharsets.UTF_8));
        Optional<AssetUrls> address = hasAddress
                ? Optional.of(AssetUrls.below(URI.create("https://films.example.org/assets")))
                : Optional.empty();
        Purchase purchase = new Purchase(
                "storm",
                "run-1",
                "gull",
                TestPurchases.GULL.with(List.of(new InputPicture(InputPicture.Role.FIRST_FRAME, picture, null))),
                null);

        assertThat(new InputLinks(store, new ScriptedProvider(), List.of(), address, new TestClock()).of(purchase))
                .containsExactly(isFromHere ? "https://films.example.org/assets/" + picture.fileName() : URL);
    }
}

package dev.framespan.workflows.asset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaAssetTest {
    @ParameterizedTest
    @ValueSource(strings = {"asset", "clip", "film"})
    void recordsOfConformedClipsAndJoinedFilmsAreStillRead(String name) throws IOException {
        String hash = "a".repeat(64);
        String json =
                "{\"" + name + "\":{\"sha256\":\"" + hash + "\",\"bytes\":9,\"type\":\"mp4\"},\"facts\":{\"width\":2,"
                        + "\"height\":2,\"frames\":1,\"rate\":\"24/1\",\"sound\":false,\"codec\":\"h264\",\"signature\":\"\"}}";

        assertThat(Payloads.json().readValue(json, MediaAsset.class))
                .isEqualTo(new MediaAsset(
                        new Asset(hash, 9, MediaType.MP4), new MediaFacts(2, 2, 1, "24/1", false, "h264", "")));
    }
}

package dev.framespan.workflows.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.generation.TakeKind;
import dev.framespan.workflows.payload.Payloads;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ItemTest {
    @Test
    void whatIsInProgressKeepsTheNameThatHistoriesAndFollowersKnow() throws IOException {
        Item item = Item.waiting("gull", TakeKind.CLIP).inProgress("film/1/gull");

        String json = Payloads.json().writeValueAsString(item);

        assertThat(json).contains("\"state\":\"IN_MOTION\"");
        assertThat(Payloads.json().readValue(json, Item.class)).isEqualTo(item);
    }
}

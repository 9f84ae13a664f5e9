package dev.framespan.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.exit.UserError;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.Prompt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixedRequestTest {
    private static final GenerationRequest CLIP = GenerationRequest.of("kling-v3", Action.GENERATE, Prompt.of("a gull"))
            .resolution("720p")
            .seconds(3)
            .build();

    @TempDir
    Path folder;

    private DirectoryStore store;

    @BeforeEach
    void open() {
        store = DirectoryStore.open(folder);
    }

    private GenerationRequest fixed(GenerationRequest asked, Map<String, String> fields) {
        return new FixedRequest(asked, fields).made(store);
    }

    @Test
    void whatIsNamedIsChangedAndNothingElse() {
        assertThat(fixed(CLIP, Map.of("duration", "5", "audio", "true", "from", "dawn")))
                .isEqualTo(CLIP.copy().seconds(5).audio(true).build());
        assertThat(fixed(CLIP, Map.of("prompt", "a pier", "model", "kling-v2.6", "resolution", "1080p")))
                .isEqualTo(CLIP.copy()
                        .prompt(Prompt.of("a pier"))
                        .model("kling-v2.6")
                        .resolution("1080p")
                        .build());
    }

    @Test
    void aLongPromptIsKeptInTheStore() throws IOException {
        String words = "a gull ".repeat(200);

        Prompt prompt = fixed(CLIP, Map.of("prompt", words)).prompt();

        assertThat(new String(store.bytes(prompt.stored()), StandardCharsets.UTF_8))
                .isEqualTo(words);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> fixed(CLIP, Map.of("duration", "2.5")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("a length is a whole number of seconds");
        assertThatThrownBy(() -> fixed(CLIP, Map.of("audio", "yes")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("it is true or false");
        GenerationRequest still = GenerationRequest.of("doubao-seedream-4.5", Action.GENERATE, Prompt.of("a gull"))
                .resolution("2K")
                .build();
        assertThatThrownBy(() -> fixed(still, Map.of("duration", "5")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("only clips have a length");
    }
}

package dev.framespan.starter.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.ScriptedProviderServer;
import dev.framespan.starter.process.SimulatedProvider;
import dev.framespan.workflows.asset.MediaType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clips that a provider delivers broken, or made to harm, stop their shots; everything else goes on, and is kept. */
@Tag("long")
class HostileClipIT {
    private static final String STORYBOARD =
            """
            shots:
              - { id: gull, duration: 3, prompt: a gull flies by }
              - { id: boat, duration: 3, prompt: a boat at rest }
              - { id: crowd, duration: 3, prompt: a crowd at the pier }
              - { id: wave, duration: 3, prompt: a wave breaks }
              - { id: lamp, duration: 3, prompt: a lamp is lit }
            """;

    @TempDir
    Path folder;

    @Test
    void theirShotsStopByNameTheOthersAreKeptAndNothingIsPaidTwice() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        try (ScriptedProviderServer elsewhere = new ScriptedProviderServer(exchange -> {
                    asked.incrementAndGet();
                    ScriptedProviderServer.send(exchange, 200, "#EXTM3U");
                });
                SimulatedProvider provider =
                        new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "60")) {
            provider.misbehave("{\"on\":\"result\",\"match\":{\"prompt_contains\":\"gull\"},\"do\":\"truncate\"}");
            String playlist = "#EXTM3U\n#EXT-X-TARGETDURATION:3\n#EXTINF:3,\n" + elsewhere.address()
                    + "/a.ts\n#EXTINF:3,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n";
            provider.misbehave(replaced("boat", playlist));
            // The same with the first bytes of an MP4 before it.
            provider.misbehave(replaced("crowd", "\0\0\0\24ftypisom\0\0\2\0isom" + playlist));
            provider.misbehave(replaced("wave", ""));
            write(STORYBOARD);
            for (int i = 0; i < 2; i++) {
                try (Program render = render(provider)) {
                    Refusals.assertEnds(render, 3);
                    assertThat(render.err())
                            .as(render.toString())
                            .anyMatch(line -> line.contains("gull") && line.contains("is cut short"))
                            .anyMatch(line -> line.contains("boat") && line.contains("#EXTM3U"))
                            .anyMatch(line -> line.contains("crowd") && line.contains("is no use"))
                            .anyMatch(line -> line.contains("wave") && line.contains("is no clip: it is empty"))
                            .noneMatch(line -> line.contains("lamp") && line.contains("no use"));
                }
                assertThat(provider.charges()).hasSize(5).noneMatch(SimulatedProvider.Charge::refunded);
                assertThat(folder.resolve("out/film/film.mp4")).doesNotExist();
            }

            provider.mendFaults();
            provider.misbehave(replaced("at the pier", playlist));
            write(STORYBOARD.replace("a crowd at the pier", "a crowd on the quay"));
            try (Program render = render(provider)) {
                Refusals.assertEnds(render, 0);
            }
            assertThat(provider.charges()).hasSize(6).noneMatch(SimulatedProvider.Charge::refunded);
            assertThat(asked).hasValue(0);
        }
        try (MediaEngine engine = new MediaEngine(1)) {
            assertThat(engine.decode(folder.resolve("out/film/film.mp4"), MediaType.MP4, ProgressListener.NONE)
                            .frames())
                    .isBetween(5 * 72L - 4, 5 * 72L);
        }
    }

    private static String replaced(String prompt, String file) {
        ObjectNode fault = JsonNodeFactory.instance.objectNode();
        fault.put("on", "result").put("do", "replace").put("body", file);
        fault.putObject("match").put("prompt_contains", prompt);
        return fault.toString();
    }

    private Program render(SimulatedProvider provider) {
        return new FramespanProgram(folder)
                .with("KLING_API_KEY", Refusals.KEY)
                .with("KLING_BASE_URL", provider.url())
                .start("render", "film.yaml");
    }

    private void write(String storyboard) throws IOException {
        Files.writeString(folder.resolve("film.yaml"), storyboard);
    }
}

package dev.framespan.activities.kling;

import static dev.framespan.activities.http.ScriptedServer.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.framespan.activities.http.ScriptedServer;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.InputPicture;
import dev.framespan.workflows.generation.Prompt;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A provider whose answers a test writes. */
abstract class WithKlingProvider {
    static final String KEY = "sk-very-secret-0123456789";
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final Catalogue CATALOGUE = Catalogue.builtIn();
    static final String ACCEPTED =
            "{\"task_id\":\"t-1\",\"model\":\"kling-v3\",\"action\":\"generate\",\"status\":\"queued\",\"created_at\":1772359200000,\"progress\":0}";
    static final Asset PICTURE = new Asset("a".repeat(64), 10, MediaType.PNG);
    static final InputPicture FIRST = new InputPicture(InputPicture.Role.FIRST_FRAME, PICTURE, null);
    static final InputPicture LAST = new InputPicture(InputPicture.Role.LAST_FRAME, PICTURE, null);

    ScriptedServer server;
    KlingProvider provider;

    @BeforeEach
    void open() throws IOException {
        server = new ScriptedServer();
        provider = at(server.uri("/v1"));
    }

    @AfterEach
    void close() throws IOException {
        provider.close();
        server.close();
    }

    static KlingProvider at(URI base) {
        return new KlingProvider(base, KEY, "example.org", true, CATALOGUE, CLOCK);
    }

    static GenerationRequest clip(
            String model, Action action, String resolution, boolean audio, InputPicture... inputs) {
        return GenerationRequest.of(model, action, Prompt.of("Ein Schiff „Élan“\n\"in sight\""))
                .aspectRatio("16:9")
                .resolution(resolution)
                .seconds(5)
                .audio(audio)
                .inputs(List.of(inputs))
                .build();
    }

    String submit() throws ProviderException {
        return provider.submit(clip("kling-v3", Action.GENERATE, "720p", false), List.of(), Instant.MAX);
    }

    ProviderException failure() {
        ProviderException failure = catchThrowableOfType(ProviderException.class, this::submit);
        assertThat(failure).isNotNull();
        StringWriter all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all));
        assertThat(all.toString()).doesNotContain(KEY);
        return failure;
    }

    TaskStatus status(String body) throws ProviderException {
        server.then(answers(200, body));
        return provider.status("t-1");
    }
}

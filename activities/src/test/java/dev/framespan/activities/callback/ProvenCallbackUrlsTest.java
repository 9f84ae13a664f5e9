package dev.framespan.activities.callback;

import static dev.framespan.activities.http.ScriptedServer.answers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.http.ScriptedServer;
import dev.framespan.activities.store.MemoryStore;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An address is given out while it leads here. */
class ProvenCallbackUrlsTest {
    private static final CallbackTask GULL = new CallbackTask("v1:" + "ab".repeat(32), 1);

    private final MemoryStore store = new MemoryStore();
    private long now = -5;
    private ScriptedServer server;
    private CallbackPaths paths;
    private ProvenCallbackUrls urls;

    @BeforeEach
    void open() throws IOException {
        server = new ScriptedServer();
        paths = paths(store);
        urls = new ProvenCallbackUrls(server.uri("/film/"), paths, () -> now);
    }

    @AfterEach
    void close() throws IOException {
        urls.close();
        server.close();
    }

    private static CallbackPaths paths(MemoryStore store) throws IOException {
        CallbackSecret secret = new CallbackSecret(store);
        secret.make();
        return new CallbackPaths(secret, "example.org");
    }

    /** As a worker of the store does, behind a proxy that takes the first folder away. */
    private void leadsTo(CallbackPaths worker) {
        server.always(exchange -> {
            String path = exchange.getRequestURI().getPath().substring("/film".length());
            String proof = worker.proof(path).orElse("");
            answers(proof.isEmpty() ? 404 : 200, proof).answer(exchange);
        });
    }

    @Test
    void anAddressThatLeadsHereIsAskedOnceAndGivenOut() throws IOException {
        leadsTo(paths(store));

        URI url = urls.of(GULL).orElseThrow();
        urls.of(new CallbackTask(GULL.fingerprint(), 2));

        assertThat(paths.task(url.getPath().substring("/film".length()))).contains(GULL);
        assertThat(url.toString()).startsWith(server.uri("/film/callbacks/").toString());
        assertThat(server.asked()).hasSize(1);
        assertThat(server.asked().toString())
                .as("no secret is told to whoever is there")
                .doesNotContain(
                        new String(store.read(CallbackSecret.RECORD).orElseThrow(), StandardCharsets.ISO_8859_1));
    }

    @Test
    void oneThatLeadsToAnotherStoreOrToAPageIsNot() throws IOException {
        leadsTo(paths(new MemoryStore()));
        assertThat(urls.of(GULL)).isEmpty();

        server.always(answers(200, "<html>"));
        now += Duration.ofMinutes(2).toNanos();
        assertThat(urls.of(GULL)).isEmpty();

        server.always(answers(302, "", "Location", "https://example.org"));
        now += Duration.ofMinutes(2).toNanos();
        assertThat(urls.of(GULL)).isEmpty();
        assertThat(server.asked()).hasSize(3);
    }

    @Test
    void oneThatLeadsHereLaterIsGivenOutThen() throws IOException {
        server.always(answers(502, ""));
        assertThat(urls.of(GULL)).isEmpty();
        leadsTo(paths);

        assertThat(urls.of(GULL)).as("not asked at each submission").isEmpty();
        now += Duration.ofSeconds(61).toNanos();
        assertThat(urls.of(GULL)).isPresent();

        server.always(answers(502, ""));
        now += Duration.ofMinutes(9).toNanos();
        assertThat(urls.of(GULL)).isPresent();
        now += Duration.ofMinutes(2).toNanos();
        assertThat(urls.of(GULL)).isEmpty();
    }

    @Test
    void itIsAskedBeforeTheFirstSubmissionAndWhatWasFoundIsTold() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        leadsTo(paths);

        urls.askNow(told::add);

        String base = server.uri("/film").toString();
        assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(base);
        assertThat(urls.of(GULL)).isPresent();
        assertThat(server.asked()).as("the submission does not ask again").hasSize(1);

        now += Duration.ofMinutes(11).toNanos();
        assertThat(urls.of(GULL)).isPresent();
        assertThat(told).as("what is as it was is not told again").isEmpty();
    }

    @Test
    void oneThatIsMendedAfterTheStartIsToldThen() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        server.always(answers(502, ""));
        urls.askNow(told::add);
        assertThat(told.poll(300, TimeUnit.MILLISECONDS)).isNull();
        assertThat(urls.of(GULL)).isEmpty();

        leadsTo(paths);
        now += Duration.ofSeconds(61).toNanos();

        assertThat(urls.of(GULL)).isPresent();
        assertThat(told).containsExactly(server.uri("/film").toString());
    }

    @Test
    void nothingThatAnswersIsNot() {
        server.close();

        assertThat(urls.of(GULL)).isEmpty();
    }
}

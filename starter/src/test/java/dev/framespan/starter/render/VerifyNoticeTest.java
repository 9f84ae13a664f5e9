package dev.framespan.starter.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.temporal.EmbeddedServer;
import dev.framespan.starter.temporal.TemporalConnection;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.film.FilmInput;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --verify full} of a render that joins its film at work is not lost without a word. */
class VerifyNoticeTest {
    private static final Asset PLAN = new Asset("a".repeat(64), 1, MediaType.JSON);

    @TempDir
    private Path folder;

    @Test
    void aJoiningRenderSaysOnceThatTheFilmIsNotDecodedWholeAndWhatDecodesIt() {
        try (EmbeddedServer server = EmbeddedServer.start();
                TemporalConnection connection = TemporalConnection.toEmbedded(server.address())) {
            DirectoryStore store = DirectoryStore.open(folder);
            FilmWorkflows films = new FilmWorkflows(connection.client(), store);
            films.startOrJoin(request(store, "storm", null));
            films.startOrJoin(request(store, "calm", true));
            List<String> said = new ArrayList<>();

            VerifyNotice.give(films, request(store, "storm", null), said::add);
            VerifyNotice.give(films, request(store, "calm", true), said::add);
            VerifyNotice.give(films, request(store, "never-begun", true), said::add);
            assertThat(said).isEmpty();

            VerifyNotice.give(films, request(store, "storm", true), said::add);
            assertThat(said)
                    .containsExactly(
                            "the film storm is at work without --verify full, and goes on so: the frames around its joins are"
                                    + " decoded; render it again with --verify full when it is done, and all of it is");
        }
    }

    private static RenderRequest request(DirectoryStore store, String film, Boolean decodeAll) {
        return new RenderRequest(
                new FilmFolder.Beginning(film, film, film + ".yaml", PLAN, 2, BigDecimal.ONE, Instant.now()),
                new FilmInput(film, store.id(), PLAN, "simulator", null, null, decodeAll, null),
                Map.of(),
                null,
                decodeAll != null);
    }
}

package dev.framespan.starter.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.exit.UserError;
import dev.framespan.starter.temporal.EmbeddedServer;
import dev.framespan.starter.temporal.TemporalConnection;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.film.FilmInput;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A film at work that a version began which knew cuts alone is the film of the same storyboard still, and nothing is bought twice. */
class PlanOfBeforeTest {
    private static final Asset BEFORE = new Asset("a".repeat(64), 1, MediaType.JSON);
    private static final Asset NOW = new Asset("b".repeat(64), 1, MediaType.JSON);

    @TempDir
    Path folder;

    @Test
    void aFilmAtWorkIsJoinedByThePlanOfBeforeAndByNoOther() {
        DirectoryStore store = DirectoryStore.open(folder);
        try (EmbeddedServer server = EmbeddedServer.start();
                TemporalConnection connection = TemporalConnection.toEmbedded(server.address())) {
            FilmWorkflows films = new FilmWorkflows(connection.client(), store);
            String begun = films.startOrJoin(request(store, BEFORE, null))
                    .getExecution()
                    .getRunId();

            assertThat(films.startOrJoin(request(store, NOW, BEFORE.sha256()))
                            .getExecution()
                            .getRunId())
                    .isEqualTo(begun);
            assertThatThrownBy(() -> films.startOrJoin(request(store, NOW, "c".repeat(64))))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("of another storyboard is still at work");
            assertThatThrownBy(() -> films.startOrJoin(request(store, NOW, null)))
                    .isInstanceOf(UserError.class);
        }
    }

    private static RenderRequest request(DirectoryStore store, Asset plan, String planOfBefore) {
        return new RenderRequest(
                new FilmFolder.Beginning("storm", "Storm", "storm.yaml", plan, 2, BigDecimal.ONE, Instant.now()),
                new FilmInput("storm", store.id(), plan, "simulator", null, null, null, null),
                Map.of(),
                planOfBefore,
                false);
    }
}

package dev.framespan.starter.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.temporal.EmbeddedServer;
import dev.framespan.starter.temporal.TemporalConnection;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.film.FilmInput;
import dev.framespan.workflows.film.FilmReport;
import dev.framespan.workflows.studio.FilmOutcome;
import io.temporal.client.WorkflowStub;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a jar that was built anew makes of the same input is another film; one that is at work is followed, by whatever jar it was begun. */
class AnotherJarTest {
    private static final Asset PLAN = new Asset("a".repeat(64), 1, MediaType.JSON);
    private static final String QUEUE = "songs";
    private static final String OLD = "1".repeat(64);
    private static final String NEW = "2".repeat(64);

    @TempDir
    Path folder;

    @WorkflowInterface
    public interface MusicVideo {
        @WorkflowMethod
        void make();
    }

    public static final class MusicVideoImpl implements MusicVideo {
        @Override
        public void make() {}
    }

    @Test
    void anotherJarMakesTheFilmAnewAndTheSameOneDoesNot() throws IOException {
        DirectoryStore store = DirectoryStore.open(folder);
        try (EmbeddedServer server = EmbeddedServer.start();
                TemporalConnection connection = TemporalConnection.toEmbedded(server.address())) {
            FilmWorkflows films = new FilmWorkflows(connection.client(), store);
            List<String> said = new ArrayList<>();
            WorkflowStub begun = films.startOrJoin(request(store, OLD));
            assertThat(films.known(request(store, NEW))).as("at work").isPresent();

            end(connection, begun);
            new FilmFolder(store)
                    .end("song", new FilmFolder.End(PLAN.sha256(), report(store), Instant.now(), "simulator"));

            JarNotice.give(films, request(store, OLD), said::add);
            assertThat(films.known(request(store, OLD))).isPresent();
            assertThat(said).isEmpty();
            assertThat(films.known(request(store, NEW))).isEmpty();
            JarNotice.give(films, request(store, NEW), said::add);
            assertThat(said)
                    .containsExactly(
                            "the jar of MusicVideo is another one than made the film song: it is made anew, and"
                                    + " what was bought for it is not bought again");
        }
    }

    private static void end(TemporalConnection connection, WorkflowStub run) {
        WorkerFactory factory = WorkerFactory.newInstance(connection.client());
        factory.newWorker(QUEUE).registerWorkflowImplementationTypes(MusicVideoImpl.class);
        factory.start();
        try {
            run.getResult(Void.class);
        } finally {
            factory.shutdownNow();
        }
    }

    private static FilmReport report(DirectoryStore store) throws IOException {
        Asset film = store.keep(new ByteArrayInputStream(new byte[] {1}), 1, MediaType.MP4);
        return new FilmReport(FilmOutcome.DONE, film, film, null, null, null, film, List.of(), null);
    }

    private static RenderRequest request(DirectoryStore store, String jar) {
        return RenderRequest.of(
                new RunStart("MusicVideo", QUEUE, jar, null),
                FilmFolder.Beginning.ofRun("song", "Song", "MusicVideo", null, PLAN, Instant.now()),
                new FilmInput("song", store.id(), PLAN, "simulator", null, null, null, null),
                false);
    }
}

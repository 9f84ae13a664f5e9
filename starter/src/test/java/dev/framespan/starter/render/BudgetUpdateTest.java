package dev.framespan.starter.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.film.BudgetDecisions;
import dev.framespan.activities.film.FilmFolder;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.temporal.EmbeddedServer;
import dev.framespan.starter.temporal.TemporalConnection;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.film.FilmInput;
import dev.framespan.workflows.film.FilmReport;
import dev.framespan.workflows.film.FilmStatus;
import dev.framespan.workflows.film.FilmWorkflow;
import dev.framespan.workflows.film.FilmWorkflowImpl;
import dev.framespan.workflows.generation.TaskQueues;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Workflow;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a budget to a film at work, where no worker answers, and to one that is at work no more. */
class BudgetUpdateTest {
    private static final Asset PLAN = new Asset("a".repeat(64), 1, MediaType.JSON);

    private static EmbeddedServer server;
    private static TemporalConnection connection;

    @TempDir
    Path folder;

    private final List<String> said = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    @BeforeAll
    static void start() {
        server = EmbeddedServer.start();
        connection = TemporalConnection.toEmbedded(server.address());
    }

    @AfterAll
    static void end() {
        connection.close();
        server.close();
    }

    @Test
    void aServerThatHasGoneIsToldFromAFilmThatHasEnded() {
        DirectoryStore store = store();
        try (TemporalConnection gone = TemporalConnection.toEmbedded("127.0.0.1:1")) {
            assertThat(new BudgetUpdate(new FilmWorkflows(gone.client(), store)).raise("storm", BigDecimal.TEN))
                    .isEqualTo(new BudgetUpdate.Answer.ServerGone());
        }
        assertThat(new BudgetUpdate(films(store)).raise("storm", BigDecimal.TEN))
                .isEqualTo(new BudgetUpdate.Answer.NotAtWork());
    }

    @Test
    void whatTheFilmItselfRefusesIsSaidInItsWords() throws IOException {
        DirectoryStore store = begun(new BigDecimal("5"));
        WorkerFactory factory = WorkerFactory.newInstance(connection.client());
        factory.newWorker(TaskQueues.of(request(store, null).input().identity()).films())
                .registerWorkflowImplementationTypes(FilmWorkflowImpl.class);
        factory.start();
        try {
            assertThat(new BudgetUpdate(films(store)).raise("storm", new BigDecimal(-1)))
                    .isEqualTo(new BudgetUpdate.Answer.Refused("a budget is zero US dollars or more, not -1"));
        } finally {
            factory.shutdownNow();
        }
    }

    @Test
    void aJoiningRenderSaysOfASmallerBudgetThatItCountsLater() throws IOException {
        DirectoryStore store = begun(new BigDecimal("5"));
        new BudgetDecisions(store).decide("storm", new BigDecimal("60"), new BigDecimal("5"), Instant.now());

        settle(store, new BigDecimal("7"));

        assertThat(said)
                .containsExactly(
                        "the film storm is at work with a budget of $60.00, and now has a budget of $7.00: that"
                                + " counts from the next render on; framespan budget storm USD raises it at once");
        assertThat(asked).isEmpty();
    }

    @Test
    void aJoiningRenderSaysWhereOneOfThemHasNone() throws IOException {
        settle(begun(new BigDecimal("5")), null);
        settle(begun(null), new BigDecimal("5"));
        settle(begun(new BigDecimal("5.0")), new BigDecimal("5"));

        assertThat(said)
                .containsExactly(
                        "the film storm is at work with a budget of $5.00, and now has no budget: that counts from the next"
                                + " render on; framespan budget storm USD raises it at once",
                        "the film storm is at work with no budget, and now has a budget of $5.00: framespan budget storm 5"
                                + " sets it at once");
    }

    /** It was decided while no worker of the film answered. */
    @Test
    void aJoiningRenderTellsTheFilmOfADecisionThatItHasNotHeardOf() throws IOException {
        DirectoryStore store = begun(new BigDecimal("5"));
        new BudgetDecisions(store).decide("storm", new BigDecimal("60"), new BigDecimal("5"), Instant.now());
        WorkerFactory factory = WorkerFactory.newInstance(connection.client());
        factory.newWorker(TaskQueues.of(request(store, null).input().identity()).films())
                .registerWorkflowImplementationTypes(FilmAtWorkWithForty.class);
        factory.start();
        try {
            settle(store, new BigDecimal("60"));
        } finally {
            factory.shutdownNow();
        }

        assertThat(said)
                .containsExactly(
                        "the film storm may cost $60.00 in all from now on; it was at work with a budget of $40.00");
        assertThat(asked).isEmpty();
    }

    /** A film that waits for ever, and has 40 US dollars until it hears of another budget. */
    public static final class FilmAtWorkWithForty implements FilmWorkflow {
        @Override
        public void abandon() {}

        @Override
        public FilmReport make(FilmInput input) {
            Workflow.await(() -> false);
            return null;
        }

        @Override
        public FilmStatus status() {
            return null;
        }

        @Override
        public Optional<BigDecimal> raiseBudget(BigDecimal usd) {
            return Optional.of(new BigDecimal("40"));
        }

        @Override
        public void validateBudget(BigDecimal usd) {}
    }

    @Test
    void aLargerBudgetIsNotSetWithoutTheOperatorsWord() throws IOException {
        settle(begun(new BigDecimal("5")), new BigDecimal("7"));

        assertThat(asked).containsExactly("Raise the budget of the film storm, which is at work, from $5.00 to $7.00?");
        assertThat(said).containsExactly("the film storm goes on with a budget of $5.00");
    }

    private DirectoryStore store() {
        return DirectoryStore.open(
                folder.resolve("store-" + said.size() + "-" + Instant.now().toEpochMilli()));
    }

    /** A film that was begun with a budget, and that no worker makes. */
    private DirectoryStore begun(BigDecimal budgetUsd) throws IOException {
        DirectoryStore store = store();
        RenderRequest request = request(store, budgetUsd);
        new FilmFolder(store).begin(request.beginning());
        films(store).startOrJoin(request);
        return store;
    }

    private void settle(DirectoryStore store, BigDecimal budgetUsd) {
        new JoinedBudget(store, said::add, question -> !asked.add(question))
                .settle(films(store), request(store, budgetUsd));
    }

    private static FilmWorkflows films(DirectoryStore store) {
        return new FilmWorkflows(connection.client(), store);
    }

    private static RenderRequest request(DirectoryStore store, BigDecimal budgetUsd) {
        FilmFolder.Beginning beginning =
                new FilmFolder.Beginning("storm", "Storm", "storm.yaml", PLAN, 2, BigDecimal.ONE, Instant.now());
        return new RenderRequest(
                beginning.budgetUsd(budgetUsd),
                new FilmInput("storm", store.id(), PLAN, "simulator", budgetUsd, null, null, null),
                Map.of(),
                null,
                false);
    }
}

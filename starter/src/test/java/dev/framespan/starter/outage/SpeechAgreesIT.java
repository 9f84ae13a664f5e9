package dev.framespan.starter.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.activities.film.Decisions;
import dev.framespan.activities.kling.KlingFactory;
import dev.framespan.activities.ledger.FilmSpending;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.SimulatedProvider;
import dev.framespan.starter.temporal.EmbeddedServer;
import dev.framespan.starter.temporal.TemporalConnection;
import dev.framespan.worker.FramespanWorker;
import dev.framespan.worker.Hosting;
import dev.framespan.worker.ProviderAccount;
import dev.framespan.worker.WorkerSettings;
import dev.framespan.workflows.account.Account;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.SpeechModel;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.GenerationWorkflow;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.Realm;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.Take;
import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.generation.WorkIdentity;
import dev.framespan.workflows.studio.StopPolicies;
import io.temporal.client.WorkflowOptions;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker has texts spoken by the simulator: every model in every voice, and what is charged is what the ledger says, to the last digit. */
@Tag("long")
class SpeechAgreesIT {
    private static final String TEXT = "The light went out in March, and nobody came.";
    private static final double RATE = 48_000;

    @TempDir
    Path folder;

    private SimulatedProvider simulator;
    private EmbeddedServer server;
    private TemporalConnection temporal;
    private DirectoryStore store;
    private Catalogue catalogue;
    private FramespanWorker worker;
    private int made;

    @BeforeEach
    void open() throws Exception {
        simulator = new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "60");
        server = EmbeddedServer.start();
        temporal = TemporalConnection.toEmbedded(server.address());
        store = DirectoryStore.open(folder.resolve("store"));
        catalogue = Catalogue.read(Files.writeString(
                folder.resolve("own.json"),
                "{\"speech\":[{\"name\":\"tts-1\",\"usd_per_character\":0.000015},"
                        + "{\"name\":\"tts-1-hd\",\"usd_per_character\":0.00003}]}"));
        worker = work();
    }

    @AfterEach
    void close() {
        worker.close();
        temporal.close();
        server.close();
        simulator.close();
    }

    private FramespanWorker work() {
        return FramespanWorker.start(
                temporal.client(),
                store,
                List.of(new ProviderAccount(
                        new KlingFactory(),
                        List.of("kling"),
                        URI.create(simulator.url()),
                        "key",
                        new Account(Realm.LOOPBACK, "speech"),
                        4,
                        100,
                        Optional.empty(),
                        Optional.empty())),
                new WorkerSettings(
                        catalogue,
                        1,
                        1,
                        InetAddress.getLoopbackAddress(),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ZERO,
                        StopPolicies.ASK,
                        Optional.empty(),
                        Optional.empty(),
                        Hosting.ALONE,
                        Optional.empty()));
    }

    private Take speak(String model, String voice, String text, String id) {
        WorkIdentity identity = new WorkIdentity(store.id(), Realm.LOOPBACK);
        Purchase purchase = new Purchase(
                "film",
                "run",
                id,
                GenerationRequest.speech(model, voice, Prompt.of(text)),
                identity,
                new BigDecimal("5"),
                null,
                null);
        WorkflowOptions options = WorkflowOptions.newBuilder()
                .setWorkflowId("film/1/" + id + "-" + ++made)
                .setTaskQueue(TaskQueues.of(identity).films())
                .setWorkflowExecutionTimeout(Duration.ofMinutes(3))
                .build();
        return temporal.client()
                .newWorkflowStub(GenerationWorkflow.class, options)
                .make(purchase, 0, GenerationWorkflow.REVISION);
    }

    private Stop stop(String text, String id) {
        return Stop.of(catchThrowable(() -> speak("tts-1", "nova", text, id))).orElseThrow();
    }

    private int charges() {
        return simulator.charges().size();
    }

    private void assertAgreed(BigDecimal perhaps) throws Exception {
        JsonNode theirs = simulator.ledger();
        FilmSpending ours = FilmSpending.of(store, "film").get(0);
        assertThat(ours.spentUsd().add(perhaps))
                .isEqualByComparingTo(new BigDecimal(theirs.path("charged_usd").asText()));
        assertThat(ours.doubtfulUsd()).isEqualByComparingTo(perhaps);
    }

    @Test
    void everyModelSpeaksInEveryVoiceAtItsPriceAndIsHadForNothingAfterwards() throws Exception {
        int combinations = 0;
        for (SpeechModel model : catalogue.speech()) {
            for (String voice : model.voices()) {
                Take take = speak(model.name(), voice, TEXT, model.name() + "-" + voice);
                combinations++;
                assertThat(take.samples() / RATE)
                        .as(model.name() + " " + voice)
                        .isCloseTo(TEXT.length() / 15.0, within(1.0));
                assertThat(take.priceUsd())
                        .isEqualByComparingTo(model.price(TEXT).orElseThrow().usd());
            }
        }
        assertThat(combinations).isEqualTo(12);
        assertAgreed(BigDecimal.ZERO);

        Take again = speak("tts-1", "nova", TEXT, "again");
        assertThat(again.samples()).isPositive();
        assertThat(charges()).isEqualTo(12);
    }

    @Test
    void lostAndSpoiledAnswersAreBoughtOnceMoreOnTheOperatorsDecisionAlone() throws Exception {
        BigDecimal one = catalogue.needSpeech("tts-1").price(TEXT).orElseThrow().usd();
        fault("submit", "drop_after_accept");
        assertThat(stop(TEXT, "lost").kind()).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(stop(TEXT, "lost").kind()).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(charges()).isEqualTo(1);
        assertAgreed(one);

        new Decisions(store).rebuy("film", "lost", Clock.systemUTC().instant());
        assertThat(speak("tts-1", "nova", TEXT, "lost").samples()).isPositive();
        assertThat(charges()).isEqualTo(2);
        assertAgreed(one);

        fault("result", "stub");
        Stop gone = stop("A stub.", "stub");
        assertThat(gone.kind()).isEqualTo(FailureKind.GONE);
        assertThat(stop("A stub.", "stub").kind()).isEqualTo(FailureKind.GONE);
        assertThat(charges()).isEqualTo(3);
        new Decisions(store).rebuy("film", "stub", Clock.systemUTC().instant());
        assertThat(speak("tts-1", "nova", "A stub.", "stub").samples()).isPositive();
        assertThat(charges()).isEqualTo(4);
        assertAgreed(one);
    }

    @Test
    void refusalsAreWaitedForOrSaidAndCostNothing() throws Exception {
        fault("submit", "status:429");
        assertThat(speak("tts-1", "nova", TEXT, "busy").samples()).isPositive();
        assertThat(stop("[refuse] this", "refused").kind()).isEqualTo(FailureKind.POLICY);
        simulator.set("{\"balance_usd\": 0.0001}");
        assertThat(stop("No money for that.", "poor").kind()).isEqualTo(FailureKind.BALANCE);

        assertThat(charges()).isEqualTo(1);
        assertAgreed(BigDecimal.ZERO);
    }

    @Test
    void aProviderThatDiesInTheAirLeavesADoubtThatOutlivesTheWorker() throws Exception {
        simulator.misbehave("{\"on\":\"submit\",\"match\":{\"action\":\"speech\"},\"times\":1,\"do\":\"delay:20000\"}");
        Thread killer = new Thread(() -> {
            while (charges() == 0) {
                Thread.onSpinWait();
            }
            simulator.kill();
        });
        killer.start();
        assertThat(stop(TEXT, "air").kind()).isEqualTo(FailureKind.AMBIGUOUS);
        killer.join();
        worker.close();
        simulator.serve();
        simulator.mendFaults();
        worker = work();

        assertThat(stop(TEXT, "air").kind()).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(charges()).isEqualTo(1);
        new Decisions(store).rebuy("film", "air", Clock.systemUTC().instant());
        assertThat(speak("tts-1", "nova", TEXT, "air").samples()).isPositive();
        assertThat(charges()).isEqualTo(2);
    }

    private void fault(String on, String effect) {
        simulator.misbehave(
                "{\"on\":\"" + on + "\",\"match\":{\"action\":\"speech\"},\"times\":1,\"do\":\"" + effect + "\"}");
    }
}

package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.starter.process.Await;
import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import dev.framespan.starter.process.SimulatedProvider;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.GenerationWorkflow;
import dev.framespan.workflows.generation.Prompt;
import dev.framespan.workflows.generation.Purchase;
import dev.framespan.workflows.generation.Realm;
import dev.framespan.workflows.generation.Take;
import dev.framespan.workflows.generation.TaskQueues;
import dev.framespan.workflows.generation.WorkIdentity;
import dev.framespan.workflows.payload.Payloads;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The provider calls when a task has ended, on a real server: films hear of it at once, and whatever else is called changes nothing. */
@Tag("long")
class CalledBackIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int STILLS = 20;

    @TempDir
    Path folder;

    private final int port = TemporalDevServer.freePort();
    private TemporalDevServer temporal;
    private WorkflowServiceStubs stubs;
    private SimulatedProvider provider;

    @BeforeEach
    void open() throws IOException {
        temporal = TemporalDevServer.start(folder);
        provider = new SimulatedProvider(new FramespanProgram(folder), folder.resolve("provider"), "12");
        Files.writeString(folder.resolve("few.yaml"), waves(3));
        Files.writeString(
                folder.resolve("one.yaml"), "shots:\n  - { id: gull, duration: 3, prompt: a gull flies by }\n");
        Files.copy(folder.resolve("one.yaml"), folder.resolve("two.yaml"));
    }

    @AfterEach
    void close() {
        if (stubs != null) {
            stubs.shutdownNow();
        }
        provider.close();
        temporal.close();
    }

    private static String waves(int shots) {
        StringBuilder storyboard = new StringBuilder("shots:\n");
        for (int i = 1; i <= shots; i++) {
            storyboard
                    .append("  - { id: s")
                    .append(i)
                    .append(", duration: 3, prompt: wave ")
                    .append(i)
                    .append(" }\n");
        }
        return storyboard.toString();
    }

    private FramespanProgram framespan() {
        return new FramespanProgram(folder)
                .with("KLING_BASE_URL", provider.url())
                .with("KLING_API_KEY", "test-key")
                .with("KLING_REQUESTS_PER_SECOND", "100")
                .with("FRAMESPAN_PUBLIC_URL", "http://127.0.0.1:" + port)
                .with("FRAMESPAN_ASSET_PORT", Integer.toString(port));
    }

    private Program worker(FramespanProgram framespan) {
        Program worker = framespan.start("worker", "--temporal", temporal.address(), "--store", "store");
        worker.awaitLine(line -> line.contains("worker ready"), PATIENCE);
        return worker;
    }

    private Program render(String film) {
        return framespan()
                .start("render", film + ".yaml", "--temporal", temporal.address(), "--store", "store", "--out", film);
    }

    private AwaitedTasks awaited(String film) throws IOException {
        return AwaitedTasks.ofFilm(client(), film + "@" + storeId().substring(0, 8));
    }

    private String storeId() throws IOException {
        return Payloads.json()
                .readTree(folder.resolve("store/framespan-store.json").toFile())
                .path("id")
                .asText();
    }

    private WorkflowClient client() {
        if (stubs == null) {
            stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                    .setTarget(temporal.address())
                    .build());
        }
        return WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build());
    }

    private long polls() {
        long polls = 0;
        for (JsonNode entry : provider.ledger().path("entries")) {
            polls += entry.path("polls").asLong();
        }
        return polls;
    }

    private String callbackUrl() throws IOException {
        try (var files = Files.walk(folder.resolve("provider/tasks"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                JsonNode url = Payloads.json().readTree(file.toFile()).findValue("callback_url");
                if (url != null) {
                    return url.asText();
                }
            }
        }
        throw new AssertionError("no task carries a callback");
    }

    @Test
    void generationsHearAtOnceOfWhatHasEndedAndHardlyAsk() throws Exception {
        provider.set("{\"speed\": 1}"); // stills of 1 to 30 seconds
        try (Program worker = worker(framespan())) {
            make("first", 1);
            assertThat(folder.resolve("store/callbacks/loopback.json"))
                    .content()
                    .contains("true");
            long before = polls();

            AwaitedTasks awaited = AwaitedTasks.of(client(), make("wave", STILLS));

            List<Duration> lags = awaited.lags(provider);
            double polls = (polls() - before) / (double) STILLS;
            System.out.printf(
                    "callbacks: mean lag %s of %d tasks, %.1f status calls a task, %.1f events a generation%n",
                    AwaitedTasks.mean(lags), lags.size(), polls, awaited.eventsEach());
            assertThat(lags).hasSize(STILLS);
            // A quiet machine takes a tenth of it; a look that no call brings about comes after fifteen seconds.
            assertThat(AwaitedTasks.mean(lags)).isLessThan(Duration.ofSeconds(2));
            assertThat(polls).isLessThanOrEqualTo(3);
            assertThat(awaited.eventsEach()).isLessThanOrEqualTo(31);
            assertThat(worker.toString()).doesNotContain("/callbacks/");
        }
    }

    private List<String> make(String prompt, int number) throws Exception {
        WorkIdentity identity = new WorkIdentity(storeId(), Realm.LOOPBACK);
        List<WorkflowStub> stubs = new ArrayList<>();
        for (int i = 1; i <= number; i++) {
            GenerationRequest request = GenerationRequest.of(
                            "doubao-seedream-4.0", Action.GENERATE, Prompt.of(prompt + " " + i))
                    .aspectRatio("16:9")
                    .resolution("1K")
                    .build();
            WorkflowStub stub = client().newUntypedWorkflowStub(
                            GenerationWorkflow.TYPE,
                            WorkflowOptions.newBuilder()
                                    .setWorkflowId("own/" + prompt + "/" + i)
                                    .setTaskQueue(TaskQueues.of(identity).films())
                                    .build());
            stub.start(new Purchase("own", "run", prompt + i, request, identity), 0);
            stubs.add(stub);
        }
        for (WorkflowStub stub : stubs) {
            stub.getResult(PATIENCE.toSeconds(), TimeUnit.SECONDS, Take.class);
        }
        return stubs.stream().map(stub -> stub.getExecution().getWorkflowId()).toList();
    }

    @Test
    void twoFilmsThatAwaitOneTaskAreBothTold() throws IOException {
        provider.misbehave("{\"on\":\"callback\",\"do\":\"repeat\"}");
        try (Program worker = worker(framespan());
                Program one = render("one");
                Program two = render("two")) {
            one.assertEnds(0, PATIENCE, worker);
            two.assertEnds(0, PATIENCE, worker);

            assertThat(provider.charges()).hasSize(1);
            assertThat(awaited("one").lags(provider)).hasSize(1);
            assertThat(awaited("two").lags(provider)).hasSize(1);
        }
    }

    @Test
    void aTaskThatFailsStopsItsFilmInTheSameWordsAsAPollWould() throws IOException {
        try (Program worker = worker(framespan())) {
            try (Program first = render("one")) {
                first.assertEnds(0, PATIENCE, worker);
            }
            provider.misbehave("{\"on\":\"task\",\"do\":\"fail_policy\",\"match\":{\"prompt_contains\":\"wave 2\"}}");
            try (Program render = render("few")) {
                render.awaitEnd(PATIENCE);
                assertThat(String.join("\n", render.err()))
                        .contains("s2", "refused by the provider's content policy", "--rebuy s2");
            }
            assertThat(AwaitedTasks.mean(awaited("few").lags(provider))).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void whatACallIsLostAboutThePollFindsAndAsksAsEverUntilTheNextOne() throws IOException {
        try (Program worker = worker(framespan())) {
            try (Program first = render("one")) {
                first.assertEnds(0, PATIENCE, worker);
            }
            Path health = folder.resolve("store/callbacks/loopback.json");
            assertThat(health).content().contains("true");
            provider.misbehave("{\"on\":\"callback\",\"do\":\"drop\"}");
            try (Program render = render("few")) {
                render.assertEnds(0, PATIENCE, worker);
            }
            Await.until("a missed call is noted", Duration.ofSeconds(20), () -> {
                try {
                    return Files.readString(health).contains("false");
                } catch (IOException e) {
                    return false;
                }
            });
        }
    }

    @Test
    void whatIsCalledWithoutReasonChangesNothing() throws Exception {
        try (Program worker = worker(framespan())) {
            worker.awaitLine(line -> line.contains("called at http://127.0.0.1:" + port), PATIENCE);
            assertThat(worker.toString()).contains("asset port " + port);
            try (Program first = render("one")) {
                first.assertEnds(0, PATIENCE, worker);
            }
            String url = callbackUrl();
            long polls = polls();

            assertThat(posted(url, 10)).as("a replay").contains(" 204 ");
            assertThat(posted(url.substring(0, url.length() - 1) + "x", 10)).contains(" 404 ");
            assertThat(posted(url.replace("/1/", "/2/"), 10)).contains(" 404 ");
            assertThat(posted(url, 10_000_000)).doesNotContain(" 204 ");
            for (int i = 0; i < 300; i++) {
                posted(url, 100);
            }

            assertThat(polls()).as("nothing is looked at for it").isEqualTo(polls);
            try (Program again = render("two")) {
                again.assertEnds(0, PATIENCE, worker);
            }
        }
    }

    @Test
    void onTheEmbeddedServerPollsGoOnAsEver() throws IOException {
        try (Program render = framespan().start("render", "few.yaml", "--store", "store", "--out", "few", "--yes")) {
            render.assertEnds(0, PATIENCE);
        }
        assertThat(callbackUrl()).contains("/callbacks/");
        assertThat(provider.charges()).hasSize(3);
        assertThat(folder.resolve("store/callbacks/loopback.json")).doesNotExist();
        assertThat(folder.resolve("store/callbacks/told")).doesNotExist();
    }

    @Test
    void anAddressThatLeadsElsewhereIsSaidAndNotGivenOut() throws IOException {
        FramespanProgram elsewhere =
                framespan().with("FRAMESPAN_PUBLIC_URL", "http://127.0.0.1:" + TemporalDevServer.freePort());
        try (Program worker = worker(elsewhere);
                Program render = render("one")) {
            render.assertEnds(0, PATIENCE, worker);

            assertThat(worker.toString()).contains("does not lead to this store's worker (it does not answer)");
            try (var files = Files.walk(folder.resolve("provider/tasks"))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    assertThat(Files.readString(file)).doesNotContain("/callbacks/");
                }
            }
        }
    }

    private String posted(String url, int length) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            try {
                out.write(("POST " + URI.create(url).getPath() + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                                + "\r\nContent-Length: " + length + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.write(new byte[length]);
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            } catch (IOException e) {
                return "cut off";
            }
        }
    }
}

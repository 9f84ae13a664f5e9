package dev.framespan.activities.generation;

import static dev.framespan.activities.http.ScriptedServer.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.activities.account.TaskPermits;
import dev.framespan.activities.http.PublicAddress;
import dev.framespan.activities.http.ResultUrlPolicy;
import dev.framespan.activities.http.ScriptedServer;
import dev.framespan.activities.kling.KlingProvider;
import dev.framespan.activities.ledger.Charge;
import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.activities.testing.TestTask;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.AwaitActivity;
import dev.framespan.workflows.generation.CancelActivity;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.FetchActivity;
import dev.framespan.workflows.generation.ProviderTask;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.payload.Payloads;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Awaiting, fetching and cancelling, each alone, over real HTTP. */
class AwaitAndFetchTest {
    private static final String KEY = "sk-secret";
    private static final byte[] CLIP = mp4(5000);
    private static final Catalogue CATALOGUE = Catalogue.builtIn();

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private ScriptedServer server;
    private DirectoryStore store;
    private Ledger ledger;
    private ProviderTask task;

    @BeforeEach
    void open() throws IOException {
        server = new ScriptedServer();
        store = DirectoryStore.open(folder);
        ledger = new Ledger(store);
        task = TestTask.submittedAt(clock.instant()).take(2).build();
    }

    @AfterEach
    void nothingIsLeftInTheMaking() throws IOException {
        try (Stream<Path> left = Files.list(store.scratch())) {
            assertThat(left).isEmpty();
        }
        server.close();
    }

    private static byte[] mp4(int length) {
        byte[] bytes = new byte[length];
        System.arraycopy("\0\0\0\u0018ftypisom".getBytes(StandardCharsets.ISO_8859_1), 0, bytes, 0, 12);
        return bytes;
    }

    private interface Doing<A> {
        void with(A activity);
    }

    private <A> Throwable run(Class<A> type, boolean local, Doing<A> doing) throws IOException {
        TestActivityEnvironment temporal = TestActivityEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .build());
        try (KlingProvider provider = new KlingProvider(server.uri("/v1"), KEY, "loopback", local, CATALOGUE, clock);
                FetchActivityImpl fetch = new FetchActivityImpl(store, provider, clock)) {
            temporal.registerActivitiesImplementations(
                    new AwaitActivityImpl(store, provider, TaskPermits.UNLIMITED, clock),
                    fetch,
                    new CancelActivityImpl(store, provider, TaskPermits.UNLIMITED, clock));
            A activity = temporal.newActivityStub(
                    type,
                    io.temporal.activity.ActivityOptions.newBuilder()
                            .setStartToCloseTimeout(Duration.ofMinutes(1))
                            .setRetryOptions(io.temporal.common.RetryOptions.newBuilder()
                                    .setMaximumAttempts(1)
                                    .build())
                            .build());
            return catchThrowable(() -> doing.with(activity));
        } finally {
            temporal.close();
        }
    }

    private static ApplicationFailure failure(Throwable thrown) {
        Throwable cause = thrown;
        while (cause != null && !(cause instanceof ApplicationFailure)) {
            cause = cause.getCause();
        }
        assertThat(cause).as(String.valueOf(thrown)).isNotNull();
        return (ApplicationFailure) cause;
    }

    private static Stop stop(Throwable thrown) {
        return Stop.of(thrown).orElseThrow(() -> new AssertionError(thrown));
    }

    private Throwable await(boolean local) throws IOException {
        return run(AwaitActivity.class, local, activity -> activity.await(task));
    }

    private Throwable fetch(boolean local) throws IOException {
        return run(FetchActivity.class, local, activity -> activity.fetch(task));
    }

    @ParameterizedTest(name = "after {0} s the next look comes in {1} ms")
    @CsvSource({"0,3000", "1,2000", "3,2000", "20,2000", "60,5000", "290,5000", "300,15000", "3000,15000"})
    void aTaskIsLookedAtSeldomWhileItIsYoungAndNeverTooOften(long waited, long millis) throws IOException {
        server.always(answers(200, "{\"status\":\"processing\",\"progress\":40}"));
        clock.advance(Duration.ofSeconds(waited));

        ApplicationFailure notYet = failure(await(false));

        assertThat(notYet.getNextRetryDelay()).isEqualTo(Duration.ofMillis(millis));
        assertThat(notYet.getCategory()).isEqualTo(io.temporal.failure.ApplicationErrorCategory.BENIGN);
        assertThat(notYet.isNonRetryable()).isFalse();
        assertThat(server.asked()).hasSize(waited < 3 ? 0 : 1);
    }

    @Test
    void onThisMachineTheFirstLookComesSooner() throws IOException {
        assertThat(failure(await(true)).getNextRetryDelay()).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aClockThatDiffersDoesNotKeepATaskWaiting() throws IOException {
        clock.advance(Duration.ofMinutes(-10));

        assertThat(failure(await(false)).getNextRetryDelay()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aTaskWhoseEntryIsMissingIsWrittenDown() throws IOException {
        server.always(answers(200, "{\"status\":\"completed\",\"progress\":100}"));
        clock.advance(Duration.ofSeconds(5));

        assertThat(await(false)).isNull();

        assertThat(ledger.of(task.fingerprint(), 1).orElseThrow().state())
                .isEqualTo(new LedgerEntry.Submitted(task.submittedAt(), "t-1"));
    }

    @ParameterizedTest
    @CsvSource({
        "failed,task_failed,FAILED,render again",
        "failed,content_policy,POLICY,--rebuy gull",
        "cancelled,,CANCELLED,render again"
    })
    void aTaskThatEndsWithoutAResultIsWrittenDownAndStops(String state, String code, FailureKind kind, String cure)
            throws IOException {
        server.always(answers(
                200, "{\"status\":\"" + state + "\",\"error\":{\"message\":\"because\",\"code\":\"" + code + "\"}}"));
        clock.advance(Duration.ofSeconds(5));

        Stop stop = stop(await(false));

        assertThat(stop.kind()).isEqualTo(kind);
        assertThat(stop.task()).isEqualTo("t-1");
        assertThat(stop.message()).contains(cure);
        assertThat(((LedgerEntry.Failed)
                                ledger.of(task.fingerprint(), 1).orElseThrow().state())
                        .kind())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503})
    void aLookThatFailsIsJustMadeAgain(int status) throws IOException {
        server.always(answers(status, "<html>busy</html>"));
        clock.advance(Duration.ofSeconds(5));

        ApplicationFailure failure = failure(await(false));

        assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(2));
        assertThat(failure.getOriginalMessage()).contains("busy (HTTP " + status + ")");
        assertThat(failure.getType()).isEqualTo(AwaitActivity.UNANSWERED);
    }

    @Test
    void aProviderThatCannotBeReachedIsNamedWhileItIsAskedAgain() throws IOException {
        server.close();
        clock.advance(Duration.ofSeconds(5));

        for (Throwable thrown : List.of(await(false), fetch(true))) {
            assertThat(failure(thrown).getOriginalMessage())
                    .matches(
                            "the provider does not answer: no connection to 127\\.0\\.0\\.1:[0-9]+: Connection refused");
            assertThat(failure(thrown).isNonRetryable()).isFalse();
        }
    }

    @Test
    void aRefusedKeyStopsTheWaitingAndKeepsTheTask() throws IOException {
        server.always(answers(401, ""));
        clock.advance(Duration.ofSeconds(5));

        assertThat(stop(await(false)).kind()).isEqualTo(FailureKind.UNAUTHORIZED);
        assertThat(ledger.of(task.fingerprint(), 1).orElseThrow().state()).isInstanceOf(LedgerEntry.Submitted.class);
    }

    @Test
    void anUnknownTaskIsAskedAboutAgainBeforeItIsLost() throws IOException {
        server.always(answers(404, ""));
        clock.advance(Duration.ofSeconds(5));

        assertThat(failure(await(false)).getNextRetryDelay()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aStateThatNoPageNamesIsAwaitedAndSaid() throws IOException {
        server.always(answers(200, "{\"status\":\"reviewing\\u001b[2J\",\"progress\":40}"));
        clock.advance(Duration.ofSeconds(60));

        ApplicationFailure failure = failure(await(false));

        assertThat(failure.getType()).isEqualTo(AwaitActivity.UNANSWERED);
        assertThat(failure.isNonRetryable()).isFalse();
        assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(5));
        assertThat(failure.getOriginalMessage())
                .contains("the provider says \"reviewing", "a state that none of its pages names")
                .doesNotContain("\u001b");
        assertThat(ledger.of(task.fingerprint(), 1).orElseThrow().state()).isInstanceOf(LedgerEntry.Submitted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "cancelled,true,the task was cancelled at the provider; the provider refunded it,NONE",
        "cancelled,false,the task was cancelled at the provider; the provider did not refund it,KEPT",
        "failed,true,no reason given; the provider refunded it,NONE",
        "failed,false,no reason given; the provider did not refund it,KEPT"
    })
    void whatTheProviderSaysAboutThePriceIsWrittenDownAndSaid(
            String state, boolean refunded, String words, Charge charge) throws IOException {
        server.always(
                answers(200, "{\"status\":\"" + state + "\",\"refunded\":" + refunded + ",\"refunded_quota\":178500}"));
        clock.advance(Duration.ofSeconds(60));

        assertThat(stop(await(false)).message()).contains(words);

        LedgerEntry.Failed failed = (LedgerEntry.Failed)
                ledger.of(task.fingerprint(), 1).orElseThrow().state();
        assertThat(failed.refunded()).isEqualTo(refunded);
        assertThat(failed.refundedQuota()).isEqualTo(178_500L);
        assertThat(Charge.of(failed)).isEqualTo(charge);
    }

    @Test
    void aTaskThatTakesDaysIsWaitedFor() throws IOException {
        server.always(answers(200, "{\"status\":\"processing\"}"));
        clock.advance(Duration.ofDays(6));

        assertThat(failure(await(false)).getNextRetryDelay()).isEqualTo(Duration.ofSeconds(15));
    }

    private void completed(String link) {
        server.then(answers(
                200,
                "{\"status\":\"completed\",\"result\":{\"videos\":[{\"url\":[\"" + link
                        + "\"],\"expires_at\":1900000000}]}}"));
    }

    @Test
    void aClipIsFetchedAndTheKeyStaysAtHome() throws IOException {
        completed(server.uri("/files/1.mp4").toString());
        server.then(answers(200, CLIP, "Content-Type", "text/plain"));
        Asset[] kept = new Asset[1];

        assertThat(run(
                        FetchActivity.class,
                        true,
                        activity -> kept[0] = activity.fetch(task).asset()))
                .isNull();

        assertThat(kept[0].type()).isEqualTo(MediaType.MP4);
        assertThat(Files.readAllBytes(store.file(kept[0]))).isEqualTo(CLIP);
        assertThat(server.asked().get(0).header("Authorization")).isEqualTo("Bearer " + KEY);
        assertThat(server.asked().get(1).headers()).doesNotContainKey("Authorization");
    }

    @Test
    void anExpiredLinkIsAskedForAnew() throws IOException {
        completed(server.uri("/old").toString());
        server.then(answers(403, "expired"));
        completed(server.uri("/new").toString());
        server.then(answers(200, CLIP));

        assertThat(failure(fetch(true)).isNonRetryable()).isFalse();
        assertThat(fetch(true)).isNull();
        assertThat(server.asked().get(3).path()).isEqualTo("/new");
    }

    @Test
    void aDownloadThatBreaksOffIsTriedAgainAndLeavesNothing() throws IOException {
        completed(server.uri("/files/1.mp4").toString());
        server.then(ScriptedServer.breaksOffAfter(CLIP, 100_000));

        ApplicationFailure failure = failure(fetch(true));

        assertThat(failure.isNonRetryable()).isFalse();
        assertThat(failure).hasMessageContaining("broke off");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>login</html>", "", "\u0089PNG\r\n\u001a\n...."})
    void whatIsNoClipIsRefused(String body) throws IOException {
        completed(server.uri("/files/1.mp4").toString());
        server.then(answers(200, body.getBytes(StandardCharsets.ISO_8859_1), "Content-Type", "video/mp4"));

        Stop stop = stop(fetch(true));

        assertThat(stop.kind()).isEqualTo(FailureKind.UNUSABLE);
        assertThat(stop.message()).contains("no clip").contains("--rebuy gull");
    }

    @Test
    void whatIsTooLargeIsRefusedBeforeItIsFetched() throws IOException {
        completed(server.uri("/files/1.mp4").toString());
        server.then(exchange -> {
            exchange.sendResponseHeaders(200, 3_000_000_000L);
            exchange.getResponseBody().write(CLIP);
        });

        Stop stop = stop(fetch(true));

        assertThat(stop.kind()).isEqualTo(FailureKind.UNUSABLE);
        assertThat(stop.message()).contains("larger than");
    }

    @Test
    void aProviderFarAwayDoesNotLeadIntoThisNetwork() throws IOException {
        completed(server.uri("/files/1.mp4").toString());

        Stop stop = stop(fetch(false));

        assertThat(stop.kind()).isEqualTo(FailureKind.UNUSABLE);
        assertThat(stop.message()).contains("private network");
        assertThat(server.asked()).hasSize(1);
    }

    /** Where no result is, wherever the provider is. */
    private static final String ELSEWHERE = "http://169.254.169.254/x | http://169.254.169.254:80/x"
            + " | https://169.254.169.254/x | http://10.1.2.3/x.mp4 | http://192.168.255.254:8080/x.mp4"
            + " | http://172.31.255.254/x | http://100.64.0.1/x | http://[fe80::1]/x | http://[fe80::1%25lo]/x"
            + " | http://[::1%25lo]/x | http://[::ffff:169.254.169.254]/x | http://[fd00:ec2::254]/x"
            + " | http://[64:ff9b::a9fe:a9fe]/x | http://[2002:a9fe:a9fe::1]/x | http://2852039166/x"
            + " | http://0xa9fea9fe/x | http://0251.0376.0251.0376/x | http://169.254.43518/x"
            + " | http://169.254.169.254./x | http://0.0.0.0/x | http://255.255.255.255/x";

    static Stream<String> elsewhere() {
        return Stream.of(ELSEWHERE.split(" \\| "));
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void noLinkLeadsToOtherMachinesOfAPrivateNetwork(String link) throws IOException {
        for (boolean local : new boolean[] {true, false}) {
            completed(link);

            assertRefused(fetch(local));
        }
        assertThat(server.asked()).hasSize(2).allMatch(asked -> asked.path().equals("/v1/tasks/t-1"));
    }

    @ParameterizedTest
    @MethodSource("elsewhere")
    void noRedirectionLeadsThereEither(String link) throws IOException {
        completed(server.uri("/files/1.mp4").toString());
        server.then(answers(302, "", "Location", link));

        assertRefused(fetch(true));
        assertThat(server.asked()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost/x", "http://127.0.0.1/x", "http://[::1]/x", "http://metadata.google.internal/x"
            })
    void aProviderFarAwayNamesNothingOfThisMachine(String link) throws IOException {
        completed(link);

        assertRefused(fetch(false));
    }

    private static void assertRefused(Throwable thrown) {
        Stop stop = stop(thrown);
        assertThat(stop.kind()).isEqualTo(FailureKind.UNUSABLE);
        assertThat(stop.id()).isEqualTo("gull");
        assertThat(stop.code()).isEqualTo(Stop.REFUSED_LINK);
        assertThat(stop.message()).contains("the provider's link", "not followed", "--rebuy gull");
        assertThat(failure(thrown).isNonRetryable()).isTrue();
    }

    @Test
    void aProviderOnThisMachineMayNameThisMachineByAnyOfItsAddresses() throws Exception {
        int port = server.uri("/").getPort();
        for (String host : List.of("localhost", "127.0.0.1")) {
            completed("http://" + host + ":" + port + "/files/1.mp4");
            server.then(answers(200, CLIP));
            assertThat(fetch(true)).isNull();
        }
        for (InetAddress own : NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLinkLocalAddress())
                .toList()) {
            assertThat(ResultUrlPolicy.of(true).allows(own)).as(own.toString()).isTrue();
            assertThat(ResultUrlPolicy.of(false).allows(own)).as(own.toString()).isEqualTo(PublicAddress.is(own));
        }
    }

    @Test
    void aFewRedirectionsAreFollowedWithoutTheKey() throws IOException {
        completed(server.uri("/files/1.mp4").toString());
        server.then(
                answers(302, "", "Location", "/2"),
                answers(307, "", "Location", server.uri("/3").toString()),
                answers(303, "", "Location", "4?a=b"),
                answers(200, CLIP));

        assertThat(fetch(true)).isNull();

        assertThat(server.asked())
                .extracting(ScriptedServer.Asked::path)
                .containsExactly("/v1/tasks/t-1", "/files/1.mp4", "/2", "/3", "/4?a=b");
        assertThat(server.asked().subList(1, 5))
                .noneMatch(asked -> asked.headers().containsKey("Authorization"));
    }

    @Test
    void aLinkThatLeadsOnWithoutEndIsTriedAgain() throws IOException {
        completed(server.uri("/files/1.mp4").toString());
        server.always(answers(302, "", "Location", "/again"));

        ApplicationFailure failure = failure(fetch(true));

        assertThat(failure.isNonRetryable()).isFalse();
        assertThat(failure).hasMessageContaining("leads on more than 3 times");
        assertThat(server.asked()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://e.org/x", "http://user:password@127.0.0.1/x", "http://a b/"})
    void aRedirectionToWhatIsNoWebAddressIsNotFollowed(String link) throws IOException {
        completed(server.uri("/files/1.mp4").toString());
        server.then(answers(302, "", "Location", link));

        assertThat(stop(fetch(true)).message()).contains("no web address");
        assertThat(server.asked()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://e.org/x", "https://user:password@e.org/x", "not a link"})
    void aLinkThatIsNoWebAddressIsNotFollowed(String link) throws IOException {
        completed(link);

        assertThat(stop(fetch(true)).message()).contains("no web address");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void aProviderThatIsDownWhileALinkIsAskedForLosesNothing(int status) throws IOException {
        server.always(answers(status, ""));

        assertThat(failure(fetch(true)).isNonRetryable()).isFalse();
    }

    @Test
    void aQueuedTaskIsGivenBackAndWrittenDown() throws IOException {
        server.always(answers(200, "{\"task_id\":\"t-1\",\"status\":\"cancelled\"}"));

        assertThat(run(CancelActivity.class, true, activity -> assertThat(activity.cancel(task))
                        .isTrue()))
                .isNull();
        assertThat(((LedgerEntry.Failed)
                                ledger.of(task.fingerprint(), 1).orElseThrow().state())
                        .kind())
                .isEqualTo(FailureKind.CANCELLED);
    }

    @Test
    void aTaskThatHasBegunIsNotGivenBackAndABusyProviderIsAskedAgain() throws IOException {
        server.then(answers(400, "{\"error\":{\"message\":\"not queued\"}}"), answers(429, ""));

        assertThat(run(CancelActivity.class, true, activity -> assertThat(activity.cancel(task))
                        .isFalse()))
                .isNull();
        assertThat(failure(run(CancelActivity.class, true, activity -> activity.cancel(task)))
                        .isNonRetryable())
                .isFalse();
        assertThat(ledger.of(task.fingerprint(), 1)).isEmpty();
    }
}

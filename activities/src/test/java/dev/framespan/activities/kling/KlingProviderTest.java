package dev.framespan.activities.kling;

import static dev.framespan.activities.http.ScriptedServer.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.framespan.activities.http.ScriptedServer;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.ProviderException.Accepted;
import dev.framespan.activities.provider.Refund;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.InputPicture;
import dev.framespan.workflows.generation.Prompt;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KlingProviderTest {
    private static final String KEY = "sk-very-secret-0123456789";
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Catalogue CATALOGUE = Catalogue.builtIn();
    private static final String ACCEPTED =
            "{\"task_id\":\"t-1\",\"model\":\"kling-v3\",\"action\":\"generate\",\"status\":\"queued\",\"created_at\":1772359200000,\"progress\":0}";
    private static final Asset PICTURE = new Asset("a".repeat(64), 10, MediaType.PNG);
    private static final InputPicture FIRST = new InputPicture(InputPicture.Role.FIRST_FRAME, PICTURE, null);
    private static final InputPicture LAST = new InputPicture(InputPicture.Role.LAST_FRAME, PICTURE, null);

    private ScriptedServer server;
    private KlingProvider provider;

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

    private static KlingProvider at(URI base) {
        return new KlingProvider(base, KEY, "example.org", true, CATALOGUE, CLOCK);
    }

    private static GenerationRequest clip(
            String model, Action action, String resolution, boolean audio, InputPicture... inputs) {
        return GenerationRequest.of(model, action, Prompt.of("Ein Schiff „Élan“\n\"in sight\""))
                .aspectRatio("16:9")
                .resolution(resolution)
                .seconds(5)
                .audio(audio)
                .inputs(List.of(inputs))
                .build();
    }

    private String sent(GenerationRequest request, String... pictures) throws ProviderException {
        server.then(answers(200, ACCEPTED));
        assertThat(provider.submit(request, List.of(pictures), Instant.MAX)).isEqualTo("t-1");
        return server.onlyAsked().body();
    }

    private static final String WORDS = "\"prompt\":\"Ein Schiff „Élan“\\n\\\"in sight\\\"\",";

    @Test
    void aKeyframeIsAskedForByteForByteAsThePageSays() throws ProviderException {
        assertThat(sent(still("doubao-seedream-4.5").take(3).build()))
                .isEqualTo("{\"model\":\"doubao-seedream-4.5\",\"action\":\"generate\",\"prompt\":\"a lighthouse\","
                        + "\"aspect_ratio\":\"16:9\",\"resolution\":\"2K\"}");
    }

    private static GenerationRequest.Builder still(String model) {
        return GenerationRequest.of(model, Action.GENERATE, Prompt.of("a lighthouse"))
                .aspectRatio("16:9")
                .resolution("2K");
    }

    @ParameterizedTest
    @CsvSource({
        "doubao-seedream-4.5, 1, generate",
        "doubao-seedream-4.5, 2, generate",
        "gemini-3-pro-image-preview, 1, image2image",
        "gemini-3-pro-image-preview, 2, reference"
    })
    void aStillAfterPicturesIsAskedForInItsModelsOwnWords(String model, int pictures, String action)
            throws ProviderException {
        InputPicture after = new InputPicture(InputPicture.Role.REFERENCE, FIRST.picture(), null);
        String[] links = {"https://e/1", "https://e/2"};

        assertThat(sent(
                        still(model)
                                .inputs(Collections.nCopies(pictures, after))
                                .build(),
                        Arrays.copyOf(links, pictures)))
                .isEqualTo("{\"model\":\"" + model + "\",\"action\":\"" + action + "\",\"prompt\":\"a lighthouse\","
                        + "\"aspect_ratio\":\"16:9\",\"resolution\":\"2K\",\"image_urls\":[\"https://e/1\""
                        + (pictures == 2 ? ",\"https://e/2\"" : "") + "]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kling-video-o1", "kling-v3-omni", "kling-v3", "kling-v2.6"})
    void wordsAloneComeWithAnAspectRatio(String model) throws ProviderException {
        assertThat(sent(clip(model, Action.GENERATE, "720p", false)))
                .isEqualTo("{\"model\":\"" + model + "\",\"action\":\"generate\"," + WORDS
                        + "\"aspect_ratio\":\"16:9\",\"resolution\":\"720p\",\"duration\":5"
                        + (hasSoundAt720p(model) ? ",\"audio\":false}" : "}"));
    }

    /** Told nothing, such a model may make sound and charge for it. */
    private static boolean hasSoundAt720p(String model) {
        return model.startsWith("kling-v3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kling-video-o1", "kling-v3", "kling-v2.6"})
    void aFirstFrameIsCalledSo(String model) throws ProviderException {
        assertThat(sent(clip(model, Action.IMAGE2VIDEO, "1080p", true, FIRST), "https://e.org/1.png"))
                .isEqualTo("{\"model\":\"" + model + "\",\"action\":\"image2video\"," + WORDS
                        + "\"resolution\":\"1080p\",\"duration\":5,\"first_frame_image\":\"https://e.org/1.png\""
                        + (model.equals("kling-video-o1") ? "}" : ",\"audio\":true}"));
    }

    @Test
    void omniTakesItsOnePictureInAList() throws ProviderException {
        assertThat(sent(clip("kling-v3-omni", Action.IMAGE2VIDEO, "4K", false, FIRST), "https://e.org/1.png"))
                .isEqualTo(
                        "{\"model\":\"kling-v3-omni\",\"action\":\"image2video\"," + WORDS
                                + "\"resolution\":\"4K\",\"duration\":5,\"image_urls\":[\"https://e.org/1.png\"],\"audio\":false}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kling-video-o1", "kling-v3", "kling-v2.6"})
    void firstAndLastFrameGoByTheirRoles(String model) throws ProviderException {
        assertThat(sent(clip(model, Action.FIRST_LAST_FRAME, "720p", false, FIRST, LAST), "https://e/1", "https://e/2"))
                .isEqualTo("{\"model\":\"" + model + "\",\"action\":\"first_last_frame\"," + WORDS
                        + "\"resolution\":\"720p\",\"duration\":5,\"first_frame_image\":\"https://e/1\",\"last_frame_image\":\"https://e/2\""
                        + (hasSoundAt720p(model) ? ",\"audio\":false}" : "}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1", "/v1/", "/v1//"})
    void aSlashAtTheEndOfTheBaseUrlDoesNotMatter(String path) throws Exception {
        server.then(answers(200, ACCEPTED));
        try (KlingProvider other = at(server.uri(path))) {
            other.submit(clip("kling-v3", Action.GENERATE, "720p", false), List.of(), Instant.MAX);
        }

        ScriptedServer.Asked asked = server.onlyAsked();
        assertThat(asked.method() + " " + asked.path()).isEqualTo("POST /v1/tasks");
        assertThat(asked.header("Authorization")).isEqualTo("Bearer " + KEY);
        assertThat(asked.header("Content-type")).startsWith("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":\"success\",\"data\":\"t-1\"}",
                "{\"code\":\"success\",\"data\":{\"task_id\":\"t-1\"}}",
                "{\"task_id\":\"t-1\"}",
                "{\"id\":\"t-1\",\"created_at\":1772359200}",
                "{\"task_id\":\"t-1\",\"created_at\":\"2026-03-01T10:00:00Z\",\"new\":{\"field\":[1]}}"
            })
    void everyFormOfAcceptanceYieldsItsTask(String body) throws ProviderException {
        server.then(answers(200, body));

        assertThat(submit()).isEqualTo("t-1");
    }

    private String submit() throws ProviderException {
        return provider.submit(clip("kling-v3", Action.GENERATE, "720p", false), List.of(), Instant.MAX);
    }

    @Test
    void aTaskThatIsANumberIsATask() throws ProviderException {
        server.then(answers(201, "{\"task_id\":987654321}"));

        assertThat(submit()).isEqualTo("987654321");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "<html>welcome</html>",
                "{\"task_id\":\"t-1\",\"sta",
                "{\"status\":\"queued\"}",
                "{\"task_id\":\"\"}",
                "{\"code\":\"failed\",\"data\":\"insufficient_quota\"}"
            })
    void aGarbledAcceptanceIsADoubtWithItsWordsKept(String body) {
        server.then(answers(200, body));

        ProviderException failure = failure();

        assertThat(failure.accepted()).isEqualTo(Accepted.UNKNOWN);
        assertThat(failure.kind()).isEqualTo(FailureKind.AMBIGUOUS);
        assertThat(failure.getMessage().contains("t-1")).isEqualTo(body.contains("t-1"));
    }

    private ProviderException failure() {
        ProviderException failure = catchThrowableOfType(ProviderException.class, this::submit);
        assertThat(failure).isNotNull();
        StringWriter all = new StringWriter();
        failure.printStackTrace(new PrintWriter(all));
        assertThat(all.toString()).doesNotContain(KEY);
        return failure;
    }

    @ParameterizedTest(name = "{0} → {1}, accepted {2}")
    @CsvSource({
        "400,REJECTED,NO",
        "401,UNAUTHORIZED,NO",
        "402,BALANCE,NO",
        "403,UNAUTHORIZED,NO",
        "404,ADDRESS,NO",
        "413,REJECTED,NO",
        "415,REJECTED,NO",
        "422,REJECTED,NO",
        "429,RATE_LIMITED,NO",
        "408,AMBIGUOUS,UNKNOWN",
        "409,AMBIGUOUS,UNKNOWN",
        "500,AMBIGUOUS,UNKNOWN",
        "502,AMBIGUOUS,UNKNOWN",
        "503,AMBIGUOUS,UNKNOWN",
        "504,AMBIGUOUS,UNKNOWN",
        "418,AMBIGUOUS,UNKNOWN"
    })
    void everyStatusProvesWhatItProves(int status, FailureKind kind, Accepted accepted) {
        server.then(answers(status, "{\"error\":{\"message\":\"so it is\",\"code\":\"task_failed\"}}"));

        ProviderException failure = failure();

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.accepted()).isEqualTo(accepted);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.code()).isEqualTo("task_failed");
        assertThat(failure).hasMessageContaining("so it is");
    }

    @Test
    void aProbeAsksForATaskThatCannotBeAndOrdersNothing() throws ProviderException {
        server.then(answers(404, "{\"error\":{}}"), answers(400, "{\"error\":{}}"));

        provider.probe();

        assertThat(server.asked())
                .extracting(asked -> asked.method() + " " + asked.path() + " " + asked.body())
                .containsExactly("GET /v1/tasks/framespan-probe ", "POST /v1/tasks {}");
        assertThat(server.asked())
                .extracting(asked -> asked.header("Authorization"))
                .containsOnly("Bearer " + KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "404,400", "200,422", "404,401", "404,402", "404,403", "404,404", "404,413", "404,415", "404,429", "429,429",
        "200,200"
    })
    void whateverIsAnsweredClearlyEndsAnOutage(int get, int post) throws ProviderException {
        server.then(answers(get, "{}"), answers(post, "{}"));

        provider.probe();
    }

    @ParameterizedTest
    @CsvSource({"502,400", "404,502", "404,500", "404,408", "404,409", "404,503", "404,418"})
    void anUnclearAnswerToEitherQuestionDoesNot(int get, int post) {
        server.then(answers(get, "{}"), answers(post, "{}"));

        ProviderException failure = catchThrowableOfType(ProviderException.class, provider::probe);

        assertThat(failure.accepted()).isEqualTo(Accepted.UNKNOWN);
    }

    @Test
    void aPageWithAStatusOfSuccessOrABrokenConnectionDoesNotEither() {
        server.then(answers(404, "{}"), answers(200, "<html>welcome</html>"), answers(200, "<html>welcome</html>"));
        assertThat(catchThrowableOfType(ProviderException.class, provider::probe))
                .isNotNull();
        assertThat(catchThrowableOfType(ProviderException.class, provider::probe))
                .isNotNull();
        server.then(ScriptedServer.hangsUp());
        assertThat(catchThrowableOfType(ProviderException.class, provider::probe))
                .isNotNull();
        server.close();
        assertThat(catchThrowableOfType(ProviderException.class, provider::probe)
                        .kind())
                .isEqualTo(FailureKind.UNREACHABLE);
    }

    @Test
    void anOrderWhoseTimeIsOverIsProvenUnsent() {
        ProviderException failure = catchThrowableOfType(
                ProviderException.class,
                () -> provider.submit(clip("kling-v3", Action.GENERATE, "720p", false), List.of(), NOW.minusMillis(1)));

        assertThat(failure.accepted()).isEqualTo(Accepted.NO);
        assertThat(failure.kind()).isEqualTo(FailureKind.UNREACHABLE);
        assertThat(failure.status()).isNull();
        assertThat(failure).hasMessageContaining("too late");
        assertThat(server.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"content_policy_violation", "PROMPT_MODERATION", "sensitive_word", "1300", "1301"})
    void aCodeThatSpeaksOfPolicyIsARefusalOfTheWords(String code) {
        server.then(answers(400, "{\"error\":{\"message\":\"no\",\"code\":\"" + code + "\"}}"));

        assertThat(failure().kind()).isEqualTo(FailureKind.POLICY);
    }

    @Test
    void aPageInPlaceOfAnErrorIsQuotedWithoutItsMarkup() {
        server.then(answers(502, "<html><body><h1>Bad\n\u001b[31mGateway</h1>" + "x".repeat(5000) + "</body></html>"));

        assertThat(failure().getMessage())
                .contains("Bad [31mGateway")
                .doesNotContain("<h1>")
                .hasSizeLessThan(500);
    }

    @Test
    void aServerThatRepeatsTheKeyDoesNotGetItIntoAMessage() {
        server.then(
                answers(401, "{\"error\":{\"message\":\"no such key: " + KEY + "\",\"code\":\"" + KEY + "\"}}"),
                answers(500, "header was Bearer " + KEY),
                answers(200, "garbage " + KEY));

        assertThat(failure().code()).doesNotContain(KEY);
        failure();
        failure();
        assertThat(provider.toString()).doesNotContain(KEY);
    }

    @Test
    void wordsAboutATaskThatFailedAreHarmlessAndHoldNoKey() throws ProviderException {
        TaskStatus status = status("{\"task_id\":\"t-1\",\"status\":\"failed\",\"error\":{\"message\":\"" + KEY
                + " \u009b31m\\n\u202e" + "🦊".repeat(400) + "\",\"code\":\"bad\u202e" + KEY + "\"}}");

        assertThat(status.message())
                .startsWith("*** 31m \uFFFD🦊")
                .endsWith("🦊…")
                .hasSizeLessThan(310);
        assertThat(status.code()).isEqualTo("bad\uFFFD***");
    }

    @Test
    void anAnswerThatIsNoHttpIsQuotedHarmlessly() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread other = new Thread(() -> {
                try (Socket caller = socket.accept()) {
                    caller.getInputStream().read(new byte[10_000]);
                    caller.getOutputStream()
                            .write("HTTP/1.1 \u001b[2J\u009b \r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            other.start();
            KlingProvider garbling = at(URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/v1"));

            assertThat(catchThrowableOfType(ProviderException.class, () -> garbling.status("t-1")))
                    .hasMessageStartingWith("no answer from 127.0.0.1")
                    .satisfies(e -> assertThat(e.getMessage().chars()).noneMatch(Character::isISOControl));
        }
    }

    @ParameterizedTest
    @CsvSource({"7,7", "0,0", "'Sun, 01 Mar 2026 10:01:00 GMT',60", "99999999,3600"})
    void aBusyProviderSaysHowLongToWait(String header, long seconds) {
        server.then(answers(429, "", "Retry-After", header));

        assertThat(failure().retryAfter()).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5", "Sun, 01 Mar 2026 09:00:00 GMT"})
    void aBusyProviderThatMakesNoSenseIsLeftToOurOwnBackoff(String header) {
        server.then(answers(429, "", "Retry-After", header));

        assertThat(failure().retryAfter()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsAWrongBaseUrlAndTheKeyDoesNotFollowIt(int status) throws IOException {
        try (ScriptedServer elsewhere = new ScriptedServer()) {
            server.then(
                    answers(status, "", "Location", elsewhere.uri("/v1/tasks").toString()));

            ProviderException failure = failure();

            assertThat(failure.kind()).isEqualTo(FailureKind.ADDRESS);
            assertThat(failure.accepted()).isEqualTo(Accepted.NO);
            assertThat(failure).hasMessageContaining("KLING_BASE_URL");
            assertThat(elsewhere.asked()).isEmpty();
        }
    }

    @Test
    void noConnectionProvesThatNothingWasSent() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        for (String base : List.of(
                "http://127.0.0.1:" + closed + "/v1",
                "http://" + "x".repeat(64) + ".invalid/v1",
                server.uri("/v1").toString().replace("http:", "https:"))) {
            provider.close();
            provider = at(URI.create(base));

            ProviderException failure = failure();

            assertThat(failure.accepted()).as(base).isEqualTo(Accepted.NO);
            assertThat(failure.kind()).as(base).isEqualTo(FailureKind.UNREACHABLE);
        }
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void aServerThatHangsUpAfterItHasHeardIsADoubtAndIsAskedOnce() {
        server.then(ScriptedServer.hangsUp()).always(answers(200, ACCEPTED));

        assertThat(failure().accepted()).isEqualTo(Accepted.UNKNOWN);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void anAnswerThatBreaksOffOrNeverEndsIsADoubt() {
        server.then(ScriptedServer.breaksOffAfter(
                "{\"task_id\":\"t-1\"".getBytes(java.nio.charset.StandardCharsets.UTF_8), 500));
        assertThat(failure().accepted()).isEqualTo(Accepted.UNKNOWN);

        server.then(answers(200, "{\"task_id\":\"" + "x".repeat(2_000_000) + "\"}"));
        assertThat(failure().accepted()).isEqualTo(Accepted.UNKNOWN);
    }

    private TaskStatus status(String body) throws ProviderException {
        server.then(answers(200, body));
        return provider.status("t-1");
    }

    @ParameterizedTest
    @CsvSource({
        "queued,QUEUED",
        "processing,PROCESSING",
        "completed,COMPLETED",
        "failed,FAILED",
        "cancelled,CANCELLED",
        "canceled,CANCELLED",
        "Processing,PROCESSING"
    })
    void statesAreReadInEverySpelling(String word, TaskStatus.State state) throws ProviderException {
        assertThat(status("{\"task_id\":\"t-1\",\"status\":\"" + word + "\",\"progress\":43}"))
                .isEqualTo(new TaskStatus(state, 43, List.of(), null, null));
    }

    @Test
    void anUnknownStateIsKnownByItsWord() throws ProviderException {
        TaskStatus status = status("{\"task_id\":\"t-1\",\"status\":\"Reviewing\",\"progress\":7}");

        assertThat(status)
                .isEqualTo(
                        new TaskStatus(TaskStatus.State.UNKNOWN, 7, List.of(), null, null, Refund.UNSAID, "Reviewing"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"status\":\" \"}", "{\"status\":null}", "{\"status\":7}"})
    void withoutAStateThereIsNoAnswer(String body) {
        server.then(answers(200, body));

        assertThat(catchThrowableOfType(ProviderException.class, () -> provider.status("t-1"))
                        .accepted())
                .isEqualTo(Accepted.UNKNOWN);
    }

    /** As the pages show them: the task system's, the Kling page's, an older one's, and each spelling that one of them has. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{`task_id`:`t-1`,`model`:`kling-v3`,`action`:`generate`,`status`:`queued`,`created_at`:1772359200000,`progress`:0} | QUEUED 0",
                "{`task_id`:`t-1`,`status`:`processing`,`action`:`generate`,`model`:`kling-v3`,`progress`:43,`created_at`:1772359200} | PROCESSING 43",
                "{`task_id`:`t-1`,`status`:`completed`,`progress`:100,`created_at`:1772359200,`completed_at`:1772359300,`result`:{`videos`:[{`url`:[`https://e/1`],`expires_at`:1772445600}]},`urls`:{`get`:`x`,`cancel`:`y`}} | COMPLETED 100 https://e/1",
                "{`task_id`:`t-1`,`status`:`completed`,`progress`:100,`result`:{`videos`:[{`url`:`https://e/1`,`expires_at`:1772445600}]}} | COMPLETED 100 https://e/1",
                "{`task_id`:`t-1`,`status`:`completed`,`progress`:100,`result`:{`images`:[{`url`:[`https://e/1`,`https://e/2`]}]}} | COMPLETED 100 https://e/1 https://e/2",
                "{`task_id`:`t-1`,`status`:`completed`,`progress`:100,`result`:{`audios`:[`https://e/1`]}} | COMPLETED 100 https://e/1",
                "{`code`:`success`,`data`:{`task_id`:`t-1`,`status`:`succeeded`,`progress`:100,`result`:{`videos`:[{`url`:`https://e/1`}]}}} | COMPLETED 100 https://e/1",
                "{`task_id`:`t-1`,`status`:`failed`,`progress`:50,`error`:{`message`:`no GPU`,`code`:`task_failed`}} | FAILED 50 task_failed no GPU",
                "{`task_id`:`t-1`,`status`:`failed`,`error`:{`message`:`no GPU`,`code`:`task_failed`},`refunded`:true} | FAILED 0 task_failed no GPU refunded=true",
                "{`task_id`:`t-1`,`status`:`failed`,`error`:`no GPU`,`refunded`:false} | FAILED 0 no GPU refunded=false",
                "{`task_id`:`t-1`,`status`:`cancelled`,`refunded`:true,`refunded_quota`:50000} | CANCELLED 0 refunded=true quota=50000",
                "{`task_id`:`t-1`,`status`:`canceled`,`refunded`:`true`,`refundedQuota`:`50000`} | CANCELLED 0 refunded=true quota=50000",
                "{`task_id`:`t-1`,`status`:`cancelled`,`refunded_quota`:50000} | CANCELLED 0 refunded=true quota=50000",
                "{`task_id`:`t-1`,`status`:`cancelled`,`refunded`:null} | CANCELLED 0",
                "{`task_id`:`t-1`,`status`:`reviewing`} | UNKNOWN 0 word=reviewing"
            })
    void everyDocumentedShapeIsRead(String body, String meaning) throws ProviderException {
        TaskStatus status = status(body.replace('`', '"'));

        StringBuilder read = new StringBuilder(status.state() + " " + status.progress());
        status.links().forEach(link -> read.append(' ').append(link.url()));
        Stream.of(
                        status.code(),
                        status.message(),
                        status.refund().given() == null
                                ? null
                                : "refunded=" + status.refund().given(),
                        status.refund().quota() == null
                                ? null
                                : "quota=" + status.refund().quota(),
                        status.word() == null ? null : "word=" + status.word())
                .filter(Objects::nonNull)
                .forEach(said -> read.append(' ').append(said));
        assertThat(read).hasToString(meaning);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"https://e/1\"", "[\"https://e/1\"]"})
    void linksComeAsWordsOrLists(String url) throws ProviderException {
        String body = "{\"status\":\"completed\",\"progress\":100,\"result\":{\"%s\":[{\"url\":" + url
                + ",\"expires_at\":%s}]}}";

        for (String medium : List.of("videos", "images")) {
            for (String expires : List.of("1772445600", "1772445600000", "\"1772445600\"")) {
                assertThat(status(String.format(body, medium, expires)).links())
                        .containsExactly(new TaskStatus.Link("https://e/1", Instant.ofEpochSecond(1772445600)));
            }
            assertThat(status(String.format(body, medium, "null")).links())
                    .containsExactly(new TaskStatus.Link("https://e/1", NOW.plus(Duration.ofHours(24))));
        }
    }

    @Test
    void aFailedTaskTellsWhy() throws ProviderException {
        TaskStatus status = status(
                "{\"status\":\"failed\",\"error\":{\"message\":\"no GPU\",\"code\":\"task_failed\"},\"progress\":250}");

        assertThat(status).isEqualTo(new TaskStatus(TaskStatus.State.FAILED, 100, List.of(), "task_failed", "no GPU"));
        assertThat(server.onlyAsked().path()).isEqualTo("/v1/tasks/t-1");
    }

    @Test
    void aTaskWithStrangeSignsStaysWithinItsAddress() {
        server.then(answers(404, ""));

        catchThrowableOfType(ProviderException.class, () -> provider.status("../admin?x=1#y z"));

        assertThat(server.onlyAsked().path()).isEqualTo("/v1/tasks/..%2Fadmin%3Fx%3D1%23y%20z");
    }

    @Test
    void aQueuedTaskIsCancelledAndARunningOneIsNot() throws ProviderException {
        server.then(
                answers(
                        200,
                        "{\"task_id\":\"t-1\",\"status\":\"cancelled\",\"refunded\":true,\"refunded_quota\":50000}"),
                answers(400, "{\"error\":{\"message\":\"not queued\",\"code\":\"invalid\"}}"));

        assertThat(provider.cancel("t-1")).contains(new Refund(true, 50_000L));
        assertThat(catchThrowableOfType(ProviderException.class, () -> provider.cancel("t-1"))
                        .kind())
                .isEqualTo(FailureKind.REJECTED);
        assertThat(server.asked().get(0).method() + server.asked().get(0).path())
                .isEqualTo("POST/v1/tasks/t-1/cancel");
    }
}

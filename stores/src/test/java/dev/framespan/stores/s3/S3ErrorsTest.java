package dev.framespan.stores.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.framespan.activities.http.ScriptedServer;
import dev.framespan.activities.store.IoReason;
import dev.framespan.activities.store.StoreException;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.asset.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a bucket is said in one sentence with the cure, and no secret in it. */
class S3ErrorsTest {
    private static final Asset ASSET = new Asset(Sha256.of("a clip"), 6, MediaType.MP4);

    private static final S3Connection.Patient PATIENT =
            new S3Connection.Patient(Duration.ofSeconds(10), Duration.ofMillis(200));
    private static final S3Connection.Patient HASTY =
            new S3Connection.Patient(Duration.ofSeconds(1), Duration.ofMillis(200));

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            404 | NoSuchBucket                  | there is no such bucket (NoSuchBucket, HTTP 404); make it, or name another one
            403 | AccessDenied                  | the credentials may not do this (AccessDenied, HTTP 403); allow them s3:ListBucket, s3:GetObject, s3:PutObject, s3:DeleteObject and s3:AbortMultipartUpload on bucket films
            403 | InvalidAccessKeyId            | the server does not know the credentials (InvalidAccessKeyId, HTTP 403); renew the keys in the environment, or the profile that AWS_PROFILE names
            403 | SignatureDoesNotMatch         | the server does not know the credentials (SignatureDoesNotMatch, HTTP 403); renew the keys in the environment, or the profile that AWS_PROFILE names
            400 | ExpiredToken                  | the credentials have expired (ExpiredToken, HTTP 400); renew the keys in the environment, or the profile that AWS_PROFILE names
            403 | RequestTimeTooSkewed          | this machine's clock is wrong by more than the server allows (RequestTimeTooSkewed, HTTP 403); set it
            400 | AuthorizationHeaderMalformed  | the bucket is in another region (AuthorizationHeaderMalformed, HTTP 400: eu-west-3); say which in AWS_REGION
            301 | PermanentRedirect             | the bucket is in another region (PermanentRedirect, HTTP 301: eu-west-3); say which in AWS_REGION
            503 | SlowDown                      | the server is asked too much or is away (SlowDown, HTTP 503); try again later
            507 | XMinioStorageFull             | the bucket's storage is full (No space left on device: XMinioStorageFull, HTTP 507); make room there, or raise its quota
            """)
    void eachHasItsSentence(int status, String code, String sentence) throws IOException {
        try (ScriptedServer server = new ScriptedServer()) {
            server.always(ScriptedServer.answers(
                    status,
                    "<Error><Code>" + code + "</Code><Message>of " + S3Server.KEY + "</Message></Error>",
                    "x-amz-bucket-region",
                    "eu-west-3"));

            assertThatThrownBy(() -> open(server.uri("")))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("s3://films/ours: " + sentence)
                    .satisfies(S3ErrorsTest::tellsNoSecret);
        }
    }

    @Test
    void whatAHeadDoesNotSayIsAskedFor() throws IOException {
        try (ScriptedServer server = opened()) {
            S3Assets assets = open(server.uri(""));

            server.then(
                    ScriptedServer.answers(403, ""),
                    ScriptedServer.answers(400, "<Error><Code>ExpiredToken</Code></Error>"));
            assertThatThrownBy(() -> assets.has(ASSET)).hasMessageContaining("the credentials have expired");

            server.then(ScriptedServer.answers(403, ""), ScriptedServer.answers(200, "<ListBucketResult/>"));
            assertThatThrownBy(() -> assets.has(ASSET))
                    .hasMessageContaining("the credentials may not do this (HTTP 403)");
        }
    }

    @Test
    void aBucketThatIsGoneDoesNotLookLikeAssetsThatAre() throws IOException {
        try (ScriptedServer server = opened()) {
            S3Assets assets = open(server.uri(""));
            server.then(
                    ScriptedServer.answers(404, ""),
                    ScriptedServer.answers(404, "<Error><Code>NoSuchBucket</Code></Error>"));

            assertThatThrownBy(() -> assets.has(ASSET))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("there is no such bucket");

            server.then(ScriptedServer.answers(404, ""), ScriptedServer.answers(200, "<ListBucketResult/>"));
            assertThat(assets.has(ASSET)).isFalse();
        }
    }

    @Test
    void aFullBucketIsKnownAsAFullDiskIs() throws IOException {
        try (ScriptedServer server = opened()) {
            S3Assets assets = open(server.uri(""));
            server.then(ScriptedServer.answers(507, "<Error><Code>InsufficientStorage</Code></Error>"));

            Throwable full = catchThrowable(() -> assets.keep(new ByteArrayInputStream(new byte[6]), 6, MediaType.MP4));

            assertThat(full).isInstanceOf(IOException.class).matches(IoReason::isFull);
        }
    }

    @Test
    void whatPassesIsAskedForAgain() throws IOException {
        try (ScriptedServer server = opened()) {
            S3Assets assets = open(server.uri(""));
            server.then(
                    ScriptedServer.answers(503, "<Error><Code>SlowDown</Code></Error>"),
                    ScriptedServer.hangsUp(),
                    ScriptedServer.answers(200, ""));

            assertThat(assets.keep(new ByteArrayInputStream(new byte[6]), 6, MediaType.MP4)
                            .bytes())
                    .isEqualTo(6);
        }
    }

    @Test
    void aServerThatSaysNothingIsNotWaitedForForEver() throws IOException {
        try (ScriptedServer server = opened()) {
            S3Assets assets = open(server.uri(""), HASTY);
            server.always(exchange -> {
                try {
                    TimeUnit.SECONDS.sleep(20);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            });

            assertTimeoutPreemptively(Duration.ofSeconds(18), () -> {
                assertThatThrownBy(() -> assets.has(ASSET))
                        .hasMessageContaining("the S3 server does not answer (it takes too long); start it");
                assertThatThrownBy(() -> assets.copy(ASSET, OutputStream.nullOutputStream()))
                        .hasMessageContaining("the S3 server does not answer (it takes too long); start it");
            });
        }
    }

    @Test
    void anAnswerThatStopsInItsMiddleIsNotWaitedForForEver() throws IOException {
        try (ScriptedServer server = opened()) {
            S3Assets assets = open(server.uri(""), HASTY);
            server.always(exchange -> {
                exchange.getResponseHeaders().add("Content-Range", "bytes 1-5/6");
                exchange.sendResponseHeaders(200, 6);
                exchange.getResponseBody().flush();
                try {
                    TimeUnit.SECONDS.sleep(20);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            });

            assertTimeoutPreemptively(Duration.ofSeconds(18), () -> assertThatThrownBy(
                            () -> assets.copy(ASSET, OutputStream.nullOutputStream()))
                    .hasMessageContaining("the S3 server does not answer (it takes too long); start it"));
        }
    }

    @Test
    void aServerThatIsNotThereIsSaidToBeAway() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        assertThatThrownBy(() -> open(URI.create("http://127.0.0.1:" + free)))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        "s3://films/ours: the S3 server does not answer (connection refused); start it, or name another one in"
                                + " AWS_ENDPOINT_URL_S3");
    }

    @Test
    void withoutCredentialsItSaysHowToGiveThem() throws IOException {
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        try (ScriptedServer server = opened()) {
            assertThatThrownBy(() -> S3Server.with(
                            Map.of("aws.endpointUrlS3", server.uri("").toString()),
                            () -> S3Assets.open("s3://films/ours", folder, 1)))
                    .isInstanceOf(StoreException.class)
                    .hasMessage(
                            "s3://films/ours: no credentials are found; give them in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY,"
                                    + " or name a profile in AWS_PROFILE");
        }
    }

    @Test
    void withoutARegionItSaysWhereToNameIt() {
        assertThatThrownBy(() -> S3Server.with(Map.of(), () -> S3Assets.open("s3://films", folder, 1)))
                .isInstanceOf(StoreException.class)
                .hasMessage("s3://films: no region is named; say it in AWS_REGION");
    }

    @Test
    void anAddressThatIsNoBucketsIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> S3Assets.open("s3://key:secret@films", folder, 1))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("the bucket's URL is not one of S3; write s3://bucket")
                .hasMessageNotContaining("secret@");
    }

    private S3Assets open(URI endpoint) {
        return open(endpoint, PATIENT);
    }

    private S3Assets open(URI endpoint, S3Connection.Patient patient) {
        return S3Server.with(
                Map.of(
                        "aws.accessKeyId",
                        S3Server.KEY,
                        "aws.secretAccessKey",
                        S3Server.SECRET,
                        "aws.endpointUrlS3",
                        endpoint.toString()),
                () -> S3Assets.open("s3://films/ours/", folder, 1, Duration.ofHours(1), patient, Clock.systemUTC()));
    }

    private static ScriptedServer opened() throws IOException {
        return new ScriptedServer().always(ScriptedServer.answers(200, "<ListBucketResult/>"));
    }

    private static void tellsNoSecret(Throwable thrown) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(S3Server.SECRET).doesNotContain("Signature=");
        assertThat(thrown.getMessage()).doesNotContain("of " + S3Server.KEY);
    }
}

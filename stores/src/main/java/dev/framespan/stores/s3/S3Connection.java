package dev.framespan.stores.s3;

import dev.framespan.activities.store.StoreException;
import dev.framespan.stores.retry.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Calls to an S3 server, found by the SDK's own settings, with what AWS, R2, MinIO and SeaweedFS have in common: no checksums but
 * Content-MD5, no ACLs, no conditional writes, bodies in one piece, and the bucket in the path where an endpoint is set.
 *
 * <p>A call that was not answered is made again: thrice by the SDK, and by this class for as long as a server may be restarted. No interrupt
 * breaks one off: what is being kept may be what was paid for. The thread keeps its flag.
 */
final class S3Connection implements AutoCloseable {
    /** For one that sends or copies much: 16 MB at half a megabit a second. */
    private static final Duration LONG = Duration.ofMinutes(5);

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int CONNECTIONS = 64;
    private static final int ATTEMPTS = 3;
    private static final Region ANY = Region.US_EAST_1;

    private final S3Place place;
    private final Patient patience;
    private final S3Client client;
    private final S3Presigner presigner;

    /**
     * @param silence how long a server may say nothing, and what is asked with few bytes may take
     * @param restart how long a server that is away is waited for
     */
    record Patient(Duration silence, Duration restart) {}

    S3Connection(S3Place place, Patient patience) {
        this.place = place;
        this.patience = patience;
        try {
            boolean ownServer = isEndpointSet();
            Region region = region(ownServer);
            this.client = client(region, ownServer);
            this.presigner = S3Presigner.builder()
                    .region(region)
                    .serviceConfiguration(S3Configuration.builder()
                            .pathStyleAccessEnabled(ownServer)
                            .build())
                    .build();
        } catch (SdkException e) {
            throw new StoreException(S3Reason.sentence(e, place), e);
        }
    }

    /** By whichever of the SDK's settings. */
    private boolean isEndpointSet() {
        try (S3Client any = client(ANY, false)) {
            return any.serviceClientConfiguration().endpointOverride().isPresent();
        }
    }

    /** A server of one's own has no regions, and still wants one in the signature. */
    private static Region region(boolean ownServer) {
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion();
        } catch (SdkClientException e) {
            if (ownServer) {
                return ANY;
            }
            throw e;
        }
    }

    private S3Client client(Region region, boolean pathStyle) {
        return S3Client.builder()
                .region(region)
                .forcePathStyle(pathStyle)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(
                        S3Configuration.builder().chunkedEncodingEnabled(false).build())
                .httpClientBuilder(Apache5HttpClient.builder()
                        .maxConnections(CONNECTIONS)
                        .connectionTimeout(CONNECT)
                        .socketTimeout(patience.silence()))
                .overrideConfiguration(settings -> settings.retryStrategy(RetryMode.STANDARD)
                        .apiCallAttemptTimeout(patience.silence())
                        .apiCallTimeout(patience.silence().multipliedBy(ATTEMPTS)))
                .build();
    }

    /** For a request that sends or copies much. */
    static void much(AwsRequestOverrideConfiguration.Builder settings) {
        settings.apiCallAttemptTimeout(LONG).apiCallTimeout(LONG.multipliedBy(ATTEMPTS));
    }

    S3Place place() {
        return place;
    }

    S3Presigner presigner() {
        return presigner;
    }

    /** @throws IOException in one sentence with the remedy */
    <T> T call(Function<S3Client, T> call) throws IOException {
        try {
            return attempt(call);
        } catch (SdkException e) {
            throw S3Reason.exception(e, place);
        }
    }

    /** As the SDK fails. */
    <T> T attempt(Function<S3Client, T> call) {
        // It keeps interrupts away, and gives them back.
        try (Patience restart = new Patience(patience.restart())) {
            while (true) {
                try {
                    return call.apply(client);
                } catch (SdkException e) {
                    boolean again = S3Reason.isPassing(e) && restart.pause();
                    if (!again && !(S3Reason.isInterrupted(e) && restart.interrupted())) {
                        throw e;
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        presigner.close();
        client.close();
    }
}

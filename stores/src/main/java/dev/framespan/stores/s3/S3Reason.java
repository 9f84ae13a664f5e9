package dev.framespan.stores.s3;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Set;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * What a failure of S3 is, and what it is called for the operator. Only codes and statuses of a server are repeated, since its own words may
 * name keys and signed addresses.
 */
final class S3Reason {
    private static final String CREDENTIALS =
            "renew the keys in the environment, or the profile that AWS_PROFILE names";

    private static final String START = "; start it, or name another one in AWS_ENDPOINT_URL_S3";

    // As AWS, MinIO, Ceph and SeaweedFS call it.
    private static final Set<String> FULL =
            Set.of("InsufficientStorage", "XMinioStorageFull", "QuotaExceeded", "XMinioAdminBucketQuotaExceeded");
    private static final Set<String> EXPIRED = Set.of("ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired");
    private static final Set<String> UNKNOWN_KEYS =
            Set.of("InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken", "InvalidClientTokenId");
    private static final Set<String> REGION = Set.of(
            "AuthorizationHeaderMalformed",
            "PermanentRedirect",
            "IllegalLocationConstraintException",
            "TemporaryRedirect");

    private S3Reason() {}

    /** Whether the same can succeed a moment later. */
    static boolean isPassing(SdkException e) {
        if (e instanceof AwsServiceException answered) {
            return !isFull(answered)
                    && (answered.statusCode() >= 500 || answered.isThrottlingException() || isTimedOut(answered));
        }
        // No credentials and no region are failures of the client, too, and have no connection that failed.
        return isUnanswered(e);
    }

    /** The connection stood still while the server read. */
    private static boolean isTimedOut(AwsServiceException e) {
        return code(e).equals("RequestTimeout");
    }

    private static boolean isUnanswered(SdkException e) {
        if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
            return true;
        }
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    /** Whether an interrupt of this thread has ended the call, and nothing else. */
    static boolean isInterrupted(SdkException e) {
        return e instanceof AbortedException && !(e.getCause() instanceof ApiCallTimeoutException);
    }

    static boolean isMissing(SdkException e) {
        return e instanceof AwsServiceException answered
                && answered.statusCode() == 404
                && !code(answered).equals("NoSuchBucket");
    }

    private static boolean isFull(AwsServiceException e) {
        return e.statusCode() == 507 || FULL.contains(code(e));
    }

    /** An answer that has begun, and does not end. */
    static IOException brokenOff(IOException e, S3Place place) {
        return new IOException(place + ": the S3 server does not answer (" + kind(e) + ")" + START, e);
    }

    static IOException exception(SdkException e, S3Place place) {
        return new IOException(sentence(e, place), e);
    }

    /** One sentence with the remedy. */
    static String sentence(SdkException e, S3Place place) {
        return place + ": " + (e instanceof AwsServiceException answered ? answered(answered, place) : unanswered(e));
    }

    private static String answered(AwsServiceException e, S3Place place) {
        String words = code(e).isEmpty() ? "HTTP " + e.statusCode() : code(e) + ", HTTP " + e.statusCode();
        if (isFull(e)) {
            return "the bucket's storage is full (No space left on device: " + words
                    + "); make room there, or raise its quota";
        }
        if (code(e).equals("NoSuchBucket")) {
            return "there is no such bucket (" + words + "); make it, or name another one";
        }
        if (EXPIRED.contains(code(e))) {
            return "the credentials have expired (" + words + "); " + CREDENTIALS;
        }
        if (code(e).equals("RequestTimeTooSkewed")) {
            return "this machine's clock is wrong by more than the server allows (" + words + "); set it";
        }
        if (UNKNOWN_KEYS.contains(code(e))) {
            return "the server does not know the credentials (" + words + "); " + CREDENTIALS;
        }
        if (REGION.contains(code(e)) || e.statusCode() == 301) {
            return "the bucket is in another region (" + words + region(e) + "); say which in AWS_REGION";
        }
        if (e.statusCode() == 403 || e.statusCode() == 401) {
            return "the credentials may not do this (" + words
                    + "); allow them s3:ListBucket, s3:GetObject, s3:PutObject,"
                    + " s3:DeleteObject and s3:AbortMultipartUpload on bucket " + place.bucket();
        }
        if (e.statusCode() == 503 || e.isThrottlingException()) {
            return "the server is asked too much or is away (" + words + "); try again later";
        }
        return "the server refuses (" + words + "); see its log";
    }

    private static String region(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return details == null || details.sdkHttpResponse() == null
                ? ""
                : details.sdkHttpResponse()
                        .firstMatchingHeader("x-amz-bucket-region")
                        .filter(region -> region.matches("[a-z0-9-]{1,40}"))
                        .map(region -> ": " + region)
                        .orElse("");
    }

    private static String unanswered(SdkException e) {
        if (isUnanswered(e)) {
            return "the S3 server does not answer (" + kind(e) + ")" + START;
        }
        String words = String.valueOf(e.getMessage());
        if (words.contains("credentials")) {
            return "no credentials are found; give them in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or name a profile in AWS_PROFILE";
        }
        if (words.contains("region")) {
            return "no region is named; say it in AWS_REGION";
        }
        return "the call fails on this side (" + e.getClass().getSimpleName() + ")";
    }

    /** The kind of failure: its words may have an address in them. */
    private static String kind(Throwable e) {
        Throwable last = e;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        return switch (last.getClass().getSimpleName()) {
            case "UnknownHostException" -> "its name is unknown";
            case "ConnectException", "HttpHostConnectException" -> "connection refused";
            case "SocketTimeoutException",
                    "ConnectTimeoutException",
                    "ApiCallTimeoutException",
                    "ApiCallAttemptTimeoutException",
                    "InterruptedException" -> "it takes too long";
            default -> last instanceof SSLException || last instanceof GeneralSecurityException
                    ? "it does not prove who it is"
                    : "the connection broke off";
        };
    }

    private static String code(AwsServiceException e) {
        String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
        // HEAD is answered without words, and the SDK puts the status in their place.
        return code == null || !code.matches("[A-Za-z.]{1,60}") ? "" : code;
    }
}

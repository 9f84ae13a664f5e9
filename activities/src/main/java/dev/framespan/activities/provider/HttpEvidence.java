package dev.framespan.activities.provider;

import static dev.framespan.activities.provider.ProviderException.Accepted.NO;
import static dev.framespan.activities.provider.ProviderException.Accepted.UNKNOWN;

import dev.framespan.activities.http.HttpReply;
import dev.framespan.activities.http.UnsentException;
import dev.framespan.activities.provider.ProviderException.Accepted;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.text.SafeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What happens to a call over HTTP, and what that proves, whichever provider was called. */
public final class HttpEvidence {
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);
    private static final int LONGEST_WORDS = 300;

    /** The query of a link of S3's: whoever has it can read what is linked. */
    private static final Pattern SIGNED =
            Pattern.compile("\\?[^\\s\"'<>]*X-Amz-[^\\s\"'<>]*", Pattern.CASE_INSENSITIVE);

    private HttpEvidence() {}

    /**
     * What a status that is no success means. Only statuses that refuse a request by their definition prove that nothing was accepted.
     *
     * @param code the provider's own; null where it gave none
     */
    public static FailureKind kind(int status, String code) {
        return switch (status) {
            case 400, 413, 415, 422 -> ContentPolicy.isRefusal(code) ? FailureKind.POLICY : FailureKind.REJECTED;
            case 401 -> FailureKind.UNAUTHORIZED;
            case 402 -> FailureKind.BALANCE;
            case 403 -> ContentPolicy.isRefusal(code) ? FailureKind.POLICY : FailureKind.UNAUTHORIZED;
            case 404 -> FailureKind.ADDRESS;
            case 429 -> FailureKind.RATE_LIMITED;
            default -> status >= 300 && status < 400 ? FailureKind.ADDRESS : FailureKind.AMBIGUOUS;
        };
    }

    /** Whether what was asked for may have been accepted after a failure of this kind. */
    public static Accepted accepted(FailureKind kind) {
        return kind == FailureKind.AMBIGUOUS ? UNKNOWN : NO;
    }

    /**
     * A call without an answer.
     *
     * @param host for the message
     * @param key which gets into no message
     */
    public static ProviderException noAnswer(IOException e, String host, String key) {
        String why = words(e, key);
        ProviderException.Builder failure = e instanceof UnsentException
                // The client names the address once more, and what it was found under.
                ? ProviderException.of(
                        FailureKind.UNREACHABLE,
                        NO,
                        "no connection to " + host + ": " + why.replaceFirst("^Connect to .+ failed: ", ""))
                : ProviderException.of(FailureKind.AMBIGUOUS, UNKNOWN, "no answer from " + host + ": " + why);
        return failure.cause(unlessItShows(key, e)).build();
    }

    /** An answer of success in which there is nothing that can be used. What it says may hold the task's id for the operator. */
    public static ProviderException garbled(HttpReply reply, String host, String key) {
        return ProviderException.of(
                        FailureKind.AMBIGUOUS,
                        UNKNOWN,
                        host + " answered with something that cannot be understood: " + gist(reply.body(), key))
                .answer(reply.status(), null)
                .build();
    }

    /** What a {@code Retry-After} of seconds or of a date asks for, an hour at most; empty where it makes no sense. */
    public static Optional<Duration> retryAfter(HttpReply reply, Instant now) {
        return reply.retryAfter()
                .flatMap(header -> duration(header.strip(), now))
                .filter(asked -> !asked.isNegative())
                .map(asked -> asked.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : asked);
    }

    /** The other side's clock as an answer tells it; null where it does not, or in another form than HTTP's. */
    public static Instant date(HttpReply reply) {
        try {
            return reply.date()
                    .map(header -> ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .orElse(null);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static Optional<Duration> duration(String header, Instant now) {
        try {
            return Optional.of(Duration.ofSeconds(Long.parseLong(header)));
        } catch (NumberFormatException notSeconds) {
            try {
                Instant when = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                return Optional.of(Duration.between(now, when));
            } catch (DateTimeParseException notDate) {
                return Optional.empty();
            }
        }
    }

    /** The beginning of a body, in one line, without markup and key. */
    public static String gist(byte[] body, String key) {
        // Taken out first: the beginning may end within it.
        String text = withoutKey(new String(body, StandardCharsets.UTF_8), key);
        String beginning = text.substring(0, Math.min(text.length(), 4 * LONGEST_WORDS));
        return words(beginning.replaceAll("<[^>]*>", " "), key);
    }

    /** Words of the provider, fit for one line of a terminal, and without the key or the signature of a link that some servers repeat. */
    public static String words(String text, String key) {
        String shown = SIGNED.matcher(withoutKey(text, key)).replaceAll("?***");
        return SafeText.cut(SafeText.gathered(shown), LONGEST_WORDS);
    }

    private static String withoutKey(String text, String key) {
        return key.isEmpty() ? text : text.replace(key, "***");
    }

    /** As {@link #words(String, String)}: the message of an answer that is no HTTP repeats what the other side has sent. */
    public static String words(IOException e, String key) {
        return words(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), key);
    }

    /** A cause to be told with a failure; null where a message in it holds the key. */
    public static Throwable unlessItShows(String key, Throwable e) {
        return key.isEmpty() || !shows(key, e) ? e : null;
    }

    private static boolean shows(String key, Throwable e) {
        return e.getMessage() != null && e.getMessage().contains(key)
                || e.getCause() != null && shows(key, e.getCause())
                || Arrays.stream(e.getSuppressed()).anyMatch(also -> shows(key, also));
    }
}

package dev.framespan.activities.kling;

import static dev.framespan.activities.provider.ProviderException.Accepted.NO;
import static dev.framespan.activities.provider.ProviderException.Accepted.UNKNOWN;

import dev.framespan.activities.http.HttpReply;
import dev.framespan.activities.http.UnsentException;
import dev.framespan.activities.provider.ContentPolicy;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.text.SafeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** What an answer that is no success means, by its status and code alone. */
final class KlingErrors {
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);
    private static final int LONGEST_WORDS = 300;

    private KlingErrors() {}

    /**
     * An answer whose status is no success.
     *
     * @param host for messages
     * @param key which some servers repeat in their answers, and which must get into no message
     */
    static ProviderException of(HttpReply reply, String host, String key, Instant now) {
        Optional<KlingResponse> answer = KlingResponse.parse(reply.body());
        String code = answer.map(KlingResponse::errorCode)
                .map(word -> words(word, key))
                .orElse(null);
        String words = answer.map(KlingResponse::errorMessage)
                .map(message -> words(message, key))
                .orElseGet(() -> gist(reply.body(), key));
        int status = reply.status();
        String said = words.isBlank() ? "HTTP " + status : words + " (HTTP " + status + ")";
        ProviderException.Builder built =
                switch (status) {
                    case 400, 413, 415, 422 -> ContentPolicy.isRefusal(code)
                            ? ProviderException.of(
                                    FailureKind.POLICY, NO, "refused by the provider's content policy: " + said)
                            : ProviderException.of(FailureKind.REJECTED, NO, "refused by the provider: " + said);
                    case 401 -> ProviderException.of(
                            FailureKind.UNAUTHORIZED,
                            NO,
                            host + " does not accept the key: " + said + "; check KLING_API_KEY");
                    case 402 -> ProviderException.of(
                            FailureKind.BALANCE,
                            NO,
                            "the account's balance at " + host + " is used up: " + said
                                    + "; top it up, then run the same command again");
                    case 403 -> ContentPolicy.isRefusal(code)
                            ? ProviderException.of(
                                    FailureKind.POLICY, NO, "refused by the provider's content policy: " + said)
                            : ProviderException.of(
                                    FailureKind.UNAUTHORIZED,
                                    NO,
                                    host + " does not allow this: " + said + "; check what KLING_API_KEY may do");
                    case 404 -> ProviderException.of(
                            FailureKind.ADDRESS,
                            NO,
                            host + " knows no such address: " + said + "; check KLING_BASE_URL, which ends in /v1");
                    case 429 -> ProviderException.of(FailureKind.RATE_LIMITED, NO, "rate limited: " + said)
                            .retryAfter(reply.retryAfter()
                                    .flatMap(header -> retryAfter(header, now))
                                    .orElse(null));
                    default -> status >= 300 && status < 400
                            ? ProviderException.of(
                                    FailureKind.ADDRESS,
                                    NO,
                                    host + " redirects to another address (HTTP " + status
                                            + "); set KLING_BASE_URL to the address meant")
                            : ProviderException.of(
                                    FailureKind.AMBIGUOUS, UNKNOWN, "no clear answer from " + host + ": " + said);
                };
        return built.answer(status, code).build();
    }

    /** As {@link #of(HttpReply, String, String, Instant)}, of speech: a provider without it can still make clips. */
    static ProviderException ofSpeech(HttpReply reply, String host, String key, Instant now) {
        ProviderException failure = of(reply, host, key, now);
        return failure.kind() == FailureKind.ADDRESS && failure.isNotFound()
                ? ProviderException.of(
                                FailureKind.REJECTED,
                                NO,
                                host + " speaks no texts (HTTP " + reply.status() + " for /audio/speech)")
                        .answer(reply.status(), failure.code())
                        .build()
                : failure;
    }

    /** A call without an answer. */
    static ProviderException of(IOException e, String host, String key) {
        if (e instanceof UnsentException) {
            // The client names the address once more, and what it was found under.
            String why = gist(e, key).replaceFirst("^Connect to .+ failed: ", "");
            return ProviderException.of(FailureKind.UNREACHABLE, NO, "no connection to " + host + ": " + why)
                    .cause(e)
                    .build();
        }
        return ProviderException.of(FailureKind.AMBIGUOUS, UNKNOWN, "no answer from " + host + ": " + gist(e, key))
                .cause(e)
                .build();
    }

    /** An answer of success whose sound did not get into the store whole: paid for, and not had. */
    static ProviderException unkept(IOException e, String host, String key) {
        return ProviderException.of(
                        FailureKind.AMBIGUOUS,
                        UNKNOWN,
                        "what " + host + " answered did not get into the store whole: " + gist(e, key))
                .cause(e)
                .build();
    }

    /** The message of an answer that is no HTTP repeats what the other side has sent. */
    private static String gist(IOException e, String key) {
        return words(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage(), key);
    }

    /** An answer of success in which there is nothing that can be used. What it says may hold the task's id for the operator. */
    static ProviderException garbled(HttpReply reply, String host, String key) {
        return ProviderException.of(
                        FailureKind.AMBIGUOUS,
                        UNKNOWN,
                        host + " answered with something that cannot be understood: " + gist(reply.body(), key))
                .answer(reply.status(), null)
                .build();
    }

    /**
     * As {@link #garbled}, in place of a sound.
     *
     * @param aside where in the store all of it is; empty where there was nothing to keep
     */
    static ProviderException noSound(HttpReply reply, Optional<String> aside, String host, String key) {
        ProviderException garbled = garbled(reply, host, key);
        return aside.isEmpty()
                ? garbled
                : ProviderException.of(
                                FailureKind.AMBIGUOUS,
                                UNKNOWN,
                                garbled.getMessage()
                                        + "; it is no sound that can be used, and all of it is in the store as "
                                        + aside.get())
                        .answer(reply.status(), null)
                        .build();
    }

    /** The beginning of a body, in one line, without markup. */
    private static String gist(byte[] body, String key) {
        String text = new String(body, 0, Math.min(body.length, 4 * LONGEST_WORDS), StandardCharsets.UTF_8);
        return words(text.replaceAll("<[^>]*>", " "), key);
    }

    /** Words of the provider or the network, fit for one line of a terminal. */
    static String words(String text, String key) {
        return SafeText.cut(SafeText.gathered(key.isEmpty() ? text : text.replace(key, "***")), LONGEST_WORDS);
    }

    /** Seconds, or a date. */
    static Optional<Duration> retryAfter(String header, Instant now) {
        Duration asked;
        try {
            asked = Duration.ofSeconds(Long.parseLong(header.strip()));
        } catch (NumberFormatException notSeconds) {
            try {
                Instant when = ZonedDateTime.parse(header.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                asked = Duration.between(now, when);
            } catch (DateTimeParseException notDate) {
                return Optional.empty();
            }
        }
        if (asked.isNegative()) {
            return Optional.empty();
        }
        return Optional.of(asked.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : asked);
    }
}

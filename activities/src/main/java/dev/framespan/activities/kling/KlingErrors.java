package dev.framespan.activities.kling;

import static dev.framespan.activities.provider.ProviderException.Accepted.NO;
import static dev.framespan.activities.provider.ProviderException.Accepted.UNKNOWN;

import dev.framespan.activities.http.HttpReply;
import dev.framespan.activities.provider.HttpEvidence;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.workflows.generation.FailureKind;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** What an answer that is no success means, by its status and code alone. */
final class KlingErrors {
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
                .orElseGet(() -> HttpEvidence.gist(reply.body(), key));
        int status = reply.status();
        String said = words.isBlank() ? "HTTP " + status : words + " (HTTP " + status + ")";
        FailureKind kind = HttpEvidence.kind(status, code);
        String what =
                switch (kind) {
                    case POLICY -> "refused by the provider's content policy: " + said;
                    case REJECTED -> "refused by the provider: " + said;
                    case UNAUTHORIZED -> status == 401
                            ? host + " does not accept the key: " + said + "; check KLING_API_KEY"
                            : host + " does not allow this: " + said + "; check what KLING_API_KEY may do";
                    case BALANCE -> "the account's balance at " + host + " is used up: " + said
                            + "; top it up, then run the same command again";
                    case ADDRESS -> status == 404
                            ? host + " knows no such address: " + said + "; check KLING_BASE_URL, which ends in /v1"
                            : host + " redirects to another address (HTTP " + status
                                    + "); set KLING_BASE_URL to the address meant";
                    case RATE_LIMITED -> "rate limited: " + said;
                    default -> "no clear answer from " + host + ": " + said;
                };
        return ProviderException.of(kind, HttpEvidence.accepted(kind), what)
                .answer(status, code)
                .retryAfter(
                        kind == FailureKind.RATE_LIMITED
                                ? HttpEvidence.retryAfter(reply, now).orElse(null)
                                : null)
                .build();
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
        return HttpEvidence.noAnswer(e, host, key);
    }

    /** An answer of success whose sound did not get into the store whole: paid for, and not had. */
    static ProviderException unkept(IOException e, String host, String key) {
        return ProviderException.of(
                        FailureKind.AMBIGUOUS,
                        UNKNOWN,
                        "what " + host + " answered did not get into the store whole: " + HttpEvidence.words(e, key))
                .cause(HttpEvidence.unlessItShows(key, e))
                .build();
    }

    /** An answer of success in which there is nothing that can be used. */
    static ProviderException garbled(HttpReply reply, String host, String key) {
        return HttpEvidence.garbled(reply, host, key);
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

    /** Words of the provider, fit for one line of a terminal. */
    static String words(String text, String key) {
        return HttpEvidence.words(text, key);
    }
}

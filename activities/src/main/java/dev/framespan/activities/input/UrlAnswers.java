package dev.framespan.activities.input;

import dev.framespan.workflows.asset.Asset;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What URLs have given to one command, which asks each of them once: what it checks, prices and plans are the same bytes, whatever comes
 * to be behind a URL meanwhile.
 */
public final class UrlAnswers {
    private final Map<URI, Answer> answers = new ConcurrentHashMap<>();

    /** What came of asking. */
    sealed interface Answer {}

    /** @param warning for the author, where this is what the URL gave earlier; null where it gives it now */
    record Given(Asset asset, String warning) implements Answer {}

    /** @param reason for the author, why there is nothing that can be used */
    record Refused(String reason) implements Answer {}

    Optional<Answer> of(URI url) {
        return Optional.ofNullable(answers.get(url));
    }

    void put(URI url, Answer answer) {
        answers.put(url, answer);
    }

    /** What the author had better know of a URL whose earlier bytes are used. */
    Optional<String> warning(URI url) {
        return of(url).flatMap(answer ->
                answer instanceof Given given ? Optional.ofNullable(given.warning()) : Optional.empty());
    }
}

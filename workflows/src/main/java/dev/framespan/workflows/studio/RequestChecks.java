package dev.framespan.workflows.studio;

import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.RequestRules;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Refuses what cannot be made, by the rules of storyboards and in their words, where it is asked for: before anything is bought. */
final class RequestChecks {
    /** Of studios that know no catalogue: the workers refuse, when it is submitted. */
    static final RequestChecks NONE = new RequestChecks(null);

    private final Catalogue catalogue;

    private RequestChecks(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** @param catalogue as JSON */
    static RequestChecks of(String catalogue) {
        return new RequestChecks(Catalogue.ofJson(catalogue.getBytes(StandardCharsets.UTF_8)));
    }

    /** @throws io.temporal.failure.ApplicationFailure {@code REJECTED} where it cannot be made */
    void require(String id, TakeRequest wanted) {
        if (catalogue == null) {
            return;
        }
        GenerationRequest request = wanted.request().filledIn(catalogue);
        long pictures = wanted.pictures().stream()
                .filter(each -> each.picture() != null)
                .count();
        Optional<String> why = RequestRules.whyNotAsked(catalogue, request, Math.toIntExact(pictures));
        if (why.isPresent()) {
            throw StopFailures.because(id, why.get());
        }
    }
}

package dev.framespan.workflows.studio;

import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.CatalogueException;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.RequestRules;
import dev.framespan.workflows.text.SafeText;
import io.temporal.workflow.Workflow;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** Refuses what cannot be made, by the rules of storyboards and in their words, where it is asked for: before anything is bought. */
final class RequestChecks {
    /** Of studios that know no catalogue: the workers refuse, when it is submitted. */
    static final RequestChecks NONE = new RequestChecks(null);

    private static final int LONGEST_NAME = 130;
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._#-]{0," + (LONGEST_NAME - 1) + "}");

    private static final Pattern FILM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    private final Catalogue catalogue;

    private RequestChecks(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * By a catalogue as JSON. One that this version cannot read is of a worker of another version, or of an earlier one: that checks by itself.
     *
     * <p>Another set of rules takes another number here, and the old one is kept for workflows that began with it.
     */
    static RequestChecks of(String catalogue) {
        Workflow.getVersion("request-rules", Workflow.DEFAULT_VERSION, 1);
        try {
            return new RequestChecks(Catalogue.ofJson(catalogue.getBytes(StandardCharsets.UTF_8)));
        } catch (CatalogueException unknown) {
            return NONE;
        }
    }

    /** @throws io.temporal.failure.ApplicationFailure {@code REJECTED} where a film, or something in it, cannot be called so */
    static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw StopFailures.because(
                    SafeText.cut(name, LONGEST_NAME),
                    "a name has 1 to " + LONGEST_NAME
                            + " letters, digits, -, _ and ., and the first is a letter or digit");
        }
    }

    /** As storyboards and commands know films. @throws io.temporal.failure.ApplicationFailure {@code REJECTED} where none can be called so */
    static void requireFilm(String film) {
        if (!FILM.matcher(film).matches()) {
            throw StopFailures.because(
                    SafeText.cut(film, LONGEST_NAME),
                    "a film's id has 1 to 64 letters of A to Z, digits, - and _, and the first is a letter or digit");
        }
    }

    /** @throws io.temporal.failure.ApplicationFailure {@code REJECTED} where it cannot be made */
    void require(String id, TakeRequest wanted) {
        if (catalogue == null) {
            return;
        }
        requireName(id);
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

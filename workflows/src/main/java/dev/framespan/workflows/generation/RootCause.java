package dev.framespan.workflows.generation;

import io.temporal.failure.ApplicationFailure;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks behind a failure: what went wrong first, and the outermost failure of a kind. */
public final class RootCause {
    private RootCause() {}

    public static Throwable of(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** The failure itself, or the outermost of its causes, that is of this type. */
    public static <T extends Throwable> Optional<T> outermost(Throwable failure, Class<T> type) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    /** What it says of itself. */
    public static String message(Throwable failure) {
        Throwable root = of(failure);
        String said = root instanceof ApplicationFailure told ? told.getOriginalMessage() : root.getMessage();
        return said == null ? failure.toString() : said;
    }
}

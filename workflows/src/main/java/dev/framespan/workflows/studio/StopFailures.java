package dev.framespan.workflows.studio;

import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.generation.RootCause;
import dev.framespan.workflows.generation.Stop;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Failures for workflow code to see. Any other exception than Temporal's own would not end a workflow but hang it, so each becomes one
 * that carries a {@link Stop}.
 */
final class StopFailures {
    private StopFailures() {}

    /** What cannot be asked for; nothing was bought. */
    static ApplicationFailure because(String id, String why) {
        return Stop.of(FailureKind.REJECTED, id, 1, why).failure();
    }

    /** What was asked for, or a refusal in words. */
    static <T> T unlessPossible(String id, Supplier<T> request) {
        try {
            return request.get();
        } catch (IllegalArgumentException e) {
            throw because(id, e.getMessage());
        } catch (NullPointerException e) {
            throw because(id, "something that it needs is missing: " + e.getMessage());
        }
    }

    /** A request with something changed, or a refusal in words. */
    static GenerationRequest changed(
            String id, GenerationRequest request, UnaryOperator<GenerationRequest.Builder> change) {
        return unlessPossible(id, () -> change.apply(request.copy()).build());
    }

    /** The failure itself where it tells workflow code what there is to tell, else one that does. */
    static TemporalFailure explained(RuntimeException failure, Stop stop) {
        if (failure instanceof TemporalFailure told && Stop.of(failure).isPresent()) {
            return told;
        }
        return isCancelled(failure) ? stop.cancelled(failure) : stop.failure(failure);
    }

    /**
     * Why something failed that says no stop of its own.
     *
     * @param otherwise its kind, where it says none
     */
    static Stop stop(FailureKind otherwise, String id, Throwable failure) {
        if (isCancelled(failure)) {
            return Stop.of(FailureKind.CANCELLED, id, 1, "cancelled; render again to go on");
        }
        Optional<ApplicationFailure> told = told(failure);
        FailureKind kind =
                told.map(ApplicationFailure::getType).flatMap(FailureKind::of).orElse(otherwise);
        String said = told.map(ApplicationFailure::getOriginalMessage)
                .orElseGet(() -> RootCause.of(failure).getMessage());
        return Stop.of(kind, id, 1, "could not be made: " + said + "; render again to try once more");
    }

    static boolean isCancelled(Throwable failure) {
        return RootCause.of(failure) instanceof CanceledFailure;
    }

    /** The outermost failure that was put into words by hand: its causes know less. */
    private static Optional<ApplicationFailure> told(Throwable failure) {
        return RootCause.outermost(failure, ApplicationFailure.class);
    }
}

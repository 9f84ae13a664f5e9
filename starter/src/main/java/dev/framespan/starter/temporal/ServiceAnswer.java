package dev.framespan.starter.temporal;

import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the embedded server's service answers to a question of ours. A fault is that a workflow has ended meanwhile. */
final class ServiceAnswer<A> implements StreamObserver<A> {
    /** It answers out of memory, some questions on a thread of its own. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final CompletableFuture<A> value = new CompletableFuture<>();

    @Override
    public void onNext(A answer) {
        value.complete(answer);
    }

    @Override
    public void onError(Throwable fault) {
        value.completeExceptionally(fault);
    }

    @Override
    public void onCompleted() {
        value.cancel(false);
    }

    /** Empty where it is a fault, or does not come. */
    Optional<A> get() {
        try {
            return Optional.of(value.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException | CancellationException e) {
            return Optional.empty();
        }
    }
}

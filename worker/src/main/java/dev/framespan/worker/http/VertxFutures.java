package dev.framespan.worker.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What Vert.x will have done, waited for by a thread that is none of its own. */
public final class VertxFutures {
    private static final long PATIENCE_SECONDS = 10;

    private VertxFutures() {}

    /** @throws IOException where it fails, or does not come about within ten seconds */
    public static <T> T await(Future<T> future) throws IOException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("it did not come about within " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Ends it with all that it serves. */
    public static void close(Vertx vertx) {
        try {
            await(vertx.close());
        } catch (IOException e) {
            // Its threads are daemons: they end with the process.
        }
    }
}

package dev.framespan.starter.concurrent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What was asked in another thread. */
public final class Futures {
    private Futures() {}

    /** @throws RuntimeException as it was thrown there */
    public static <T> T join(CompletableFuture<T> asked) {
        try {
            return asked.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}

package dev.framespan.activities.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.store.LiveProcesses;
import dev.framespan.activities.store.MemoryStore;
import dev.framespan.workflows.generation.SubmitResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TakenOverClaimTest {
    @TempDir
    Path folder;

    private final MemoryStore store = new MemoryStore();
    private final CountDownLatch claimed = new CountDownLatch(1);
    private final CountDownLatch sending = new CountDownLatch(1);

    @Test
    @Timeout(30)
    void aWorkerThatStoodStillWithItsClaimSendsNothingWhileAnotherSends() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (TestPurchases purchases = new TestPurchases(store, folder);
                LiveProcesses others = new LiveProcesses(folder)) {
            AtomicReference<Thread> slow = new AtomicReference<>();
            store.fate((key, written) -> {
                if (!written && key.contains("sending") && Thread.currentThread() == slow.get()) {
                    claimed.countDown();
                    await(sending);
                }
            });
            Future<SubmitResult> first = threads.submit(() -> {
                slow.set(Thread.currentThread());
                return purchases.buy(TestPurchases.purchase("run-1"));
            });
            await(claimed);
            purchases.clock.advance(Duration.ofSeconds(31));
            purchases.provider.plays(provider -> {
                sending.countDown();
                ended(first);
                return ScriptedProvider.ACCEPTS.play(provider);
            });

            SubmitResult second = purchases.another(others).buy(TestPurchases.purchase("run-2"), 0);

            assertThat(second.task().task()).isEqualTo("task-1");
            assertThat(first.get().cause()).isEqualTo(SubmitResult.Cause.HELD);
            assertThat(purchases.provider.calls()).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void ended(Future<?> work) {
        try {
            work.get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IOException("the other worker does not come");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}

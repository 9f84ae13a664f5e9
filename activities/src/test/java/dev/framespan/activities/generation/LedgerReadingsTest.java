package dev.framespan.activities.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.store.MemoryStore;
import dev.framespan.activities.store.Store;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a purchase that is already in the ledger costs: one reading of it, and one hash of the result. */
class LedgerReadingsTest {
    @TempDir
    Path folder;

    private final List<String> calls = new ArrayList<>();

    private Store counting(Store store) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void whatIsPaidForIsFoundByOneReading() throws IOException {
        try (TestPurchases purchases = new TestPurchases(counting(new MemoryStore()), folder)) {
            purchases.buy();
            int atTheProvider = readings(purchases);
            purchases.completes(1);
            int finished = readings(purchases);

            // Of each reading one list asks for the ledger's version.
            assertThat(atTheProvider).isEqualTo(2);
            assertThat(finished).isEqualTo(2);
            assertThat(calls).filteredOn("isIntact"::equals).hasSize(1);
        }
    }

    private int readings(TestPurchases purchases) {
        calls.clear();
        purchases.buy();
        return (int) calls.stream().filter("list"::equals).count();
    }
}

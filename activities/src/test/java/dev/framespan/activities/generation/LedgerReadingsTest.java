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

/** How often a purchase reads the ledger, and hashes its result. */
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

            assertThat(atTheProvider).isEqualTo(1);
            assertThat(finished).isEqualTo(1);
            assertThat(calls).filteredOn("isIntact"::equals).hasSize(1);
        }
    }

    /** One tells that it may be bought, one that this is still so after the waiting, one that no other worker can send it any more. */
    @Test
    void whatIsBoughtNowTakesThreeReadings() throws IOException {
        try (TestPurchases purchases = new TestPurchases(counting(new MemoryStore()), folder)) {
            int fresh = readings(purchases);

            assertThat(fresh).isEqualTo(3);
        }
    }

    /** Each lists two folders: that of the ledger's versions, and that of the fingerprint. */
    private int readings(TestPurchases purchases) {
        calls.clear();
        purchases.buy();
        int lists = (int) calls.stream().filter("list"::equals).count();
        assertThat(lists).isEven();
        return lists / 2;
    }
}

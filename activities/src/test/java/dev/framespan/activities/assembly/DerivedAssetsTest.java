package dev.framespan.activities.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.store.MemoryStore;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What was made is found again, until it is forgotten or lost. */
class DerivedAssetsTest {
    private static final String KEY = DerivedAssets.key("film", "of these clips");

    private final MemoryStore store = new MemoryStore();
    private final DerivedAssets derived = new DerivedAssets(store);
    private int made;

    @Test
    void whatIsForgottenIsMadeAnewAndLeavesNoRecord() throws IOException {
        make();
        make();
        assertThat(made).isEqualTo(1);

        derived.forget(KEY);
        assertThat(store.list("derived")).isEmpty();
        make();
        assertThat(made).isEqualTo(2);
    }

    @Test
    void whatTwoForgetIsForgottenOnce() throws IOException {
        make();
        derived.forget(KEY);
        derived.forget(KEY);
        make();
        assertThat(made).isEqualTo(2);
    }

    /** An earlier version left so in place of what it forgot. */
    @Test
    void anEmptyRecordIsAsGoodAsNone() throws IOException {
        make();
        String folder = store.list("derived").get(0);
        store.replace(folder + "/" + KEY + ".json", new byte[0]);
        make();
        assertThat(made).isEqualTo(2);
    }

    @Test
    void whatTheStoreHasLostIsMadeAnew() throws IOException {
        store.forget(make());
        make();
        assertThat(made).isEqualTo(2);
    }

    private Asset make() throws IOException {
        return derived.of(KEY, Asset.class, asset -> asset, () -> {
            made++;
            return store.keep(new ByteArrayInputStream(new byte[] {1, 2, 3}), 10, MediaType.MP4);
        });
    }
}

package dev.framespan.activities.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.store.MemoryStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One worker is called, another one waits. */
class CallbackHealthTest {
    private final MemoryStore store = new MemoryStore();
    private long now = -5;
    private final CallbackHealth called = health("example.org");
    private final CallbackHealth waiting = health("example.org");

    private CallbackHealth health(String realm) {
        return new CallbackHealth(store, realm, () -> now);
    }

    @Test
    void callsAreReliedOnFromTheFirstOneUntilOneIsMissed() {
        assertThat(waiting.isGood()).as("before any has come").isFalse();

        called.arrived();
        assertThat(waiting.isGood())
                .as("what was read is known for two seconds")
                .isFalse();
        now += Duration.ofSeconds(3).toNanos();
        assertThat(waiting.isGood()).isTrue();

        waiting.missed();
        assertThat(waiting.isGood()).isFalse();
        now += Duration.ofSeconds(3).toNanos();
        assertThat(called.isGood()).isFalse();

        called.arrived();
        assertThat(called.isGood()).isTrue();
    }

    @Test
    void anotherProvidersCallsSayNothing() {
        called.arrived();

        assertThat(health("example.com").isGood()).isFalse();
    }

    @Test
    void aDamagedRecordIsAsIfNoneHadCome() throws Exception {
        store.replace("callbacks/example.org.json", new byte[] {'{'});

        assertThat(waiting.isGood()).isFalse();
        waiting.arrived();
        assertThat(waiting.isGood()).isTrue();
    }
}

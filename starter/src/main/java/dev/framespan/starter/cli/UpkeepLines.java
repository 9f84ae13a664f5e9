package dev.framespan.starter.cli;

import dev.framespan.activities.upkeep.UpkeepProgress;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Says now and then how far the upkeep of a store has come. What is over soon is said nothing about. */
final class UpkeepLines implements UpkeepProgress {
    private static final long EVERY = TimeUnit.SECONDS.toNanos(5);

    private final Console console;
    private final LongSupplier nanos;
    private long next;

    UpkeepLines(Console console) {
        this(console, System::nanoTime);
    }

    UpkeepLines(Console console, LongSupplier nanos) {
        this.console = console;
        this.nanos = nanos;
        this.next = nanos.getAsLong() + EVERY;
    }

    @Override
    public void hashed(long bytes, long all) {
        say(() -> "hashed " + ByteText.words(bytes) + " of " + ByteText.words(all));
    }

    @Override
    public void read(long records) {
        say(() -> "read " + CountText.of(records, "record"));
    }

    @Override
    public void discarded(long assets, long all) {
        say(() -> "took away " + CountText.of(assets, "asset") + " of " + String.format(Locale.ROOT, "%,d", all));
    }

    @Override
    public void copied(long bytes, long all) {
        say(() -> "copied " + ByteText.words(bytes) + " of " + ByteText.words(all));
    }

    private void say(Supplier<String> words) {
        if (nanos.getAsLong() - next >= 0) {
            console.say(words.get());
            next = nanos.getAsLong() + EVERY;
        }
    }
}

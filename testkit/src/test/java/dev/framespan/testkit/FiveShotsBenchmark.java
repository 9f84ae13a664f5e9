package dev.framespan.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** For {@code benchmarks/test-kit}, which alone runs this: a build takes classes whose names end in {@code Test}. */
class FiveShotsBenchmark {
    @RegisterExtension
    static final StudioExtension studio = StudioExtension.of(FiveShotsImpl.class);

    @Test
    void once() {
        assertEquals(
                5,
                studio.run(FiveShots.class, FiveShots::make).timeline().cuts().size());
    }

    @RepeatedTest(21)
    void oneAfterAnother() {
        once();
    }
}

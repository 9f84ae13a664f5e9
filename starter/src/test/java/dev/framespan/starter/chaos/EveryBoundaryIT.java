package dev.framespan.starter.chaos;

import dev.framespan.activities.crash.CrashPoint;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** At every crash point there is: the film completes and everything was paid for once, or it waits as designed. */
@Tag("chaos")
class EveryBoundaryIT extends Boundaries {
    @ParameterizedTest
    @EnumSource
    void aWorkerThatDiesThereCostsNeitherMoneyNorFrames(CrashPoint point) throws IOException {
        dieAt(point);
    }
}

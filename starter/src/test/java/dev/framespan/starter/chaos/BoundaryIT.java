package dev.framespan.starter.chaos;

import dev.framespan.activities.crash.CrashPoint;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The short form of {@link EveryBoundaryIT}: around the payment, the asset, the film and its receipt. */
@Tag("long")
@Tag("production")
class BoundaryIT extends Boundaries {
    @ParameterizedTest
    @EnumSource(names = {"SENT", "SUBMITTED", "KEEPING", "ACCOUNTED"})
    void aWorkerThatDiesThereCostsNeitherMoneyNorFrames(CrashPoint point) throws IOException {
        dieAt(point);
    }
}

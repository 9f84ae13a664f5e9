package dev.framespan.starter.chaos;

import dev.framespan.activities.crash.CrashPoint;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Short forms of {@link EveryBoundaryIT}: behind the payment, and around the payment, the asset, the film and its receipt. */
class BoundaryIT extends Boundaries {
    @Test
    void aWorkerThatDiesBehindThePaymentCostsNothing() throws IOException {
        dieAt(CrashPoint.SUBMITTED);
    }

    @ParameterizedTest
    @EnumSource(names = {"SENT", "KEEPING", "ACCOUNTED"})
    @Tag("long")
    @Tag("production")
    void aWorkerThatDiesThereCostsNeitherMoneyNorFrames(CrashPoint point) throws IOException {
        dieAt(point);
    }
}

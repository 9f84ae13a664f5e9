package dev.framespan.simulator.task;

import dev.framespan.simulator.catalogue.ClipModel;
import dev.framespan.simulator.catalogue.Model;
import java.util.Random;

/**
 * How long a task takes; drawn once from its id and written down with it, so that time passes over restarts.
 *
 * @param queuedMillis from acceptance until processing starts
 * @param processingMillis from there until it is finished
 */
record Schedule(long queuedMillis, long processingMillis) {
    /** Clips queue 2 to 5 s and take 60 to 180 s; stills queue 0.2 to 1 s and take 1 to 29 s; all divided by speed; or each takes as long as is said. */
    static Schedule draw(String id, Model model, SimulatorSettings settings) {
        if (settings.taskSeconds() > 0) {
            return new Schedule(1, Math.max(1, Math.round(settings.taskSeconds() * 1_000)));
        }
        double speed = settings.speed();
        Random random = new Random(id.hashCode() * 0x9E3779B97F4A7C15L);
        if (model instanceof ClipModel) {
            return new Schedule(between(random, 2_000, 5_000, speed), between(random, 60_000, 180_000, speed));
        }
        return new Schedule(between(random, 200, 1_000, speed), between(random, 1_000, 29_000, speed));
    }

    private static long between(Random random, int least, int most, double speed) {
        return Math.max(1, Math.round((least + random.nextInt(most - least)) / speed));
    }
}

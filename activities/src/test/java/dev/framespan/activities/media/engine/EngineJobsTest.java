package dev.framespan.activities.media.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.media.protocol.EngineJob;
import org.junit.jupiter.api.Test;

/** No job that can be asked for is without code that does it. */
class EngineJobsTest {
    @Test
    void everyKindOfJobIsDone() {
        assertThat(EngineJobs.kinds()).containsExactlyInAnyOrder(EngineJob.class.getPermittedSubclasses());
    }
}

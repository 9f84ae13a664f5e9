package dev.framespan.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.workflows.studio.ClipRequest;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.Studio;
import io.temporal.client.WorkflowFailedException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A mistake in a workflow's code fails its test, and says which. */
class FaultyWorkflowTest {
    @RegisterExtension
    final BegunStudios studios = new BegunStudios();

    @Test
    void aFaultInTheWorkflowsOwnCodeEndsItsTest() {
        StudioExtension studio = studios.of(Broken.class);

        assertThatThrownBy(() -> studio.run(FiveShots.class, FiveShots::make))
                .isInstanceOf(WorkflowFailedException.class)
                .hasStackTraceContaining("no such song");
        studio.end();
    }

    @Test
    void whatIsNotDeterministicFailsWhereTheTestEnds() {
        StudioExtension studio = studios.of(Changing.class);
        studio.run(FiveShots.class, FiveShots::make);

        assertThatThrownBy(studio::end)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("FiveShots does something else when it runs again: at event ")
                .hasMessageContaining("/1/shot-1, and is now ");
    }

    @Test
    void whoWaitsForEverSaysForWhat() {
        StudioExtension studio = studios.of(Story.Told.class);
        WorkflowRun<String> run = Story.begin(studio, room -> {
            room.await("your choice of a hero", () -> false);
            return "";
        });

        assertThatThrownBy(run::result)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("did not end in 90 days; it waits for your choice of a hero");
        studio.end();
    }

    /** Its own code fails. */
    public static final class Broken implements FiveShots {
        @Override
        public Film make() {
            throw new IllegalStateException("no such song");
        }
    }

    /** Names its shot otherwise whenever it runs. */
    public static final class Changing implements FiveShots {
        private static final AtomicInteger RUNS = new AtomicInteger();

        @Override
        public Film make() {
            String name = "shot-" + RUNS.incrementAndGet();
            return Studio.make(studio -> studio.cut(List.of(
                            studio.clip(ClipRequest.generate("rain").seconds(5).named(name))))
                    .get());
        }
    }
}

package dev.framespan.starter.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.film.FilmStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CancelProgressTest {
    private final List<String> lines = new ArrayList<>();
    private final SetClock clock = new SetClock();
    private final CancelProgress progress = new CancelProgress(waiting -> "why: " + waiting, lines::add, clock);

    private void show(int second, ItemView... items) {
        clock.set(second);
        progress.show(Snapshot.of(List.of(items), FilmStatus.CANCELLING));
    }

    private static ItemView rendering(String id, int percent) {
        return ItemView.rendering(Items.inProgress(id), percent);
    }

    private static ItemView at(String id, Step step) {
        return ItemView.inProgress(Items.inProgress(id), step);
    }

    private static ItemView stopped(String id) {
        return ItemView.of(Items.stopped(id, "cancelled"));
    }

    @Test
    void theReasonIsGivenOnceAndAStepOrAPercentIsNoNews() {
        show(0, rendering("gull", 10), rendering("boat", 10), at("tern", Step.CANCELLING));
        show(5, rendering("gull", 20), at("boat", Step.FETCHING), stopped("tern"));
        show(6, rendering("gull", 30), at("boat", Step.STARTING), stopped("tern"));
        show(7, rendering("gull", 40), stopped("boat"), stopped("tern"));
        show(36, rendering("gull", 60), stopped("boat"), stopped("tern"));
        show(37, rendering("gull", 70), stopped("boat"), stopped("tern"));
        show(38, stopped("gull"), stopped("boat"), stopped("tern"));
        assertThat(lines)
                .containsExactly(
                        "why: gull (rendering 10 %), boat (rendering 10 %)",
                        "waits for 1: gull (rendering 40 %)", "waits for 1: gull (rendering 70 %)");
    }

    @Test
    void ofManyTheFirstAreNamed() {
        ItemView[] many = new ItemView[10];
        for (int i = 0; i < many.length; i++) {
            many[i] = at("s" + i, Step.FETCHING);
        }
        show(0, many);
        assertThat(lines).singleElement().asString().endsWith("s7 (fetching) and 2 more");
    }

    @Test
    void aFilmThatIsNotCancelledYetWaitsForNothing() {
        progress.show(Snapshot.of(List.of(rendering("gull", 10)), ""));
        assertThat(lines).isEmpty();
    }
}

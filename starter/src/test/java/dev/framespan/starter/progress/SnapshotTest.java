package dev.framespan.starter.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.studio.Item;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    @Test
    void onlyWhatThisRunBoughtIsSpent() {
        Snapshot snapshot = Snapshot.of(
                List.of(
                        ItemView.of(Items.done("gull", "0.35", true, null)),
                        ItemView.of(Items.done("sail", "0.35", false, null)),
                        ItemView.of(Items.done("again", "0.35", true, "gull")),
                        ItemView.of(Items.waiting("home"))),
                "");
        assertThat(snapshot.spentUsd()).isEqualByComparingTo(new BigDecimal("0.35"));
        assertThat(snapshot.done()).isEqualTo(3);
    }

    @Test
    void theFilmIsWholeOnlyWhenItIsJoined() {
        Snapshot all = Snapshot.of(List.of(ItemView.of(Items.done("gull", "0.35", true, null))), "joining");
        assertThat(all.percent()).isBetween(50, 99);
        assertThat(Snapshot.NONE.percent()).isZero();
        assertThat(Snapshot.of(List.of(ItemView.rendering(Items.inProgress("gull"), 100)), "")
                        .percent())
                .isLessThan(all.percent());
    }

    @Test
    void whatAWorkflowWaitsForItselfIsToldFromWhatHoldsItUp() {
        assertThat(Snapshot.NONE
                        .with(Snapshot.WAITING_FOR + "your choice of the hero shot")
                        .awaited())
                .isEqualTo("your choice of the hero shot");
        assertThat(Snapshot.NONE.with("no worker answers").awaited()).isEmpty();
    }

    @Test
    void whatHasStoppedIsNoProgress() {
        ItemView done = ItemView.of(Items.done("gull", "0.35", true, null));
        assertThat(Snapshot.of(List.of(done, ItemView.of(Items.stopped("boat", "refused"))), "")
                        .percent())
                .isEqualTo(Snapshot.of(List.of(done, ItemView.of(Items.waiting("boat"))), "")
                        .percent());
    }

    @Test
    void whatWasKeptWhenItsFilmWasCancelledIsHere() {
        Item cancelled = Items.stopped("gull", "cancelled");
        assertThat(Snapshot.of(List.of(ItemView.kept(cancelled)), "").percent())
                .isEqualTo(Snapshot.of(List.of(ItemView.of(Items.done("gull", "0.35", true, null))), "")
                        .percent());
    }

    @Test
    void noFilmGoesBackWhateverIsGivenBackOrStops() {
        Snapshot rendering = Snapshot.of(List.of(ItemView.rendering(Items.inProgress("gull"), 50)), "");
        Snapshot stopped = Snapshot.of(List.of(ItemView.of(Items.stopped("gull", "cancelled"))), "")
                .after(rendering)
                .with("a note");
        assertThat(rendering.percent()).isPositive();
        assertThat(stopped.percent()).isEqualTo(rendering.percent());
        assertThat(Snapshot.of(List.of(ItemView.of(Items.done("gull", "0.35", true, null))), "")
                        .after(stopped)
                        .percent())
                .isGreaterThan(rendering.percent());
    }

    @Test
    void everyStateHasItsWords() {
        assertThat(ItemView.of(Items.waiting("gull")).words()).isEqualTo("waiting");
        assertThat(ItemView.of(Items.shared("again", "gull")).words()).isEqualTo("waiting for gull");
        assertThat(ItemView.rendering(Items.inProgress("gull"), 43).words()).isEqualTo("rendering 43 %");
        assertThat(ItemView.inProgress(Items.inProgress("gull"), Step.QUEUED).words())
                .isEqualTo("queued");
        assertThat(ItemView.of(Items.done("gull", "0.35", true, null)).words()).isEqualTo("done");
        assertThat(ItemView.of(Items.done("gull", "0.35", false, null)).words()).isEqualTo("done, bought before");
        assertThat(ItemView.of(Items.done("again", "0.35", true, "gull")).words())
                .isEqualTo("done, shared with gull");
        assertThat(ItemView.of(Items.stopped("gull", "refused")).words()).isEqualTo("stopped: refused");
    }
}

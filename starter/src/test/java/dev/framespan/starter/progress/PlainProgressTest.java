package dev.framespan.starter.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainProgressTest {
    private static final String AWAY = "provider unreachable, asking again";

    private final List<String> lines = new ArrayList<>();
    private final SetClock clock = new SetClock();
    private final Progress progress = new PlainProgress(
            new BigDecimal("1.05"),
            Map.of("gull", new BigDecimal("0.35"), "boat", new BigDecimal("0.35")),
            lines::add,
            clock);

    private void show(int second, ItemView... items) {
        clock.set(second);
        progress.show(Snapshot.of(List.of(items), ""));
    }

    private static ItemView done(String id) {
        return ItemView.of(Items.done(id, "0.35", true, null));
    }

    @Test
    void oneLineForWhatIsDoneOrStoppedAndNoneForTheStepsBetween() {
        progress.show(Snapshot.NONE);
        show(1, ItemView.inProgress(Items.inProgress("gull"), Step.SUBMITTING));
        show(2, ItemView.rendering(Items.inProgress("gull"), 10));
        show(3, ItemView.rendering(Items.inProgress("gull"), 90));
        progress.show(Snapshot.of(List.of(ItemView.rendering(Items.inProgress("gull"), 90)), "")
                .with("no worker answers; waiting for one"));
        show(4, done("gull"), ItemView.of(Items.stopped("boat", "refused")));
        progress.show(Snapshot.of(List.of(done("gull")), "joining"));
        progress.show(Snapshot.of(List.of(done("gull")), "joining"));
        progress.close();
        assertThat(lines)
                .containsExactly(
                        "0:00  starting",
                        "0:03  no worker answers; waiting for one",
                        "0:04  gull: done",
                        "0:04  boat: stopped (POLICY)",
                        "0:04  joining the film");
    }

    @Test
    void whatStoppedWithItsFilmAndIsHereIsKept() {
        show(1, ItemView.kept(Items.stopped("gull", "cancelled")), ItemView.of(Items.stopped("boat", "refused")));
        assertThat(lines).containsExactly("0:00  starting", "0:01  gull: kept", "0:01  boat: stopped (POLICY)");
    }

    @Test
    void everyHalfMinuteTheSumSaysWhatHoldsTheFilmUp() {
        show(29, done("gull"), ItemView.rendering(Items.inProgress("boat"), 10));
        show(31, done("gull"), ItemView.rendering(Items.inProgress("boat"), 50), ItemView.of(Items.waiting("tern")));
        show(45, done("gull"), ItemView.rendering(Items.inProgress("boat"), 60), ItemView.of(Items.waiting("tern")));
        show(
                62,
                done("gull"),
                ItemView.heldBack(Items.inProgress("boat"), AWAY),
                ItemView.heldBack(Items.inProgress("tern"), AWAY));
        show(93, done("gull"), done("boat"), done("tern"));
        assertThat(lines)
                .containsExactly(
                        "0:00  starting",
                        "0:29  gull: done",
                        "0:31  1 of 3 done, 41 %, $0.35 + $0.35 committed of $1.05",
                        "1:02  1 of 3 done, 31 %, $0.35 of $1.05; boat and 1 more: " + AWAY,
                        "1:33  boat: done",
                        "1:33  tern: done");
    }

    @Test
    void aCauseIsSaidByTheFirstSumThatSeesItAndOnceMoreWhenItIsOver() {
        ItemView gull = ItemView.heldBack(Items.inProgress("gull"), AWAY);
        ItemView tern = ItemView.heldBack(Items.inProgress("tern"), AWAY);
        ItemView boat = ItemView.rendering(Items.inProgress("boat"), 10).withTrouble("no answer");
        show(0, gull, tern, boat);
        show(29, gull, tern, boat);
        show(31, gull, tern, boat);
        show(50, ItemView.inProgress(Items.inProgress("gull"), Step.SUBMITTING), tern, done("boat"));
        show(60, gull, tern, done("boat"));
        show(62, gull, tern, done("boat"));
        show(70, ItemView.inProgress(Items.inProgress("gull"), Step.SUBMITTING), done("tern"), done("boat"));
        show(84, gull, done("tern"), done("boat"));
        show(85, ItemView.inProgress(Items.inProgress("gull"), Step.QUEUED), done("tern"), done("boat"));
        show(99, ItemView.inProgress(Items.inProgress("gull"), Step.QUEUED), done("tern"), done("boat"));
        show(101, ItemView.inProgress(Items.inProgress("gull"), Step.QUEUED), done("tern"), done("boat"));
        assertThat(lines)
                .containsExactly(
                        "0:00  starting",
                        "0:31  0 of 3 done, 6 %, $0.00 + $0.35 committed of $1.05; gull and 1 more: " + AWAY
                                + "; boat: no answer, asking again",
                        "0:50  boat: done",
                        "1:02  1 of 3 done, 31 %, $0.35 of $1.05; 2 held up",
                        "1:10  tern: done",
                        "1:39  2 of 3 done, 58 %, $0.70 + $0.35 committed of $1.05",
                        "1:41  over: " + AWAY);
    }

    @Test
    void whatWaitsForTheNextDayIsSaidOnceForAll() {
        String said = "the day's limit of 5 USD is reached";
        ItemView gull = ItemView.of(Items.forToday("gull", said));
        ItemView tern = ItemView.of(Items.forToday("tern", said));
        show(1, gull, tern, done("boat"));
        show(31, gull, tern, done("boat"));
        assertThat(lines)
                .containsExactly(
                        "0:00  starting",
                        "0:01  boat: done",
                        "0:31  1 of 3 done, 28 %, $0.35 of $1.05; gull and 1 more: " + said);
    }

    @Test
    void causesThatWereSaidAreCountedTogether() {
        ItemView gull = ItemView.of(Items.forToday("gull", "one cause"));
        ItemView tern = ItemView.of(Items.forToday("tern", "another"));
        show(31, gull, tern);
        show(62, gull, tern);
        assertThat(lines)
                .containsExactly(
                        "0:00  starting",
                        "0:31  0 of 2 done, 0 %, $0.00 of $1.05; gull: one cause; tern: another",
                        "1:02  0 of 2 done, 0 %, $0.00 of $1.05; 2 held up");
    }

    @Test
    void whatWasBoughtBeforeIsOneSum() {
        ItemView gull = ItemView.of(Items.done("gull", "0.35", false, null));
        ItemView boat = ItemView.of(Items.done("boat", "0.35", false, null));
        show(1, ItemView.of(Items.inProgress("gull")), ItemView.of(Items.inProgress("boat")));
        show(2, gull, ItemView.of(Items.inProgress("boat")));
        show(3, gull, boat);
        show(4, gull, boat);
        assertThat(lines)
                .containsExactly("0:00  starting", "0:03  2 of 2 done, 80 %, $0.70 (of which $0.70 before) of $1.05");
    }

    @Test
    void theSumAfterAResumeSaysWhatWasPaidBefore() {
        show(
                31,
                ItemView.of(Items.done("gull", "0.35", false, null)),
                done("boat"),
                ItemView.of(Items.inProgress("tern")));
        assertThat(lines)
                .containsExactly(
                        "0:00  starting",
                        "0:31  boat: done",
                        "0:31  2 of 3 done, 58 %, $0.70 (of which $0.35 before) of $1.05");
    }

    @Test
    void programsSeeEveryPercent() {
        List<Map<String, Object>> events = new ArrayList<>();
        Progress progress = new JsonProgress(Map.of("gull", new BigDecimal("0.35")), events::add);
        progress.show(Snapshot.of(List.of(ItemView.rendering(Items.inProgress("gull"), 10)), ""));
        progress.show(Snapshot.of(List.of(ItemView.rendering(Items.inProgress("gull"), 10)), ""));
        progress.show(Snapshot.of(List.of(ItemView.rendering(Items.inProgress("gull"), 20)), ""));
        progress.show(Snapshot.of(List.of(ItemView.of(Items.stopped("gull", "refused"))), ""));
        assertThat(events).hasSize(3);
        assertThat(events.get(1))
                .containsEntry("event", "shot")
                .containsEntry("id", "gull")
                .containsEntry("doing", "rendering")
                .containsEntry("percent", 20)
                .containsEntry("committedUsd", new BigDecimal("0.35"));
        assertThat(events.get(2)).doesNotContainKey("committedUsd");
        assertThat(events.get(2)).containsEntry("state", "stopped").containsKey("stop");
    }
}

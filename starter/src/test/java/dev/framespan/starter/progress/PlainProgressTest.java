package dev.framespan.starter.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainProgressTest {
    private static final String AWAY = "provider unreachable, asking again";

    private final List<String> lines = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final Progress progress = new PlainProgress(
            new BigDecimal("1.05"),
            Map.of("gull", new BigDecimal("0.35"), "boat", new BigDecimal("0.35")),
            lines::add,
            new Clock() {
                @Override
                public Instant instant() {
                    return now;
                }

                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }
            });

    private void show(int second, ItemView... items) {
        now = Instant.EPOCH.plusSeconds(second);
        progress.show(Snapshot.of(List.of(items), ""));
    }

    private static ItemView done(String id) {
        return ItemView.of(Items.done(id, "0.35", true, null));
    }

    @Test
    void oneLineForWhatIsDoneOrStoppedAndNoneForTheStepsBetween() {
        progress.show(Snapshot.NONE);
        show(1, ItemView.moving(Items.moving("gull"), Step.SUBMITTING));
        show(2, ItemView.rendering(Items.moving("gull"), 10));
        show(3, ItemView.rendering(Items.moving("gull"), 90));
        progress.show(Snapshot.of(List.of(ItemView.rendering(Items.moving("gull"), 90)), "")
                .with("no worker answers; waiting for one"));
        show(4, done("gull"), ItemView.of(Items.stopped("boat", "refused")));
        progress.show(Snapshot.of(List.of(done("gull")), "joining"));
        progress.show(Snapshot.of(List.of(done("gull")), "joining"));
        progress.close();
        assertThat(lines)
                .containsExactly(
                        "0:03  no worker answers; waiting for one",
                        "0:04  gull: done",
                        "0:04  boat: stopped: refused",
                        "0:04  joining the film");
    }

    @Test
    void everyHalfMinuteTheSumSaysWhatHoldsTheFilmUp() {
        show(29, done("gull"), ItemView.rendering(Items.moving("boat"), 10));
        show(31, done("gull"), ItemView.rendering(Items.moving("boat"), 50), ItemView.of(Items.waiting("tern")));
        show(45, done("gull"), ItemView.rendering(Items.moving("boat"), 60), ItemView.of(Items.waiting("tern")));
        show(
                62,
                done("gull"),
                ItemView.heldBack(Items.moving("boat"), AWAY),
                ItemView.heldBack(Items.moving("tern"), AWAY));
        show(93, done("gull"), done("boat"), done("tern"));
        assertThat(lines)
                .containsExactly(
                        "0:29  gull: done",
                        "0:31  1 of 3 done, 41 %, $0.35 + $0.35 committed of $1.05",
                        "1:02  1 of 3 done, 31 %, $0.35 of $1.05; boat and 1 more: " + AWAY,
                        "1:33  boat: done",
                        "1:33  tern: done");
    }

    @Test
    void whatIsHeldUpForAMinuteHasALineOfItsOwnOnce() {
        ItemView heldBack = ItemView.heldBack(Items.moving("gull"), AWAY);
        ItemView inTrouble = ItemView.rendering(Items.moving("boat"), 10).in("no answer");
        show(0, heldBack, inTrouble);
        show(50, heldBack, inTrouble);
        show(61, ItemView.moving(Items.moving("gull"), Step.SUBMITTING), inTrouble);
        show(65, heldBack, inTrouble);
        show(110, heldBack, inTrouble);
        show(126, heldBack, inTrouble);
        assertThat(lines.stream().filter(line -> !line.contains(" of ")).toList())
                .containsExactly("1:01  boat: rendering; no answer, asking again", "2:06  gull: " + AWAY);
    }

    @Test
    void programsSeeEveryPercent() {
        List<Map<String, Object>> events = new ArrayList<>();
        Progress progress = new JsonProgress(Map.of("gull", new BigDecimal("0.35")), events::add);
        progress.show(Snapshot.of(List.of(ItemView.rendering(Items.moving("gull"), 10)), ""));
        progress.show(Snapshot.of(List.of(ItemView.rendering(Items.moving("gull"), 10)), ""));
        progress.show(Snapshot.of(List.of(ItemView.rendering(Items.moving("gull"), 20)), ""));
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

package dev.framespan.starter.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainProgressTest {
    @Test
    void oneLineAChange() {
        List<String> lines = new ArrayList<>();
        Progress progress = new PlainProgress(lines::add, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        progress.show(Snapshot.NONE);
        progress.show(Snapshot.of(List.of(ItemView.rendering(Items.moving("gull"), 10)), ""));
        progress.show(Snapshot.of(List.of(ItemView.rendering(Items.moving("gull"), 20)), ""));
        progress.show(Snapshot.of(List.of(ItemView.rendering(Items.moving("gull"), 30)), "")
                .with("no worker answers; waiting for one"));
        progress.show(Snapshot.of(List.of(ItemView.of(Items.done("gull", "0.35", true, null))), "joining"));
        progress.show(Snapshot.of(List.of(ItemView.of(Items.done("gull", "0.35", true, null))), "joining"));
        progress.close();
        assertThat(lines)
                .containsExactly(
                        "0:00  gull: rendering",
                        "0:00  no worker answers; waiting for one",
                        "0:00  gull: done",
                        "0:00  joining the film");
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

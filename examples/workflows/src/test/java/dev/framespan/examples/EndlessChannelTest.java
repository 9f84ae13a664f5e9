package dev.framespan.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.examples.EndlessChannel.Channel;
import dev.framespan.testkit.AskedTake;
import dev.framespan.testkit.StudioExtension;
import dev.framespan.testkit.WorkflowRun;
import dev.framespan.workflows.catalogue.Action;
import dev.framespan.workflows.studio.Film;
import dev.framespan.workflows.studio.Item;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EndlessChannelTest {
    private static final Channel CHANNEL = new Channel(List.of("a train", "a forest", "a bridge"), 0, null);

    @RegisterExtension
    static final StudioExtension studio = StudioExtension.of(EndlessChannelImpl.class);

    @Test
    void afterFiftyShotsItGoesOnAsANewRunWhereTheLastOneEnded() {
        studio.provider().slow("shot-52", Duration.ofDays(1));
        WorkflowRun<Film> run = studio.start(EndlessChannel.class, channel -> channel.run(CHANNEL));
        run.await("shot-52", Item.State.IN_PROGRESS);
        run.stub().signal("stop");
        run.result();

        assertThat(run.firstHistory().getEvents().size())
                .as("events of fifty shots")
                .isBetween(500, 2_000);
        assertThat(studio.joined()).hasSize(2);
        assertThat(studio.films()).as("episodes").hasSize(2);
        AskedTake first = bought("shot-51");
        assertThat(first.request().action()).isEqualTo(Action.IMAGE2VIDEO);
        assertThat(first.request().inputs().get(0).frame().clip())
                .as("the last frame of the episode before")
                .isEqualTo(studio.joined().get(0).cuts().get(49).clip().sha256());
    }

    private static AskedTake bought(String id) {
        return studio.bought().stream()
                .filter(take -> take.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}

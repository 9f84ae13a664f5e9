package dev.framespan.starter.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainCutProgressTest {
    private final List<String> lines = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final InstantSource source = () -> now;
    private final Clock clock = source.withZone(ZoneOffset.UTC);

    @Test
    void whatIsBegunHasALineAndALongOneSaysHowFarItIs() {
        PlainCutProgress progress = new PlainCutProgress(lines::add, clock);
        progress.show("looking at the clips", 0);
        now = now.plus(Duration.ofSeconds(4));
        progress.show("looking at the clips", 50);
        progress.show("cutting the film", 0);
        now = now.plus(Duration.ofSeconds(10));
        progress.show("cutting the film", 31);
        progress.show("cutting the film", 32);
        assertThat(lines)
                .containsExactly(
                        "0:00  looking at the clips", "0:04  cutting the film", "0:14  cutting the film, 31 %");
    }
}

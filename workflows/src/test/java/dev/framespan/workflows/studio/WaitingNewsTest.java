package dev.framespan.workflows.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.generation.TakeKind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The operator hears of what waits once. */
class WaitingNewsTest {
    private final WaitingNews news = new WaitingNews();

    private static Item parked(String id, FailureKind kind, int second) {
        return Item.waiting(id, TakeKind.CLIP).parked(Stop.of(kind, id, 1, "refused"), Instant.ofEpochSecond(second));
    }

    @Test
    void whatWaitsForAnAnswerIsNewsOnce() {
        Item gull = parked("gull", FailureKind.POLICY, 1);
        Item rain = parked("rain", FailureKind.POLICY, 2);
        assertThat(news.areNews(List.of(gull, rain))).isTrue();
        news.told(List.of(gull, rain));

        assertThat(news.areNews(List.of(gull, rain))).isFalse();
        assertThat(news.areNews(List.of(rain))).as("one has its answer").isFalse();
        assertThat(news.areNews(List.of(rain, parked("gull", FailureKind.POLICY, 3))))
                .as("and stopped once more")
                .isTrue();
        assertThat(news.areNews(List.of())).isFalse();
    }

    @Test
    void anAccountThatIsEmptyIsNewsOnceEachTime() {
        Item gull = parked("gull", FailureKind.BALANCE, 1);
        Item rain = parked("rain", FailureKind.BALANCE, 1);
        news.told(List.of(gull, rain));

        assertThat(news.areNews(List.of(gull, parked("rain", FailureKind.BALANCE, 2))))
                .as("tried by itself, and refused again")
                .isFalse();
        assertThat(news.areNews(List.of(rain)))
                .as("it was filled up, gull was made, and it is empty once more")
                .isTrue();
    }
}

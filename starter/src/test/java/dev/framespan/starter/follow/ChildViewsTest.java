package dev.framespan.starter.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.progress.ItemView;
import dev.framespan.starter.progress.Step;
import dev.framespan.workflows.studio.Item;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A server with much to do answers some questions late: what is said of a long film does not wait for all of them. */
class ChildViewsTest {
    private static final List<Item> MOVING = IntStream.range(0, 40)
            .mapToObj(i -> new Item("s" + i, false, Item.State.IN_PROGRESS, "film/1/s" + i, null, null, null))
            .toList();

    @Test
    void whoIsNotAskedInTimeIsAskedFirstTheNextTimeAndMeanwhileAllIsSaidThatIsKnown() {
        Set<String> asked = ConcurrentHashMap.newKeySet();
        ChildViews views = new ChildViews(
                item -> {
                    asked.add(item.id());
                    sleep(400);
                    return ItemView.inProgress(item, Step.QUEUED);
                },
                Duration.ofMillis(1_500));

        List<ItemView> first = views.of(MOVING);
        assertThat(first).extracting(ItemView::step).contains(Step.QUEUED, Step.AT_WORK);
        assertThat(asked).hasSizeLessThan(MOVING.size());
        List<ItemView> then = first;
        for (int i = 0; i < 20 && then.stream().anyMatch(view -> view.step() != Step.QUEUED); i++) {
            then = views.of(MOVING);
        }
        assertThat(then).extracting(ItemView::step).containsOnly(Step.QUEUED);
        assertThat(then)
                .extracting(ItemView::id)
                .containsExactlyElementsOf(MOVING.stream().map(Item::id).toList());
    }

    @Test
    void ofAFewAllAreAsked() {
        List<Item> few = MOVING.subList(0, 3);
        ChildViews views = new ChildViews(
                item -> {
                    sleep(50);
                    return ItemView.inProgress(item, Step.FETCHING);
                },
                Duration.ZERO);

        assertThat(views.of(few)).extracting(ItemView::step).containsOnly(Step.FETCHING);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

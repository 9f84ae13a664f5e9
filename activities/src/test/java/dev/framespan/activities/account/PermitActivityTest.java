package dev.framespan.activities.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.ledger.Ledger;
import dev.framespan.activities.ledger.LedgerEntry;
import dev.framespan.activities.provider.ProviderException;
import dev.framespan.activities.provider.TaskStatus;
import dev.framespan.activities.store.MemoryStore;
import dev.framespan.activities.testing.UnaskedProvider;
import dev.framespan.workflows.account.Permit;
import dev.framespan.workflows.account.PermitRequest;
import dev.framespan.workflows.generation.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which permits are found to be over that no worker gives back. */
class PermitActivityTest {
    private final MemoryStore store = new MemoryStore();
    private final Set<String> awaited = new HashSet<>();
    private final Map<String, Object> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private Duration slow = Duration.ZERO;
    private long now = Long.MAX_VALUE - Duration.ofMinutes(1).toNanos();

    private final PermitActivityImpl permits = new PermitActivityImpl(
            store,
            new UnaskedProvider() {
                @Override
                public TaskStatus status(String task) throws ProviderException {
                    asked.add(task);
                    now += slow.toNanos();
                    Object answer = answers.getOrDefault(task, TaskStatus.State.PROCESSING);
                    if (answer instanceof TaskStatus.State state) {
                        return new TaskStatus(state, 0, List.of(), null, null);
                    }
                    throw ProviderException.of(FailureKind.LOST, ProviderException.Accepted.NO, "no such task")
                            .answer((Integer) answer, null)
                            .build();
                }
            },
            permit -> awaited.contains(permit.holder().id()),
            () -> now);

    private static String fingerprint(int number) {
        return "v1:" + "%064d".formatted(number);
    }

    private Permit permit(int number, String task) {
        return new Permit(
                new PermitRequest(
                        "shot" + number,
                        store.id(),
                        fingerprint(number),
                        "storm",
                        0,
                        "storm/1/" + number,
                        "run",
                        false),
                0,
                task,
                null);
    }

    private List<Permit> permits(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> permit(number, "task-" + number))
                .toList();
    }

    @Test
    void whatTheLedgerSaysIsKnownThoughTheProviderHangs() throws Exception {
        for (int number = 40; number < 50; number++) {
            new Ledger(store)
                    .add(fingerprint(number), 1, new LedgerEntry.Failed(Instant.EPOCH, FailureKind.FAILED, null, "no"));
        }
        slow = Duration.ofSeconds(20);
        long start = now;

        assertThat(permits.ended(permits(0, 50))).containsExactlyElementsOf(permits(40, 50));

        assertThat(Duration.ofNanos(now - start)).isLessThan(Duration.ofMinutes(2));
        assertThat(asked).hasSize(5);
    }

    @Test
    void eachOfManyTasksIsAskedForInTurnAndSixAtATime() {
        permits.ended(permits(0, 14));
        assertThat(asked).hasSize(6);
        permits.ended(permits(0, 14));
        permits.ended(permits(0, 14));

        assertThat(asked).hasSize(18);
        assertThat(new HashSet<>(asked)).hasSize(14);
    }

    @Test
    void theProviderIsAskedOnlyForWhatNoGenerationAwaits() {
        awaited.add("shot1");
        awaited.add("shot3");
        answers.put("task-1", TaskStatus.State.COMPLETED);
        answers.put("task-2", TaskStatus.State.COMPLETED);

        assertThat(permits.ended(List.of(permit(1, "task-1"), permit(2, "task-2"), permit(3, null), permit(4, null))))
                .containsExactlyInAnyOrder(permit(2, "task-2"), permit(4, null));
        assertThat(asked).containsExactly("task-2");
    }

    private boolean isOverAfter(Duration pause) {
        now += pause.toNanos();
        return !permits.ended(permits(1, 2)).isEmpty();
    }

    @Test
    void aTaskThatTheProviderDoesNotKnowIsGoneTheSecondTimeHalfAMinuteLater() {
        answers.put("task-1", 404);

        assertThat(isOverAfter(Duration.ZERO)).isFalse();
        assertThat(isOverAfter(Duration.ofSeconds(20))).isFalse();
        assertThat(isOverAfter(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void aTaskThatTheProviderKnowsAgainIsNotGone() {
        answers.put("task-1", 404);
        assertThat(isOverAfter(Duration.ZERO)).isFalse();
        answers.put("task-1", TaskStatus.State.PROCESSING);
        assertThat(isOverAfter(Duration.ofMinutes(1))).isFalse();
        answers.put("task-1", 404);

        assertThat(isOverAfter(Duration.ofMinutes(1))).isFalse();
        answers.put("task-1", 503);
        assertThat(isOverAfter(Duration.ofMinutes(1))).isFalse();
        answers.put("task-1", 404);
        assertThat(isOverAfter(Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void whatIsRememberedOfTasksIsBounded() {
        TaskLooks looks = new TaskLooks();
        looks.asks("first");
        assertThat(looks.isGone("first", 0)).isFalse();
        for (int i = 0; i < TaskLooks.REMEMBERED; i++) {
            looks.asks("task-" + i);
        }
        looks.asks("first");

        assertThat(looks.isGone("first", Duration.ofMinutes(1).toNanos())).isFalse();
    }
}

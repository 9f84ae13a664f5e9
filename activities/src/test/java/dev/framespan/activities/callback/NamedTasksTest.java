package dev.framespan.activities.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.store.MemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a callback's body calls its task. */
class NamedTasksTest {
    private static List<String> in(String body) {
        return NamedTasks.in(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anIdIsFoundWhereverTheBodyHasIt() {
        assertThat(in("{\"id\":\"task-1\",\"status\":\"completed\"}")).containsExactly("task-1");
        assertThat(in("{\"event\":\"task.completed\",\"data\":{\"task_id\":\"task-2\"}}"))
                .containsExactly("task-2");
        assertThat(in("{\"id\":\"event-1\",\"data\":[{\"taskId\":\"task-3\"}]}"))
                .containsExactly("event-1", "task-3");
    }

    @Test
    void garbageNamesNothing() {
        assertThat(in("")).isEmpty();
        assertThat(in("<html>")).isEmpty();
        assertThat(in("{\"id\":\"../../etc\"}")).isEmpty();
        assertThat(in("{\"id\":\"" + "a".repeat(201) + "\"}")).isEmpty();
        assertThat(in("[".repeat(1_000))).isEmpty();
        assertThat(in("{\"id\":{\"id\":null}}")).isEmpty();
    }

    @Test
    void noMoreThanAFewAreKept() {
        assertThat(in("[{\"id\":\"1\"},{\"id\":\"2\"},{\"id\":\"3\"},{\"id\":\"4\"},{\"id\":\"5\"}]"))
                .hasSize(4);
    }

    @Test
    void theFirstThatWereNamedAreKept() throws IOException {
        NamedTasks named = new NamedTasks(new MemoryStore());
        CallbackTask submission = new CallbackTask("v1:" + "a".repeat(64), 1);
        named.write(submission, List.of("task-1", "task-2"));
        named.write(submission, List.of("task-3"));

        assertThat(named.of(submission)).containsExactly("task-1", "task-2");
        assertThat(named.of(new CallbackTask("v1:" + "a".repeat(64), 2))).isEmpty();
    }
}

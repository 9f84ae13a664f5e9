package dev.framespan.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.ActivityOptions;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The options of every activity, found wherever a class of this module declares some. */
class ActivityOptionsTest {
    private static final Path CLASSES = Path.of("target/classes");

    /** Each of these has a caller that waits for it, so it gives up after minutes. */
    private static final Set<String> ANSWERED_AT_ONCE = Set.of(
            "AnswerActivities.PROVIDER",
            "AnswerActivities.RECORDS",
            "GenerationOptions.CANCEL",
            "TermsWorkflowImpl.ASK");

    private static final Map<String, ActivityOptions> ALL = new TreeMap<>();

    @BeforeAll
    static void find() throws IOException, ReflectiveOperationException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(CLASSES)) {
            files = found.filter(file -> file.toString().endsWith(".class")).toList();
        }
        for (Path file : files) {
            String name = CLASSES.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
            if (!name.startsWith("dev.framespan")) {
                continue;
            }
            Class<?> type = Class.forName(name);
            for (Field field : type.getDeclaredFields()) {
                if (field.getType() == ActivityOptions.class) {
                    field.setAccessible(true);
                    ALL.put(type.getSimpleName() + "." + field.getName(), (ActivityOptions) field.get(null));
                }
            }
        }
        assertThat(ALL)
                .containsOnlyKeys(
                        "AnswerActivities.POLICY",
                        "AnswerActivities.PROVIDER",
                        "AnswerActivities.RECORDS",
                        "AssemblyOptions.CUT",
                        "GenerationOptions.AWAIT",
                        "GenerationOptions.CANCEL",
                        "GenerationOptions.FETCH",
                        "GenerationOptions.SUBMIT",
                        "GenerationOptions.VERIFY",
                        "NotificationWorkflowImpl.OPTIONS",
                        "OwnInputs.OPTIONS",
                        "RecordOptions.RECEIPT",
                        "RecordOptions.RECORDS",
                        "TermsWorkflowImpl.ASK");
    }

    @Test
    void whatWaitsForAPermitIsAskedAgainAsOftenAsItTakes() {
        assertThat(ALL.get("GenerationOptions.SUBMIT").getRetryOptions().getMaximumAttempts())
                .as("each attempt asks the ledger first, and ends for good with whatever it does not wait for")
                .isZero();
    }

    @Test
    void aTaskIsTakenBackAsOftenAsItTakesInSixMinutes() {
        ActivityOptions cancel = ALL.get("GenerationOptions.CANCEL");
        assertThat(cancel.getRetryOptions().getMaximumAttempts()).isZero();
        assertThat(cancel.getRetryOptions().getMaximumInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(cancel.getScheduleToCloseTimeout()).isEqualTo(Duration.ofMinutes(6));
    }

    @Test
    void aSubmissionHasTheTimeOfTheLongestRequestTwiceOver() {
        assertThat(ALL.get("GenerationOptions.SUBMIT").getStartToCloseTimeout())
                .as("a text is spoken for two minutes at most")
                .isGreaterThan(Duration.ofMinutes(4));
    }

    @Test
    void everyActivityHasATimeLimitAndARetryPolicyOfItsOwn() {
        ALL.forEach((name, options) -> {
            assertThat(options.getStartToCloseTimeout()).as(name).isPositive();
            assertThat(options.getRetryOptions()).as(name).isNotNull();
        });
    }

    @Test
    void whateverWaitsForWorkersWaitsForAWeekAndMore() {
        ALL.forEach((name, options) -> {
            if (!ANSWERED_AT_ONCE.contains(name)) {
                assertThat(options.getScheduleToStartTimeout()).as(name).isNull();
                assertThat(options.getScheduleToCloseTimeout())
                        .as(name)
                        .satisfiesAnyOf(none -> assertThat(none).isNull(), limit -> assertThat(limit)
                                .isGreaterThan(Duration.ofDays(7)));
            }
        });
    }

    @Test
    void anActivityThatLastsHeartbeats() {
        for (String name : List.of(
                "GenerationOptions.SUBMIT",
                "GenerationOptions.FETCH",
                "GenerationOptions.VERIFY",
                "OwnInputs.OPTIONS",
                "RecordOptions.RECEIPT",
                "AssemblyOptions.CUT")) {
            assertThat(ALL.get(name).getHeartbeatTimeout()).as(name).isPositive();
        }
    }
}

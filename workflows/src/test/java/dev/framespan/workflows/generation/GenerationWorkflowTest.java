package dev.framespan.workflows.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.workflows.testing.Plans;
import dev.framespan.workflows.testing.WorkflowTestServer;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 90, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GenerationWorkflowTest {
    private static final Purchase GULL = Plans.purchase("gull");

    private final WorkflowTestServer rehearsal = new WorkflowTestServer();

    @AfterEach
    void close() {
        rehearsal.close();
    }

    @Test
    void aShotIsSubmittedAwaitedFetchedAndVerifiedOnce() {
        Take take = rehearsal.generation(GULL);

        assertThat(take.task()).isEqualTo("task-gull");
        assertThat(rehearsal.deeds()).containsExactly("submit gull", "await gull", "fetch gull", "verify gull");
    }

    @Test
    void whatWasBoughtBeforeIsNeitherAwaitedNorFetched() {
        Take before = rehearsal.generation(GULL);
        rehearsal.submit("gull", (purchase, waits, call) -> SubmitResult.bought(before));

        assertThat(rehearsal.generation(GULL)).isEqualTo(before);

        assertThat(rehearsal.times("fetch gull")).isEqualTo(1);
    }

    @Test
    void aBusyAccountIsWaitedForAHundredTimesAndMoreWithTheCountGrowing() {
        List<Integer> counted = Collections.synchronizedList(new ArrayList<>());
        rehearsal.submit("gull", (purchase, waits, call) -> {
            counted.add(waits);
            return call <= 150
                    ? SubmitResult.later(Duration.ofSeconds(30), SubmitResult.Cause.LIMIT)
                    : SubmitResult.running(WorkflowTestServer.task(purchase));
        });

        assertThat(rehearsal.generation(GULL).task()).isEqualTo("task-gull");

        assertThat(counted).hasSize(151).isSorted().startsWith(0, 1, 2).endsWith(149, 150);
        assertThat(rehearsal.history("alone/1/gull").getEvents())
                .as("a second history")
                .hasSizeLessThan(700);
    }

    @Test
    void anotherCauseIsCountedAnew() {
        List<Integer> counted = Collections.synchronizedList(new ArrayList<>());
        rehearsal.submit("gull", (purchase, waits, call) -> {
            counted.add(waits);
            return switch (call) {
                case 1, 2 -> SubmitResult.later(Duration.ofSeconds(30), SubmitResult.Cause.LIMIT);
                case 3 -> SubmitResult.later(Duration.ofSeconds(30), SubmitResult.Cause.UNREACHABLE);
                default -> SubmitResult.running(WorkflowTestServer.task(purchase));
            };
        });

        rehearsal.generation(GULL);

        assertThat(counted).containsExactly(0, 1, 2, 1);
    }

    @Test
    void aWorkerThatDiesWhileSubmittingIsFollowedByAnotherQuestionToTheLedger() {
        rehearsal.submit("gull", (purchase, waits, call) -> {
            if (call == 1) {
                throw new TimeoutFailure("no heartbeat", null, TimeoutType.TIMEOUT_TYPE_HEARTBEAT);
            }
            return SubmitResult.running(WorkflowTestServer.task(purchase));
        });

        assertThat(rehearsal.generation(GULL).task()).isEqualTo("task-gull");
        assertThat(rehearsal.times("submit gull")).isEqualTo(2);
    }

    @Test
    void temporalNeverSubmitsAgainByItself() {
        rehearsal.submit("gull", (purchase, waits, call) -> {
            throw ApplicationFailure.newFailure("something that could be retried", "Any");
        });

        assertThatThrownBy(() -> rehearsal.generation(GULL)).isInstanceOf(WorkflowFailedException.class);
        assertThat(rehearsal.times("submit gull")).isEqualTo(1);
    }

    @Test
    void aFileThatDoesNotDecodeIsFetchedOnceMore() {
        rehearsal.verify("gull", (task, call) -> {
            if (call == 1) {
                throw task.stop(FailureKind.UNUSABLE, "cut off").failure();
            }
            return WorkflowTestServer.FACTS;
        });

        assertThat(rehearsal.generation(GULL).task()).isEqualTo("task-gull");
        assertThat(rehearsal.deeds())
                .containsExactly("submit gull", "await gull", "fetch gull", "verify gull", "fetch gull", "verify gull");
    }

    @Test
    void aFileThatDoesNotDecodeTwiceIsRejectedAndStopsTheShot() {
        rehearsal.verify("gull", (task, call) -> {
            throw task.stop(FailureKind.UNUSABLE, "cut off").failure();
        });

        assertThat(stop(() -> rehearsal.generation(GULL)).kind()).isEqualTo(FailureKind.UNUSABLE);
        assertThat(rehearsal.times("fetch gull")).isEqualTo(2);
        assertThat(rehearsal.times("reject gull: cut off")).isEqualTo(1);
    }

    @Test
    void aPageInPlaceOfAClipIsFetchedOnceMoreToo() {
        rehearsal.fetch("gull", (task, call) -> {
            if (call == 1) {
                throw task.stop(FailureKind.UNUSABLE, "it begins with <html>").failure();
            }
        });

        assertThat(rehearsal.generation(GULL).task()).isEqualTo("task-gull");
    }

    @Test
    void aLinkThatIsNotFollowedIsNotAskedForASecondTime() {
        Stop refused = Stop.of(FailureKind.UNUSABLE, "gull", 1, "leads elsewhere")
                .at(1, "task-gull")
                .answered(null, Stop.REFUSED_LINK);
        rehearsal.fetch("gull", (task, call) -> {
            throw refused.failure();
        });

        assertThat(stop(() -> rehearsal.generation(GULL))).isEqualTo(refused);
        assertThat(rehearsal.deeds())
                .containsExactly("submit gull", "await gull", "fetch gull", "reject gull: leads elsewhere");
    }

    private static Stop stop(ThrowingCallable making) {
        Throwable failure = org.assertj.core.api.Assertions.catchThrowable(making);
        return Stop.of(failure).orElseThrow(() -> new AssertionError(failure));
    }

    @Test
    void theEvidenceOfAStopComesThroughWhole() {
        Stop evidence = Stop.of(FailureKind.POLICY, "gull", 3, "refused")
                .at(2, "task-9")
                .answered(400, "content_policy");
        rehearsal.await("gull", (task, call) -> {
            throw evidence.failure();
        });

        assertThat(stop(() -> rehearsal.generation(GULL))).isEqualTo(evidence);
    }

    @Test
    void aTaskThatAnotherFilmGaveBackIsSubmittedAgain() {
        rehearsal.await("gull", (task, call) -> {
            if (call == 1) {
                throw task.stop(FailureKind.CANCELLED, "given back").askedAnew().failure();
            }
        });

        assertThat(rehearsal.generation(GULL).task()).isEqualTo("task-gull");
        assertThat(rehearsal.times("submit gull")).isEqualTo(2);
    }

    @Test
    void aTaskThatWasCancelledElsewhereStopsTheShot() {
        rehearsal.await("gull", (task, call) -> {
            throw task.stop(FailureKind.CANCELLED, "cancelled at the provider").failure();
        });

        assertThat(stop(() -> rehearsal.generation(GULL)).kind()).isEqualTo(FailureKind.CANCELLED);
        assertThat(rehearsal.times("submit gull")).isEqualTo(1);
    }

    @Test
    void aTaskThatTakesLongerThanAnyLimitIsLookedForAgainAndNotLost() {
        rehearsal.await("gull", (task, call) -> {
            if (call <= 40) {
                throw notYet(Duration.ofDays(1));
            }
        });

        assertThat(rehearsal.generation(GULL).task()).isEqualTo("task-gull");
        assertThat(rehearsal.times("submit gull")).isEqualTo(2);
    }

    private static ApplicationFailure notYet(Duration delay) {
        return ApplicationFailure.newBuilder()
                .setMessage("not yet")
                .setType("NotYet")
                .setCategory(ApplicationErrorCategory.BENIGN)
                .setNextRetryDelay(delay)
                .build();
    }

    @Test
    void aDownloadThatIsHeldUpForDaysIsNotLost() {
        rehearsal.fetch("gull", (task, call) -> {
            if (call <= 9 * 24) {
                throw notYet(Duration.ofHours(1));
            }
        });

        assertThat(rehearsal.generation(GULL).task()).isEqualTo("task-gull");
    }

    @Test
    void workersThatDieWhileTheyDecodeDoNotCostTheShot() {
        rehearsal.verify("gull", (task, call) -> {
            if (call <= 12) {
                throw ApplicationFailure.newFailure("the worker is shutting down", "Any");
            }
            return WorkflowTestServer.FACTS;
        });

        assertThat(rehearsal.generation(GULL).task()).isEqualTo("task-gull");
    }

    @Test
    void whatIsNotDecodedInTimeIsLookedForAgain() {
        rehearsal.verify("gull", (task, call) -> {
            if (call <= 1) {
                throw new TimeoutFailure("no heartbeat", null, TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_CLOSE);
            }
            return WorkflowTestServer.FACTS;
        });

        assertThat(rehearsal.generation(GULL).task()).isEqualTo("task-gull");
    }

    @Test
    void statusTellsWhatAPurchaseWaitsFor() {
        rehearsal.submit(
                "gull", (purchase, waits, call) -> SubmitResult.later(Duration.ofHours(1), SubmitResult.Cause.LIMIT));
        GenerationWorkflow workflow = start();

        WorkflowTestServer.until(() -> workflow.waitingFor().equals("rate limited, asking again"));
    }

    @Test
    void statusTellsTheReasonToo() {
        rehearsal.submit(
                "gull",
                (purchase, waits, call) ->
                        SubmitResult.later(Duration.ofHours(1), SubmitResult.Cause.UNREACHABLE, "no such host"));
        GenerationWorkflow workflow = start();

        WorkflowTestServer.until(
                () -> workflow.waitingFor().equals("provider unreachable: no such host, asking again"));
    }

    @Test
    void waitingForATurnInBetweenDoesNotShortenThePatience() {
        List<Integer> counted = Collections.synchronizedList(new ArrayList<>());
        rehearsal.submit("gull", (purchase, waits, call) -> {
            counted.add(waits);
            SubmitResult.Cause cause = call % 2 == 0 ? SubmitResult.Cause.TURN : SubmitResult.Cause.UNREACHABLE;
            return call <= 6
                    ? SubmitResult.later(Duration.ofSeconds(3), cause)
                    : SubmitResult.running(WorkflowTestServer.task(purchase));
        });

        rehearsal.generation(GULL);

        assertThat(counted).containsExactly(0, 1, 1, 2, 2, 3, 3);
    }

    @Test
    void whatIsGoneIsBoughtInTheSameRunWhereAPersonHasDecidedSo() {
        for (FailureKind kind : new FailureKind[] {FailureKind.LOST, FailureKind.UNUSABLE}) {
            String id = kind.name();
            rehearsal.submit(
                    id,
                    (purchase, waits, call) -> call == 1
                            ? SubmitResult.runningOrBought(WorkflowTestServer.task(purchase))
                            : SubmitResult.running(another(WorkflowTestServer.task(purchase))));
            rehearsal.await(id, (task, call) -> {
                if (call == 1) {
                    throw task.stop(kind, "gone").failure();
                }
            });

            assertThat(rehearsal.generation(Plans.purchase(id)).task()).isEqualTo("another");
        }
    }

    @Test
    void whatIsGoneStopsTheShotWhereNoPersonHasDecidedOrNothingElseCameOfIt() {
        Stop evidence = Stop.of(FailureKind.LOST, "gull", 1, "gone").at(1, "task-gull");
        rehearsal.await("gull", (task, call) -> {
            throw evidence.failure();
        });
        assertThat(stop(() -> rehearsal.generation(GULL))).isEqualTo(evidence);
        assertThat(rehearsal.times("submit gull")).isEqualTo(1);

        rehearsal.submit(
                "gull", (purchase, waits, call) -> SubmitResult.runningOrBought(WorkflowTestServer.task(purchase)));
        assertThat(stop(() -> rehearsal.generation(GULL))).isEqualTo(evidence);
        assertThat(rehearsal.times("submit gull")).as("once more, not for ever").isEqualTo(3);
    }

    @Test
    void whatFailedOtherwiseIsNotBoughtAgainWhateverWasDecided() {
        rehearsal.submit(
                "gull", (purchase, waits, call) -> SubmitResult.runningOrBought(WorkflowTestServer.task(purchase)));
        rehearsal.await("gull", (task, call) -> {
            throw task.stop(FailureKind.POLICY, "refused").failure();
        });

        assertThat(stop(() -> rehearsal.generation(GULL)).kind()).isEqualTo(FailureKind.POLICY);
        assertThat(rehearsal.times("submit gull")).isEqualTo(1);
    }

    private static ProviderTask another(ProviderTask task) {
        return new ProviderTask(
                task.fingerprint(),
                2,
                "another",
                task.film(),
                task.id(),
                task.take(),
                task.still(),
                task.priceUsd(),
                task.submittedAt(),
                true);
    }

    @Test
    void aTaskThatIsSubmittedWhileSomebodyCancelsIsGivenBack() {
        CountDownLatch cancelled = new CountDownLatch(1);
        rehearsal.submit("gull", (purchase, waits, call) -> {
            try {
                cancelled.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return SubmitResult.running(WorkflowTestServer.task(purchase));
        });
        GenerationWorkflow workflow = start();
        WorkflowTestServer.until(() -> rehearsal.deeds().contains("submit gull"));

        WorkflowStub.fromTyped(workflow).cancel();
        WorkflowTestServer.until(() -> rehearsal.history("alone/1/gull").getEvents().stream()
                .anyMatch(event -> event.hasActivityTaskCancelRequestedEventAttributes()));
        cancelled.countDown();

        assertThatThrownBy(() -> WorkflowStub.fromTyped(workflow).getResult(Take.class))
                .hasCauseInstanceOf(CanceledFailure.class);
        assertThat(rehearsal.deeds()).containsExactly("submit gull", "cancel gull");
    }

    private GenerationWorkflow start() {
        GenerationWorkflow workflow = rehearsal
                .client()
                .newWorkflowStub(
                        GenerationWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId("alone/1/gull")
                                .setTaskQueue(TaskQueues.of(WorkflowTestServer.IDENTITY)
                                        .films())
                                .setWorkflowExecutionTimeout(Duration.ofDays(30))
                                .build());
        WorkflowClient.start(workflow::make, GULL, 0);
        return workflow;
    }
}

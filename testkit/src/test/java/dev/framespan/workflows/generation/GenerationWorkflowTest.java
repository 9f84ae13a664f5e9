package dev.framespan.workflows.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.testkit.Plans;
import dev.framespan.testkit.WorkflowTestServer;
import io.temporal.api.enums.v1.TimeoutType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
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

    private final WorkflowTestServer server = new WorkflowTestServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aShotIsSubmittedAwaitedFetchedAndVerifiedOnce() {
        Take take = server.generation(GULL);

        assertThat(take.task()).isEqualTo("task-gull");
        assertThat(server.calls()).containsExactly("submit gull", "await gull", "fetch gull", "verify gull");
    }

    @Test
    void whatWasBoughtBeforeIsNeitherAwaitedNorFetched() {
        Take before = server.generation(GULL);
        server.submit("gull", (purchase, waits, call) -> SubmitResult.bought(before));

        assertThat(server.generation(GULL)).isEqualTo(before);

        assertThat(server.times("fetch gull")).isEqualTo(1);
    }

    @Test
    void whatAnotherProviderMakesIsMadeByTheWorkersOfThatOne() {
        WorkIdentity atelier = new WorkIdentity("store", "atelier.org");
        try (WorkflowTestServer both = WorkflowTestServer.thatPays(atelier)) {
            both.submit(
                    "gull",
                    (purchase, waits, call) -> purchase.identity().equals(atelier)
                            ? SubmitResult.running(WorkflowTestServer.task(purchase))
                            : SubmitResult.elsewhere(atelier));

            assertThat(both.generation(GULL).task()).isEqualTo("task-gull");

            assertThat(both.purchases())
                    .extracting(Purchase::identity)
                    .containsExactly(WorkflowTestServer.IDENTITY, atelier);
            TaskQueues first = TaskQueues.of(WorkflowTestServer.IDENTITY);
            TaskQueues other = TaskQueues.of(atelier);
            assertThat(both.history("alone/1/gull").getEvents().stream()
                            .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes)
                            .map(event -> event.getActivityTaskScheduledEventAttributes()
                                    .getTaskQueue()
                                    .getName()))
                    .containsExactly(first.submit(), other.submit(), other.await(), other.fetch(), first.media());
        }
    }

    @Test
    void workersThatSendAPurchaseToAndFroEndIt() {
        WorkIdentity atelier = new WorkIdentity("store", "atelier.org");
        try (WorkflowTestServer both = WorkflowTestServer.thatPays(atelier)) {
            both.submit(
                    "gull",
                    (purchase, waits, call) -> SubmitResult.elsewhere(
                            purchase.identity().equals(atelier) ? WorkflowTestServer.IDENTITY : atelier));

            assertThatThrownBy(() -> both.generation(GULL))
                    .satisfies(failure -> assertThat(Stop.of(failure).orElseThrow())
                            .extracting(Stop::kind)
                            .isEqualTo(FailureKind.REPRICED));
            assertThat(both.times("submit gull")).isEqualTo(2);
        }
    }

    @Test
    void aBusyAccountIsWaitedForAHundredTimesAndMoreWithTheCountGrowing() {
        List<Integer> counted = Collections.synchronizedList(new ArrayList<>());
        server.submit("gull", (purchase, waits, call) -> {
            counted.add(waits);
            return call <= 150
                    ? SubmitResult.later(Duration.ofSeconds(30), SubmitResult.Cause.LIMIT)
                    : SubmitResult.running(WorkflowTestServer.task(purchase));
        });

        assertThat(server.generation(GULL).task()).isEqualTo("task-gull");

        assertThat(counted).hasSize(151).isSorted().startsWith(0, 1, 2).endsWith(149, 150);
        assertThat(server.history("alone/1/gull").getEvents())
                .as("a second history")
                .hasSizeLessThan(700);
    }

    @Test
    void anotherCauseIsCountedAnew() {
        List<Integer> counted = Collections.synchronizedList(new ArrayList<>());
        server.submit("gull", (purchase, waits, call) -> {
            counted.add(waits);
            return switch (call) {
                case 1, 2 -> SubmitResult.later(Duration.ofSeconds(30), SubmitResult.Cause.LIMIT);
                case 3 -> SubmitResult.later(Duration.ofSeconds(30), SubmitResult.Cause.UNREACHABLE);
                default -> SubmitResult.running(WorkflowTestServer.task(purchase));
            };
        });

        server.generation(GULL);

        assertThat(counted).containsExactly(0, 1, 2, 1);
    }

    @Test
    void aWorkerThatDiesWhileSubmittingIsFollowedByAnotherQuestionToTheLedger() {
        try (WorkflowTestServer quick = WorkflowTestServer.thatGivesUpSubmitting()) {
            quick.submit("gull", (purchase, waits, call) -> {
                if (call == 1) {
                    throw new TimeoutFailure("no heartbeat", null, TimeoutType.TIMEOUT_TYPE_HEARTBEAT);
                }
                return SubmitResult.running(WorkflowTestServer.task(purchase));
            });

            assertThat(quick.generation(GULL).task()).isEqualTo("task-gull");
            assertThat(quick.times("submit gull")).isEqualTo(2);
        }
    }

    @Test
    void waitingForAPermitCostsNoEvent() {
        server.submit("gull", (purchase, waits, call) -> {
            if (call <= 3) {
                throw ApplicationFailure.newBuilder()
                        .setMessage("waits for a permit")
                        .setType(SubmitActivity.WAITS)
                        .setNextRetryDelay(Duration.ofSeconds(2))
                        .build();
            }
            return SubmitResult.running(WorkflowTestServer.task(purchase));
        });

        assertThat(server.generation(GULL).task()).isEqualTo("task-gull");

        assertThat(server.times("submit gull")).isEqualTo(4);
        assertThat(server.history("alone/1/gull").getEvents().stream()
                        .filter(HistoryEvent::hasActivityTaskScheduledEventAttributes))
                .as("one for each step, however often it was tried")
                .hasSize(4);
    }

    @Test
    void aFileThatDoesNotDecodeIsFetchedOnceMore() {
        server.verify("gull", (task, call) -> {
            if (call == 1) {
                throw task.stop(FailureKind.UNUSABLE, "cut off").failure();
            }
            return WorkflowTestServer.FACTS;
        });

        assertThat(server.generation(GULL).task()).isEqualTo("task-gull");
        assertThat(server.calls())
                .containsExactly("submit gull", "await gull", "fetch gull", "verify gull", "fetch gull", "verify gull");
    }

    @Test
    void aFileThatDoesNotDecodeTwiceIsRejectedAndStopsTheShot() {
        server.verify("gull", (task, call) -> {
            throw task.stop(FailureKind.UNUSABLE, "cut off").failure();
        });

        assertThat(stop(() -> server.generation(GULL)).kind()).isEqualTo(FailureKind.UNUSABLE);
        assertThat(server.times("fetch gull")).isEqualTo(2);
        assertThat(server.times("reject gull: cut off")).isEqualTo(1);
    }

    @Test
    void aPageInPlaceOfAClipIsFetchedOnceMoreToo() {
        server.fetch("gull", (task, call) -> {
            if (call == 1) {
                throw task.stop(FailureKind.UNUSABLE, "it begins with <html>").failure();
            }
        });

        assertThat(server.generation(GULL).task()).isEqualTo("task-gull");
    }

    @Test
    void aLinkThatIsNotFollowedIsNotAskedForASecondTime() {
        Stop refused = Stop.of(FailureKind.UNUSABLE, "gull", 1, "leads elsewhere")
                .at(1, "task-gull")
                .answered(null, Stop.REFUSED_LINK);
        server.fetch("gull", (task, call) -> {
            throw refused.failure();
        });

        assertThat(stop(() -> server.generation(GULL))).isEqualTo(refused);
        assertThat(server.calls())
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
        server.await("gull", (task, call) -> {
            throw evidence.failure();
        });

        assertThat(stop(() -> server.generation(GULL))).isEqualTo(evidence);
    }

    @Test
    void aTaskThatAnotherFilmGaveBackIsSubmittedAgain() {
        server.await("gull", (task, call) -> {
            if (call == 1) {
                throw task.stop(FailureKind.CANCELLED, "given back").askedAnew().failure();
            }
        });

        assertThat(server.generation(GULL).task()).isEqualTo("task-gull");
        assertThat(server.times("submit gull")).isEqualTo(2);
    }

    @Test
    void aTaskThatWasCancelledElsewhereStopsTheShot() {
        server.await("gull", (task, call) -> {
            throw task.stop(FailureKind.CANCELLED, "cancelled at the provider").failure();
        });

        assertThat(stop(() -> server.generation(GULL)).kind()).isEqualTo(FailureKind.CANCELLED);
        assertThat(server.times("submit gull")).isEqualTo(1);
    }

    @Test
    void aTaskThatTakesLongerThanAnyLimitIsLookedForAgainAndNotLost() {
        server.await("gull", (task, call) -> {
            if (call <= 40) {
                throw notYet(Duration.ofDays(1));
            }
        });

        assertThat(server.generation(GULL).task()).isEqualTo("task-gull");
        assertThat(server.times("submit gull")).isEqualTo(2);
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
        server.fetch("gull", (task, call) -> {
            if (call <= 9 * 24) {
                throw notYet(Duration.ofHours(1));
            }
        });

        assertThat(server.generation(GULL).task()).isEqualTo("task-gull");
    }

    @Test
    void workersThatDieWhileTheyDecodeDoNotCostTheShot() {
        server.verify("gull", (task, call) -> {
            if (call <= 12) {
                throw ApplicationFailure.newFailure("the worker is shutting down", "Any");
            }
            return WorkflowTestServer.FACTS;
        });

        assertThat(server.generation(GULL).task()).isEqualTo("task-gull");
    }

    @Test
    void whatIsNotDecodedInTimeIsLookedForAgain() {
        try (WorkflowTestServer quick = WorkflowTestServer.thatGivesUpVerifying()) {
            quick.verify("gull", (task, call) -> {
                if (call <= 1) {
                    throw new TimeoutFailure("no heartbeat", null, TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_CLOSE);
                }
                return WorkflowTestServer.FACTS;
            });

            assertThat(quick.generation(GULL).task()).isEqualTo("task-gull");
        }
    }

    @Test
    void statusTellsWhatAPurchaseWaitsFor() {
        server.submit(
                "gull", (purchase, waits, call) -> SubmitResult.later(Duration.ofHours(1), SubmitResult.Cause.LIMIT));
        GenerationWorkflow workflow = start();

        WorkflowTestServer.until(() -> workflow.waitingFor().equals("rate limited, asking again"));
    }

    @Test
    void statusTellsTheReasonToo() {
        server.submit(
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
        server.submit("gull", (purchase, waits, call) -> {
            counted.add(waits);
            SubmitResult.Cause cause = call % 2 == 0 ? SubmitResult.Cause.TURN : SubmitResult.Cause.UNREACHABLE;
            return call <= 6
                    ? SubmitResult.later(Duration.ofSeconds(3), cause)
                    : SubmitResult.running(WorkflowTestServer.task(purchase));
        });

        server.generation(GULL);

        assertThat(counted).containsExactly(0, 1, 1, 2, 2, 3, 3);
    }

    @Test
    void whatIsGoneIsBoughtInTheSameRunWhereAPersonHasDecidedSo() {
        for (FailureKind kind : new FailureKind[] {FailureKind.LOST, FailureKind.UNUSABLE}) {
            String id = kind.name();
            server.submit(
                    id,
                    (purchase, waits, call) -> call == 1
                            ? SubmitResult.runningOrBought(WorkflowTestServer.task(purchase))
                            : SubmitResult.running(another(WorkflowTestServer.task(purchase))));
            server.await(id, (task, call) -> {
                if (call == 1) {
                    throw task.stop(kind, "gone").failure();
                }
            });

            assertThat(server.generation(Plans.purchase(id)).task()).isEqualTo("another");
        }
    }

    @Test
    void whatIsGoneStopsTheShotWhereNoPersonHasDecidedOrNothingElseCameOfIt() {
        Stop evidence = Stop.of(FailureKind.LOST, "gull", 1, "gone").at(1, "task-gull");
        server.await("gull", (task, call) -> {
            throw evidence.failure();
        });
        assertThat(stop(() -> server.generation(GULL))).isEqualTo(evidence);
        assertThat(server.times("submit gull")).isEqualTo(1);

        server.submit(
                "gull", (purchase, waits, call) -> SubmitResult.runningOrBought(WorkflowTestServer.task(purchase)));
        assertThat(stop(() -> server.generation(GULL))).isEqualTo(evidence);
        assertThat(server.times("submit gull")).as("once more, not for ever").isEqualTo(3);
    }

    @Test
    void whatFailedOtherwiseIsNotBoughtAgainWhateverWasDecided() {
        server.submit(
                "gull", (purchase, waits, call) -> SubmitResult.runningOrBought(WorkflowTestServer.task(purchase)));
        server.await("gull", (task, call) -> {
            throw task.stop(FailureKind.POLICY, "refused").failure();
        });

        assertThat(stop(() -> server.generation(GULL)).kind()).isEqualTo(FailureKind.POLICY);
        assertThat(server.times("submit gull")).isEqualTo(1);
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
                true,
                null);
    }

    @Test
    void aTaskThatIsSubmittedWhileTheFilmIsCancelledIsGivenBack() {
        CountDownLatch cancelled = new CountDownLatch(1);
        server.submit("gull", (purchase, waits, call) -> {
            try {
                cancelled.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return SubmitResult.running(WorkflowTestServer.task(purchase));
        });
        GenerationWorkflow workflow = start();
        WorkflowTestServer.until(() -> server.calls().contains("submit gull"));

        WorkflowStub.fromTyped(workflow).cancel();
        WorkflowTestServer.until(() -> server.history("alone/1/gull").getEvents().stream()
                .anyMatch(event -> event.hasActivityTaskCancelRequestedEventAttributes()));
        cancelled.countDown();

        assertThatThrownBy(() -> WorkflowStub.fromTyped(workflow).getResult(Take.class))
                .hasCauseInstanceOf(CanceledFailure.class);
        assertThat(server.calls()).containsExactly("submit gull", "cancel gull");
    }

    private GenerationWorkflow start() {
        GenerationWorkflow workflow = server.client()
                .newWorkflowStub(
                        GenerationWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId("alone/1/gull")
                                .setTaskQueue(TaskQueues.of(WorkflowTestServer.IDENTITY)
                                        .films())
                                .setWorkflowExecutionTimeout(Duration.ofDays(30))
                                .build());
        WorkflowClient.start(workflow::make, GULL, 0, GenerationWorkflow.REVISION);
        return workflow;
    }
}

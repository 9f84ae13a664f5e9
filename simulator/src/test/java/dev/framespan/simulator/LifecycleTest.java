package dev.framespan.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LifecycleTest extends CallerTest {
    @Test
    void aTaskIsQueuedThenProcessedThenCompletedAndItsProgressNeverFalls() throws Exception {
        caller.set("{'speed':50}");
        JsonNode accepted = caller.submit(Caller.clip("hills")).json();
        assertThat(accepted.get("status").asText()).isEqualTo("queued");
        assertThat(accepted.get("progress").asInt()).isZero();
        assertThat(accepted.get("created_at").asLong())
                .isBetween(System.currentTimeMillis() - 5000, System.currentTimeMillis());
        StringBuilder stages = new StringBuilder();
        int last = 0;
        JsonNode task;
        do {
            task = caller.status(accepted.get("task_id").asText()).json();
            String state = task.get("status").asText();
            if (!stages.toString().endsWith(state + " ")) {
                stages.append(state).append(' ');
            }
            assertThat(task.get("progress").asInt()).isGreaterThanOrEqualTo(last);
            last = task.get("progress").asInt();
            Thread.sleep(2);
        } while (!task.has("completed_at"));
        assertThat(stages.toString()).isEqualTo("queued processing completed ");
        assertThat(last).isEqualTo(100);
        assertThat(task.at("/result/videos/0/url").isArray()).isTrue();
        assertThat(task.at("/result/videos/0/expires_at").asLong() * 1000).isGreaterThan(System.currentTimeMillis());
        assertThat(task.at("/urls/cancel").asText())
                .endsWith(task.get("task_id").asText() + "/cancel");
    }

    @Test
    void whatFailsIsRefundedAndTheLedgerShowsIt() throws Exception {
        JsonNode blocked = caller.finish(Caller.clip("a [blocked] thing"));
        JsonNode broken = caller.finish(Caller.clip("a [broken] thing"));
        caller.finish(Caller.clip("fine"));
        assertThat(blocked.at("/error/code").asText()).isEqualTo("content_policy_violation");
        assertThat(broken.at("/error/code").asText()).isEqualTo("task_failed");
        JsonNode ledger = caller.ledger();
        assertThat(ledger.get("charged_usd").decimalValue()).isEqualByComparingTo("0.6426");
        assertThat(ledger.get("refunded_usd").decimalValue()).isEqualByComparingTo("0.4284");
        assertThat(ledger.get("balance_usd").decimalValue()).isEqualByComparingTo("99.7858");
        assertThat(ledger.get("entries")).hasSize(3);
        assertThat(ledger.at("/entries/0/refunded").asBoolean()).isTrue();
        assertThat(ledger.at("/entries/2/refunded").asBoolean()).isFalse();
        assertThat(ledger.at("/entries/2/request/prompt").asText()).isEqualTo("fine");
        assertThat(ledger.at("/entries/2/polls").asInt()).isPositive();
    }

    @Test
    void aPromptThatIsRefusedCostsNothing() throws Exception {
        Caller.Reply reply = caller.submit(Caller.clip("a [refuse] thing"));
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo("content_policy_violation");
        assertThat(caller.ledger().get("entries")).isEmpty();
    }

    @Test
    void onlyWhatIsQueuedCanBeCancelledAndIsRefunded() throws Exception {
        caller.set("{'speed':1}");
        String id = caller.submit(Caller.clip("sea")).json().get("task_id").asText();
        Caller.Reply cancelled = caller.post("/v1/tasks/" + id + "/cancel", "");
        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.json())
                .isEqualTo(Caller.json(
                        "{'task_id':'" + id + "','status':'cancelled','refunded':true,'refunded_quota':107100}"));
        assertThat(caller.status(id).json().get("status").asText()).isEqualTo("cancelled");
        assertThat(caller.post("/v1/tasks/" + id + "/cancel", "").status()).isEqualTo(400);
        assertThat(caller.ledger().get("refunded_usd").decimalValue()).isEqualByComparingTo("0.2142");
    }

    @Test
    void whatFailsOrIsCancelledSaysWhatItGivesBackWhereverItIsAskedFor() throws Exception {
        JsonNode failed = caller.finish(Caller.clip("a [blocked] thing"));
        assertThat(failed.get("refunded").asBoolean()).isTrue();
        assertThat(failed.get("refunded_quota").asLong()).isEqualTo(107_100);
        assertThat(caller.finish(Caller.clip("sea")).has("refunded")).isFalse();
        caller.set("{'speed':1}");
        String id = caller.submit(Caller.clip("two")).json().get("task_id").asText();
        caller.post("/v1/tasks/" + id + "/cancel", "");
        JsonNode cancelled = caller.status(id).json();
        assertThat(cancelled.get("refunded").asBoolean()).isTrue();
        assertThat(cancelled.get("refunded_quota").asLong()).isEqualTo(107_100);
    }

    @Test
    void theAccountsOwnerCancelsWhatIsProcessedAndTheCallerFindsItCancelled() throws Exception {
        caller.set("{'speed':30}");
        String id = caller.submit(Caller.clip("sea")).json().get("task_id").asText();
        while (!caller.status(id).json().get("status").asText().equals("processing")) {
            Thread.sleep(5);
        }
        assertThat(caller.post("/v1/tasks/" + id + "/cancel", "").status()).isEqualTo(400);
        assertThat(caller.post("/admin/tasks/" + id + "/cancel", "").status()).isEqualTo(200);
        JsonNode task = caller.status(id).json();
        assertThat(task.get("status").asText()).isEqualTo("cancelled");
        assertThat(task.get("refunded").asBoolean()).isTrue();
        assertThat(caller.ledger().get("refunded_usd").decimalValue()).isEqualByComparingTo("0.2142");
        assertThat(caller.post("/admin/tasks/" + id + "/cancel", "").status()).isEqualTo(400);
        assertThat(caller.post("/admin/tasks/task_x/cancel", "").status()).isEqualTo(404);
    }

    @Test
    void theLedgerKnowsHowManyTasksRanAtATimeAlsoAfterARestart() throws Exception {
        caller.finish(Caller.still("one"));
        caller.finish(Caller.still("two"));
        assertThat(caller.ledger().get("most_at_once").asInt()).isEqualTo(1);
        caller.set("{'speed':1}");
        for (String prompt : new String[] {"three", "four", "five"}) {
            caller.submit(Caller.clip(prompt));
        }
        assertThat(caller.ledger().get("most_at_once").asInt()).isEqualTo(3);
        caller.close();
        caller = Caller.start(state);
        caller.finish(Caller.still("six"));
        assertThat(caller.ledger().get("most_at_once").asInt()).isBetween(3, 4);
    }

    @Test
    void moreUnfinishedTasksThanTheAccountMayHaveAreAnswered429WithRetryAfter() throws Exception {
        caller.set("{'speed':1,'parallel':2}");
        caller.submit(Caller.clip("one"));
        caller.submit(Caller.clip("two"));
        Caller.Reply third = caller.submit(Caller.clip("three"));
        assertThat(third.status()).isEqualTo(429);
        assertThat(third.raw().headers().firstValue("Retry-After"))
                .hasValueSatisfying(
                        seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 30));
        assertThat(caller.ledger().get("entries")).hasSize(2);
        assertThat(caller.ledger().get("most_at_once").asInt()).isEqualTo(2);
    }

    @Test
    void aTaskAboveTheBalanceIsAnswered402() throws Exception {
        caller.set("{'balance_usd':0.3}");
        assertThat(caller.submit(Caller.clip("one")).status()).isEqualTo(200);
        assertThat(caller.submit(Caller.clip("two")).status()).isEqualTo(402);
    }

    @Test
    void aCallWithoutAKeyOrWithAnotherIsAnswered401(@TempDir Path other) throws Exception {
        assertThat(caller.send(caller.request("/v1/tasks/x").GET()).status()).isEqualTo(401);
        try (Caller strict = Caller.startWithKey(other, "right")) {
            HttpRequest.Builder wrong = strict.request("/v1/tasks/x").header("Authorization", "Bearer wrong");
            HttpRequest.Builder right = strict.request("/v1/tasks/x").header("Authorization", "Bearer right");
            assertThat(strict.send(wrong.GET()).status()).isEqualTo(401);
            assertThat(strict.send(right.GET()).status()).isEqualTo(404);
        }
    }

    @Test
    void whatIsNoJsonObjectIsRefused() throws Exception {
        assertThat(caller.post("/v1/tasks", "{").status()).isEqualTo(400);
        assertThat(caller.post("/v1/tasks", "[]").status()).isEqualTo(400);
        assertThat(caller.post("/v1/tasks", "{\"model\":\"a\",\"model\":\"b\"}").status())
                .isEqualTo(400);
        assertThat(caller.post("/v1/tasks", " ".repeat(1_000_001)).status()).isEqualTo(413);
    }

    @Test
    void aSynchronousCallAnswersTheResultOrWhereToAskForIt() throws Exception {
        JsonNode done = caller.post(
                        "/v1/tasks/sync", Caller.json(Caller.still("sea")).toString())
                .json();
        assertThat(done.get("status").asText()).isEqualTo("completed");
        HttpServer slow = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        slow.createContext("/", exchange -> {}); // takes the call and never answers
        slow.start();
        try {
            String picture = "http://127.0.0.1:" + slow.getAddress().getPort() + "/a.png";
            JsonNode late = caller.post(
                            "/v1/tasks/sync",
                            Caller.json("{'model':'gemini-2.5-flash-image-preview','action':'image2image','prompt':'p',"
                                            + "'image_urls':['" + picture + "']}")
                                    .toString())
                    .json();
            assertThat(late.get("status").asText()).isEqualTo("processing");
            assertThat(caller.get(late.get("poll_url").asText()).json().get("task_id"))
                    .isEqualTo(late.get("task_id"));
        } finally {
            slow.stop(0);
        }
    }

    @Test
    void aPictureThatCannotBeHadFailsTheTaskWhichIsRefunded() throws Exception {
        String gone = caller.baseUrl() + "/nothing.png";
        JsonNode task = caller.finish("{'model':'kling-v3','action':'image2video','prompt':'p','resolution':'720p',"
                + "'duration':3,'audio':false,'first_frame_image':'" + gone + "'}");
        assertThat(task.get("status").asText()).isEqualTo("failed");
        assertThat(task.at("/error/message").asText()).contains(gone, "401");
        assertThat(caller.ledger().get("refunded_usd").decimalValue()).isEqualByComparingTo("0.2142");
    }

    @Test
    void aFileThatIsNoPictureFailsTheTask() throws Exception {
        String page = caller.baseUrl().replace("/v1", "/admin/health");
        JsonNode task = caller.finish("{'model':'kling-v3','action':'image2video','prompt':'p','resolution':'720p',"
                + "'duration':3,'audio':false,'first_frame_image':'" + page + "'}");
        assertThat(task.at("/error/message").asText()).contains("is no JPG, PNG or WEBP");
    }

    @ParameterizedTest
    @CsvSource({"none, 1", "drop, 0", "repeat, 2", "delay:50, 1"})
    void whoAsksToBeCalledBackIsToldTheOutcomeOnceUnlessAFaultSaysOtherwise(String fault, int times) throws Exception {
        if (!fault.equals("none")) {
            caller.fault("{'on':'callback','do':'" + fault + "'}");
        }
        BlockingQueue<String> calls = new LinkedBlockingQueue<>();
        HttpServer listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/", exchange -> {
            calls.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        listener.start();
        try {
            String url = "http://127.0.0.1:" + listener.getAddress().getPort() + "/hook";
            String body = Caller.still("sea").replace("}", ",'callback_url':'" + url + "'}");
            String id = caller.submit(body).json().get("task_id").asText();
            caller.await(id);
            for (int i = 0; i < times; i++) {
                JsonNode told = Caller.json(calls.poll(5, TimeUnit.SECONDS));
                assertThat(told.get("task_id").asText()).isEqualTo(id);
                assertThat(told.get("status").asText()).isEqualTo("completed");
            }
            assertThat(calls.poll(300, TimeUnit.MILLISECONDS)).isNull();
            assertThat(callbacksInLedger(times)).isEqualTo(times);
        } finally {
            listener.stop(0);
        }
    }

    @Test
    void aCallThatWasNotTakenIsMadeAgainAndCountedOnce() throws Exception {
        HttpServer listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AtomicInteger attempts = new AtomicInteger();
        listener.createContext("/", exchange -> {
            exchange.sendResponseHeaders(attempts.incrementAndGet() == 1 ? 404 : 204, -1);
            exchange.close();
        });
        listener.start();
        try {
            String url = "http://127.0.0.1:" + listener.getAddress().getPort() + "/hook";
            caller.submit(Caller.still("sea").replace("}", ",'callback_url':'" + url + "'}"));

            assertThat(callbacksInLedger(1)).isEqualTo(1);
            assertThat(attempts).hasValue(2);
        } finally {
            listener.stop(0);
        }
    }

    /** Counted once the caller was answered, which the listener does not see. */
    private int callbacksInLedger(int expected) throws Exception {
        int counted = -1;
        for (int i = 0; i < 500 && counted != expected; i++) {
            Thread.sleep(10);
            counted = caller.ledger().get("entries").get(0).get("callbacks").asInt();
        }
        return counted;
    }
}

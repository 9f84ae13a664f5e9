package dev.framespan.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultTest extends CallerTest {
    @ParameterizedTest
    @CsvSource({"drop_after_accept, 1", "drop_before_accept, 0"})
    void aSubmissionWhoseConnectionBreaksIsChargedOnlyIfItWasAccepted(String effect, int charged) throws Exception {
        caller.fault("{'on':'submit','times':1,'do':'" + effect + "'}");
        assertThatThrownBy(() -> caller.submit(Caller.still("sea"))).isInstanceOf(IOException.class);
        assertThat(caller.ledger().get("entries")).hasSize(charged);
        assertThat(caller.submit(Caller.still("sea")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "status:503, 503, 0",
        "accept_then_status:500, 500, 1",
        "redirect, 302, 0",
        "html, 200, 1",
        "garbled, 200, 1"
    })
    void aSubmissionWithAnUnusableAnswerIsChargedOnlyIfItWasAccepted(String effect, int status, int charged)
            throws Exception {
        caller.fault("{'on':'submit','times':1,'do':'" + effect + "'}");
        Caller.Reply reply = caller.submit(Caller.still("sea"));
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.json().has("task_id")).isFalse();
        assertThat(caller.ledger().get("entries")).hasSize(charged);
    }

    @ParameterizedTest
    @CsvSource({"status:502, 502", "html, 200", "redirect, 302", "accept_then_status:500, 500"})
    void whatIsRefusedMeetsTheSameGatewayAndIsNotAccepted(String effect, int status) throws Exception {
        caller.fault("{'on':'submit','times':1,'do':'" + effect + "'}");
        assertThat(caller.submit("{}").status()).isEqualTo(status);
        assertThat(caller.submit("{}").status()).isEqualTo(400);
        caller.fault("{'on':'status','times':1,'do':'" + effect.replace("accept_then_", "") + "'}");
        assertThat(caller.get("/v1/tasks/unknown").status()).isEqualTo(status);
        assertThat(caller.get("/v1/tasks/unknown").status()).isEqualTo(404);
        assertThat(caller.ledger().get("entries")).isEmpty();
    }

    @Test
    void aFaultOfCertainOrdersOrOfTheTaskItselfLeavesRefusalsAlone() throws Exception {
        caller.fault("{'on':'submit','do':'status:502','match':{'prompt_contains':'sea'}}");
        caller.fault("{'on':'submit','times':1,'do':'fail'}");
        assertThat(caller.submit("{}").status()).isEqualTo(400);
        assertThat(caller.submit(Caller.still("sea")).status()).isEqualTo(502);
        String task = caller.submit(Caller.still("hill")).json().get("task_id").asText();
        assertThat(caller.await(task).get("status").asText()).isEqualTo("failed");
    }

    @Test
    void anErrorCarriesTheBodyAndTheRetryAfterOfItsFault() throws Exception {
        caller.fault("{'on':'submit','do':'status:429','retry_after':7,'body':'<h1>slow down</h1>'}");
        Caller.Reply reply = caller.submit(Caller.still("sea"));
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.text()).isEqualTo("<h1>slow down</h1>");
        assertThat(reply.raw().headers().firstValue("Retry-After")).contains("7");
    }

    @Test
    void theOlderFormOfTheAnswerCarriesATaskThatRuns() throws Exception {
        caller.fault("{'on':'submit','times':1,'do':'old_form'}");
        JsonNode answer = caller.submit(Caller.still("sea")).json();
        assertThat(answer.get("code").asText()).isEqualTo("success");
        assertThat(caller.await(answer.get("data").asText()).get("status").asText())
                .isEqualTo("completed");
    }

    @Test
    void aDelayedAnswerComesLater() throws Exception {
        caller.fault("{'on':'submit','times':1,'do':'delay:400'}");
        long start = System.nanoTime();
        assertThat(caller.submit(Caller.still("sea")).status()).isEqualTo(200);
        assertThat(System.nanoTime() - start).isGreaterThan(400_000_000L);
    }

    @Test
    void aFaultStrikesWhatItMatchesAfterItsSkipsAsOftenAsItSays() throws Exception {
        caller.fault("{'on':'submit','match':{'prompt_contains':'storm'},'skip':1,'times':2,'do':'status:500'}");
        assertThat(caller.submit(Caller.still("calm")).status()).isEqualTo(200);
        assertThat(caller.submit(Caller.still("storm")).status()).isEqualTo(200);
        assertThat(caller.submit(Caller.still("storm")).status()).isEqualTo(500);
        assertThat(caller.submit(Caller.still("storm")).status()).isEqualTo(500);
        assertThat(caller.submit(Caller.still("storm")).status()).isEqualTo(200);
    }

    @Test
    void faultsKeepCountingOverARestart() throws Exception {
        caller.fault("{'on':'submit','times':2,'do':'status:500'}");
        assertThat(caller.submit(Caller.still("sea")).status()).isEqualTo(500);
        caller.close();
        caller = Caller.start(state);
        assertThat(caller.submit(Caller.still("sea")).status()).isEqualTo(500);
        assertThat(caller.submit(Caller.still("sea")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"fail, task_failed", "fail_policy, content_policy_violation"})
    void aTaskFailsInTheEndAndIsRefunded(String effect, String code) throws Exception {
        caller.fault("{'on':'task','do':'" + effect + "','message':'as told'}");
        JsonNode task = caller.finish(Caller.still("sea"));
        assertThat(task.at("/error/code").asText()).isEqualTo(code);
        assertThat(task.at("/error/message").asText()).isEqualTo("as told");
        assertThat(caller.ledger().at("/entries/0/refunded").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"status:502, 502", "not_found, 404", "garbled, 200", "html, 200"})
    void aStatusCallFailsAndTheNextOneDoesNot(String effect, int status) throws Exception {
        caller.fault("{'on':'status','times':1,'do':'" + effect + "'}");
        String id = caller.submit(Caller.still("sea")).json().get("task_id").asText();
        Caller.Reply spoilt = caller.status(id);
        assertThat(spoilt.status()).isEqualTo(status);
        assertThat(spoilt.json().has("task_id")).isFalse();
        assertThat(caller.status(id).json().get("task_id").asText()).isEqualTo(id);
    }

    @Test
    void aTaskPassesThroughAStateThatNoPageHasAndGoesOn() throws Exception {
        caller.fault("{'on':'status','times':2,'do':'state:reviewing'}");
        String id = caller.submit(Caller.still("sea")).json().get("task_id").asText();
        for (int i = 0; i < 2; i++) {
            JsonNode told = caller.status(id).json();
            assertThat(told.get("status").asText()).isEqualTo("reviewing");
            assertThat(told.get("task_id").asText()).isEqualTo(id);
            assertThat(told.has("completed_at")).isFalse();
            assertThat(told.has("result")).isFalse();
        }
        assertThat(caller.await(id).get("status").asText()).isEqualTo("completed");
    }

    @Test
    void aDownloadIsSpoiltAsAskedAndWholeTheNextTime() throws Exception {
        String url = Caller.firstUrl(caller.finish(Caller.still("sea")));
        byte[] whole = caller.get(url).raw().body();
        assertThat(spoilt("truncate", url)).isEqualTo(Arrays.copyOf(whole, whole.length / 2));
        assertThat(spoilt("flip", url)).hasSameSizeAs(whole).isNotEqualTo(whole).startsWith(Arrays.copyOf(whole, 64));
        assertThat(spoilt("stub", url)).hasSize(94);
        caller.fault("{'on':'result','times':1,'do':'replace','body':'#EXTM3U'}");
        Caller.Reply replaced = caller.get(url);
        assertThat(replaced.raw().body()).asString().isEqualTo("#EXTM3U");
        assertThat(replaced.raw().headers().firstValue("content-type"))
                .isEqualTo(caller.get(url).raw().headers().firstValue("content-type"));
        assertThat(new String(spoilt("html", url), java.nio.charset.StandardCharsets.UTF_8))
                .startsWith("<html>");
        caller.fault("{'on':'result','times':1,'do':'expired'}");
        assertThat(caller.get(url).status()).isEqualTo(403);
        caller.fault("{'on':'result','times':1,'do':'drop'}");
        assertThatThrownBy(() -> caller.get(url)).isInstanceOf(IOException.class);
        assertThat(caller.get(url).raw().body()).isEqualTo(whole);
    }

    private byte[] spoilt(String effect, String url) throws Exception {
        caller.fault("{'on':'result','times':1,'do':'" + effect + "'}");
        return caller.get(url).raw().body();
    }

    @Test
    void aFaultThatMakesNoSenseIsRefusedInWords() throws Exception {
        Caller.Reply reply = caller.post("/admin/faults", "[{\"on\":\"cancel\",\"do\":\"flip\"}]");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.message()).contains("\"flip\" cannot be done on cancel");
        assertThat(caller.post("/admin/faults", "{\"on\":\"status\",\"do\":\"state\"}")
                        .message())
                .contains("\"state\" needs a word, such as state:reviewing");
        assertThat(caller.post("/admin/faults", "{\"on\":\"result\",\"do\":\"replace\"}")
                        .message())
                .contains("\"replace\" needs a body");
    }
}

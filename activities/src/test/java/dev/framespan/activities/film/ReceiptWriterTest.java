package dev.framespan.activities.film;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.framespan.workflows.film.Receipt;
import dev.framespan.workflows.film.ReceiptInput;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.plan.Plan;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is written from, and what is written, as it stands in histories and in delivered folders. */
class ReceiptWriterTest {
    private static final String KEY = "a".repeat(64);
    private static final String GULL = "b".repeat(64);
    private static final String FILM = "c".repeat(64);
    private static final String PLAN = "d".repeat(64);

    private static final String FACTS =
            "{'width': 1280, 'height': 720, 'frames': 72, 'rate': '24/1', 'sound': false, 'codec': 'h264', 'signature': 's'}";
    private static final String REQUEST = "{'model': 'kling-v3', 'action': 'generate', 'prompt': {'text': 'a gull'},"
            + " 'aspectRatio': '16:9', 'resolution': '720p', 'seconds': 3, 'audio': false, 'images': [], 'take': 1}";
    private static final String TAKE = "{'original': " + asset(GULL, "MP4") + ", 'facts': " + FACTS
            + ", 'fingerprint': 'v1:x', 'submission': 2, 'task': 't-1', 'priceUsd': 0.2142, 'bought': true}";

    @Test
    void aReceiptSaysWhatIsBoughtSharedOnesOwnAndCutOutOfAShotAndWhereEachClipIs() throws IOException {
        String film = "{'film': " + asset(FILM, "MP4") + ", 'facts': " + FACTS + ", 'contactSheet': "
                + asset(KEY, "JPG")
                + ", 'timeline': {'format': {'width': 1280, 'height': 720, 'rate': '24/1'}, 'cuts': ["
                + cut("gull") + ", " + cut("again") + "]}, 'conformed': ['again']}";

        Receipt receipt = receipt("DONE", "'take': " + TAKE, "DONE", ", 'film': " + film);

        String bought = "'model': 'kling-v3', 'action': 'generate', 'seconds': 3, 'take': 1, 'priceUsd': 0.214200,"
                + " 'task': 't-1', 'fingerprint': 'v1:x', 'submission': 2, 'frames': 72";
        assertThat(written(receipt))
                .isEqualTo(json("{'film': 'storm', 'title': 'Storm', 'plan': '" + PLAN + "', 'outcome': 'DONE',"
                        + " 'endedAt': '2026-03-01T10:00:00Z', 'realm': 'example.org', 'picture': {'sha256': '" + FILM
                        + "', 'bytes': 9, 'width': 1280, 'height': 720, 'frames': 72, 'rate': '24/1', 'sound': false},"
                        + " 'spentUsd': 0.214200, 'totalUsd': 0.214200, 'keyframes': [{'id': 'key', 'sha256': '" + KEY
                        + "', 'take': 1}, {'id': 'end', 'take': 1, 'frameOf': 'gull', 'at': 'last'}],"
                        + " 'shots': [{'id': 'gull', 'sha256': '" + GULL + "', " + bought
                        + ", 'bought': true, 'conformed': false, 'startFrame': 0}, {'id': 'again', 'sha256': '" + GULL
                        + "', " + bought + ", 'bought': false, 'sharedWith': 'gull', 'conformed': true,"
                        + " 'startFrame': 72}], 'stops': []}"));
    }

    @Test
    void aReceiptWithoutAFilmSaysWhatWasAskedForAndWhatStopped() throws IOException {
        String stop = "{'kind': 'POLICY', 'id': 'gull', 'take': 1, 'message': 'no'}";

        Receipt receipt = receipt("STOPPED", "'stop': " + stop, "FAILED", "");

        assertThat(receipt.stops()).hasSize(1);
        assertThat(written(receipt).path("shots").get(0))
                .isEqualTo(json("{'id': 'gull', 'model': 'kling-v3', 'action': 'generate', 'seconds': 3, 'take': 1}"));
    }

    @Test
    void whatAnotherProviderMadeNamesItsRealm() throws IOException {
        Receipt receipt = receipt("DONE", "'take': " + TAKE, "FAILED", "", Map.of("v1:x#2", "atelier.org"));

        assertThat(receipt.realm()).isEqualTo("example.org");
        assertThat(receipt.shots()).extracting(Receipt.Entry::realm).containsExactly("atelier.org", "atelier.org");
    }

    private static Receipt receipt(String state, String made, String outcome, String film) throws IOException {
        return receipt(state, made, outcome, film, Map.of());
    }

    private static Receipt receipt(String state, String made, String outcome, String film, Map<String, String> realms)
            throws IOException {
        Plan plan = Payloads.json()
                .readValue(
                        quoted("{'film': 'storm', 'title': 'Storm', 'width': 1280, 'height': 720, 'keyframes': [{'id':"
                                + " 'key', 'picture': " + asset(KEY, "JPG")
                                + "}, {'id': 'end', 'frame': {'shot': 'gull', 'at': 'last'}}], 'shots': [{'id': 'gull', 'request': "
                                + REQUEST + "}, {'id': 'again', 'request': " + REQUEST + "}]}"),
                        Plan.class);
        String item = "'still': false, 'state': '" + state + "', 'workflow': 'w', " + made;
        ReceiptInput facts = Payloads.json()
                .readValue(
                        quoted("{'input': {'film': 'storm', 'store': 's', 'plan': " + asset(PLAN, "JSON")
                                + "}, 'outcome': '" + outcome + "', 'items': [{'id': 'gull', " + item
                                + "}, {'id': 'again', 'sharedWith': 'gull', " + item.replace("'stop'", "'ignored'")
                                + "}]" + film + "}"),
                        ReceiptInput.class);
        return new ReceiptWriter("example.org", Instant.parse("2026-03-01T10:00:00Z"), Refunds.NONE, realms)
                .write(plan, facts, null);
    }

    private static String cut(String id) {
        return "{'id': '" + id + "', 'clip': " + asset(GULL, "MP4") + ", 'facts': " + FACTS + "}";
    }

    private static String asset(String sha256, String type) {
        return "{'sha256': '" + sha256 + "', 'bytes': 9, 'type': '" + type + "'}";
    }

    private static JsonNode written(Receipt receipt) throws IOException {
        return Payloads.json().readTree(Payloads.json().writeValueAsString(receipt));
    }

    private static JsonNode json(String content) throws IOException {
        return Payloads.json().readTree(quoted(content));
    }

    private static String quoted(String content) {
        return content.replace('\'', '"');
    }
}

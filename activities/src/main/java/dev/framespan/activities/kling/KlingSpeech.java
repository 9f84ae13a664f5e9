package dev.framespan.activities.kling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framespan.activities.http.HttpReply;
import dev.framespan.activities.http.OneShotHttpClient;
import dev.framespan.activities.provider.Provider;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.generation.GenerationRequest;
import dev.framespan.workflows.payload.Payloads;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;

/** {@code POST /audio/speech}: what the provider's page names, and nothing else. It answers with an MP3 file at once. */
final class KlingSpeech {
    static final String ACCEPTED = MediaType.MP3.mime() + ", application/json";

    private static final int LARGEST_WORDS = 1_000_000;

    private static final int TELLING = 3;
    private static final int FIRST_OF_FRAME = 0xff;
    // Of its second byte: the rest of the sync word, and layer III.
    private static final int MASK = 0xe6;
    private static final int LAYER_THREE = 0xe2;

    private KlingSpeech() {}

    /** @param request its prompt in words */
    static ObjectNode body(GenerationRequest request) {
        return Payloads.json()
                .createObjectNode()
                .put("model", request.model())
                .put("voice", request.voice())
                .put("input", request.prompt().text());
    }

    /** Takes an answer: its sound to the keeper, and anything else as words. */
    static final class Answer implements OneShotHttpClient.Handler<Optional<Asset>> {
        private final Provider.SoundKeeper keeper;
        private HttpReply said;
        private boolean begun;

        Answer(Provider.SoundKeeper keeper) {
            this.keeper = keeper;
        }

        @Override
        public Optional<Asset> handle(ClassicHttpResponse response) throws IOException {
            if (response.getCode() < 200 || response.getCode() >= 300 || response.getEntity() == null) {
                said = OneShotHttpClient.reply(response, LARGEST_WORDS);
                return Optional.empty();
            }
            InputStream body = response.getEntity().getContent();
            begun = true;
            byte[] head = body.readNBytes(TELLING);
            if (!isMp3(head)) {
                said = new HttpReply(response.getCode(), some(head, body), Optional.empty());
                return Optional.empty();
            }
            return Optional.of(keeper.keep(new SequenceInputStream(new ByteArrayInputStream(head), body)));
        }

        /** Whether it begins with a tag or with a frame. */
        private static boolean isMp3(byte[] head) {
            if (head.length < TELLING) {
                return false;
            }
            boolean tag = head[0] == 'I' && head[1] == 'D' && head[2] == '3';
            return tag || (head[0] & FIRST_OF_FRAME) == FIRST_OF_FRAME && (head[1] & MASK) == LAYER_THREE;
        }

        private static byte[] some(byte[] head, InputStream rest) throws IOException {
            return new SequenceInputStream(new ByteArrayInputStream(head), rest).readNBytes(LARGEST_WORDS);
        }

        /** Whether an answer of success was on its way. */
        boolean isBegun() {
            return begun;
        }

        /** Whether the answer was no success. */
        boolean isRefused() {
            return !begun && (said.status() < 200 || said.status() >= 300);
        }

        /** What was answered in place of a sound. */
        HttpReply said() {
            return said;
        }
    }
}

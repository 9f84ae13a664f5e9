package dev.framespan.activities.kling;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.framespan.activities.filetype.FileSignature;
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
            byte[] head = body.readNBytes(FileSignature.TELLING);
            if (FileSignature.of(head).filter(MediaType.MP3::equals).isEmpty()) {
                said = new HttpReply(response.getCode(), some(head, body), Optional.empty());
                return Optional.empty();
            }
            return Optional.of(keeper.keep(new SequenceInputStream(new ByteArrayInputStream(head), body)));
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

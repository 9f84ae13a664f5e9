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

/**
 * {@code POST /audio/speech}: what the provider's page names, and nothing else. It answers with an MP3 file at once; another sound that is taken
 * as an author's own is paid for as well, and taken here.
 */
final class KlingSpeech {
    static final String ACCEPTED = MediaType.MP3.mime() + ", application/json";

    private static final int LARGEST_WORDS = 1_000_000;
    private static final int HEAD = 2_000;

    private KlingSpeech() {}

    /** @param request its prompt in words */
    static ObjectNode body(GenerationRequest request) {
        return Payloads.json()
                .createObjectNode()
                .put("model", request.model())
                .put("voice", request.voice())
                .put("input", request.prompt().text());
    }

    /** The kinds of sound that are taken; what calls itself an MP4 may be one. */
    private static Optional<MediaType> sound(byte[] head) {
        return FileSignature.of(head)
                .map(type -> type == MediaType.MP4 ? MediaType.M4A : type)
                .filter(MediaType::isSound);
    }

    /** Takes an answer: its sound to the keeper, and anything else as words. */
    static final class Answer implements OneShotHttpClient.Handler<Optional<Asset>> {
        private final Provider.SoundKeeper keeper;
        private HttpReply said;
        private String aside;
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
            begun = true;
            InputStream body = response.getEntity().getContent();
            byte[] head = body.readNBytes(HEAD);
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), body);
            Optional<MediaType> type = sound(head);
            if (type.isEmpty()) {
                said = new HttpReply(response.getCode(), head, Optional.empty());
                aside = head.length == 0 ? null : keeper.setAside(whole);
                return Optional.empty();
            }
            boolean endsAnywhere = type.get() == MediaType.MP3 && !saysWhereItEnds(response);
            return Optional.of(keeper.keep(endsAnywhere ? new WholeFramesInputStream(whole) : whole, type.get()));
        }

        /** Whether a connection that breaks off is told from one that has brought everything. */
        private static boolean saysWhereItEnds(ClassicHttpResponse response) {
            return response.containsHeader("Content-Length") || response.containsHeader("Transfer-Encoding");
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

        /** Where in the store all of it is; empty where there is nothing of it. */
        Optional<String> aside() {
            return Optional.ofNullable(aside);
        }
    }
}

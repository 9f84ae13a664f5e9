package dev.framespan.workflows.payload;

import io.temporal.api.common.v1.Payload;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.payload.codec.ZlibPayloadCodec;
import java.util.List;

/**
 * Compresses what is large, so that the timeline and the receipt of a film of thousands of shots stay far below the 2 MB that a server
 * takes in one payload: a storyboard has 500 shots at most, and workflows of a caller's own may have more. All else is written as it is, and
 * what was written as it is can be read whatever its size.
 */
final class LargePayloads implements PayloadCodec {
    /** From which size on, in bytes: few films are so long, and of all others every word can be read in a history. */
    static final int LARGE = 128 * 1024;

    private final PayloadCodec compressing = new ZlibPayloadCodec();

    @Override
    public List<Payload> encode(List<Payload> payloads) {
        return payloads.stream()
                .map(payload -> payload.getSerializedSize() < LARGE
                        ? payload
                        : compressing.encode(List.of(payload)).get(0))
                .toList();
    }

    @Override
    public List<Payload> decode(List<Payload> payloads) {
        return compressing.decode(payloads);
    }
}

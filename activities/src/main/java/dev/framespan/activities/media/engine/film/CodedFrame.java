package dev.framespan.activities.media.engine.film;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_HEVC;

import java.nio.ByteBuffer;

/**
 * What the headers of a packet's units say of its frame, for H.264 (ISO/IEC 14496-10, table 7-1) and HEVC (ISO/IEC 23008-2, table 7-1).
 *
 * @param refresh whether decoding can begin with it
 * @param disposable whether no frame leans on it
 */
record CodedFrame(boolean refresh, boolean disposable) {
    private static final int SLICE = 1;
    private static final int REFRESH = 5;
    private static final int HEVC_SLICES = 32;
    private static final int HEVC_REFRESH = 19;
    private static final int HEVC_REFERENCES = 16;

    /**
     * @param codec FFmpeg's number
     * @param lengthBytes of each unit's length
     */
    static CodedFrame of(ByteBuffer packet, int codec, int lengthBytes) {
        boolean hevc = codec == AV_CODEC_ID_HEVC;
        boolean refresh = true;
        boolean disposable = true;
        int slices = 0;
        int at = 0;
        while (at + lengthBytes < packet.limit()) {
            long size = 0;
            for (int i = 0; i < lengthBytes; i++) {
                size = size << 8 | packet.get(at + i) & 255;
            }
            int head = packet.get(at + lengthBytes) & 255;
            int kind = hevc ? head >> 1 & 63 : head & 31;
            if (hevc ? kind < HEVC_SLICES : kind >= SLICE && kind <= REFRESH) {
                slices++;
                refresh &= hevc ? kind == HEVC_REFRESH || kind == HEVC_REFRESH + 1 : kind == REFRESH;
                // HEVC has even numbers for what nothing leans on, H.264 two bits of its own.
                disposable &= hevc ? kind < HEVC_REFERENCES && kind % 2 == 0 : (head >> 5 & 3) == 0;
            }
            at = (int) Math.min(packet.limit(), at + lengthBytes + size);
        }
        return new CodedFrame(slices > 0 && refresh, slices > 0 && disposable);
    }
}

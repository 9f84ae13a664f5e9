package dev.framespan.activities.media.engine.picture;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;

/** What a picture that does not name its colours is taken for. */
public final class AssumedColours {
    /** Frames of at most so many lines count as television of before HD. */
    private static final int OLD_TELEVISION = 576;

    private AssumedColours() {}

    /** @return FFmpeg's number of the matrix; those of its primaries and transfer are the same */
    public static int of(int height) {
        return height > OLD_TELEVISION ? AVCOL_SPC_BT709 : AVCOL_SPC_SMPTE170M;
    }
}

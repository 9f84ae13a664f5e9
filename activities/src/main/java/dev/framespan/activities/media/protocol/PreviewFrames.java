package dev.framespan.activities.media.protocol;

/**
 * Seven frames of a clip, small, so that joins are judged and shown without decoding it again: a YUV4MPEG2 file, 4:2:0, whose frames are the
 * first three, the middle one, and the last three. A clip of fewer frames repeats its first or last.
 */
public final class PreviewFrames {
    public static final int FIRST = 0;
    public static final int MIDDLE = 3;
    public static final int LAST = 6;
    public static final int COUNT = 7;

    /** The longer side of a preview frame, in pixels; a smaller clip keeps its size. */
    public static final int LONGER_SIDE = 384;

    private PreviewFrames() {}
}

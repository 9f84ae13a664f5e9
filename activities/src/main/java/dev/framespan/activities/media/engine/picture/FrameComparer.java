package dev.framespan.activities.media.engine.picture;

import static org.bytedeco.ffmpeg.global.avutil.av_dict_get;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.framespan.activities.media.protocol.EngineJob;
import dev.framespan.activities.media.protocol.FramePair;
import dev.framespan.activities.media.protocol.PreviewFrames;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.Similarity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Says how alike the frames are between which clips meet, by FFmpeg's own measures.
 *
 * <p>Structural similarity alone does not see a jump of the brightness or the tint: a plane of one colour has no structure, and its
 * brightness is weighed against that of the whole range, so that a face that turns green counts as 0.999, and a grey sky that turns four
 * levels brighter as 1. So the similarity of each plane is taken down by the difference of the two means, as a difference in structure of
 * the same size would be: two levels, which an eye sees on a flat plane from one frame to the next, leave at most 0.936.
 */
public final class FrameComparer implements AutoCloseable {
    private static final String MEASURES =
            "[second]split[left][right];[first][left]ssim[measured];[measured][right]psnr";
    private static final String[] NAMES = {"Y", "U", "V"};

    /** The constant of structural similarity that keeps flat planes from being divided by nothing: (0.03 · 255)². */
    private static final double FLAT = 58.5225;

    private static final Similarity NONE = new Similarity(0, 0);

    private final AVFrame before = av_frame_alloc();
    private final AVFrame after = av_frame_alloc();
    private PairFilter filter;

    private FrameComparer() {}

    public static List<Similarity> run(EngineJob.Compare job, ProgressListener progress) throws IOException {
        List<Similarity> similarities = new ArrayList<>();
        try (FrameComparer comparer = new FrameComparer()) {
            for (FramePair pair : job.pairs()) {
                similarities.add(comparer.compare(
                        PreviewFile.read(pair.before(), PreviewFrames.LAST),
                        PreviewFile.read(pair.after(), PreviewFrames.FIRST)));
                progress.at((double) similarities.size() / job.pairs().size());
            }
        }
        return similarities;
    }

    private Similarity compare(FramePixels last, FramePixels first) throws IOException {
        if (last.width() != first.width() || last.height() != first.height()) {
            return NONE;
        }
        av_frame_unref(before);
        av_frame_unref(after);
        last.copyTo(before);
        first.copyTo(after);
        if (filter == null || !filter.takes(last)) {
            closeFilter();
            filter = new PairFilter(before, MEASURES);
        }
        Similarity[] similarity = new Similarity[1];
        filter.apply(before, after, measured -> similarity[0] = of(measured, last, first));
        return similarity[0];
    }

    private static Similarity of(AVFrame measured, FramePixels last, FramePixels first) {
        double ssim = 1;
        double psnr = Similarity.IDENTICAL;
        for (int plane = 0; plane < FramePixels.PLANES; plane++) {
            double shift = last.mean(plane) - first.mean(plane);
            double structure = value(measured, "lavfi.ssim." + NAMES[plane]);
            ssim = Math.min(ssim, structure * FLAT / (FLAT + shift * shift));
            psnr = Math.min(psnr, value(measured, "lavfi.psnr.psnr." + NAMES[plane].toLowerCase(Locale.ROOT)));
        }
        return new Similarity(Math.max(0, ssim), psnr);
    }

    private static double value(AVFrame measured, String key) {
        AVDictionaryEntry entry = av_dict_get(measured.metadata(), key, null, 0);
        if (entry == null || entry.isNull()) {
            throw new IllegalStateException("FFmpeg does not say " + key);
        }
        String value = entry.value().getString();
        return value.equals("inf") ? Similarity.IDENTICAL : Double.parseDouble(value);
    }

    private void closeFilter() {
        if (filter != null) {
            filter.close();
        }
    }

    @Override
    public void close() {
        closeFilter();
        av_frame_free(before);
        av_frame_free(after);
    }
}

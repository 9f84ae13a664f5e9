package dev.framespan.activities.media.engine.sheet;

import dev.framespan.activities.media.engine.clip.StillScaler;
import dev.framespan.activities.media.engine.picture.PreviewFile;
import dev.framespan.activities.media.protocol.EngineJob;
import dev.framespan.activities.media.protocol.JoinPlace;
import dev.framespan.activities.media.protocol.PreviewFrames;
import dev.framespan.activities.media.protocol.ProgressListener;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Draws the last three frames before and the first three after each join as one strip, and measures the sound over it. */
public final class JoinPictures {
    /** Longer side of a frame in a strip, in pixels. */
    private static final int SIDE = 160;

    private static final int GAP = 2;
    private static final int MIDDLE_GAP = 8;
    private static final int EACH_SIDE = 3;
    private static final float QUALITY = 0.8f;
    private static final Color PAPER = new Color(0x16181d);

    private JoinPictures() {}

    /** Writes {@code 0.jpg}, {@code 1.jpg} and so on. @return the loudest sample of each part of the sound over each join, 0 to 1 */
    public static List<List<Double>> run(EngineJob.JoinPictures job, ProgressListener progress) throws IOException {
        List<List<Double>> waveforms = new ArrayList<>();
        try (Waveform sound = Waveform.of(job.film());
                StillScaler scaler = new StillScaler(SIDE, SIDE)) {
            for (JoinPlace join : job.joins()) {
                Path strip = job.folder().resolve(waveforms.size() + ".jpg");
                Jpeg.write(strip(join, scaler), strip, QUALITY);
                waveforms.add(sound.around(join.sample()));
                progress.at((double) waveforms.size() / job.joins().size());
            }
        }
        return waveforms;
    }

    private static BufferedImage strip(JoinPlace join, StillScaler scaler) throws IOException {
        List<BufferedImage> frames = new ArrayList<>();
        for (int i = EACH_SIDE - 1; i >= 0; i--) {
            frames.add(scaler.of(PreviewFile.read(join.before(), PreviewFrames.LAST - i)));
        }
        for (int i = 0; i < EACH_SIDE; i++) {
            frames.add(scaler.of(PreviewFile.read(join.after(), PreviewFrames.FIRST + i)));
        }
        int height = frames.stream().mapToInt(BufferedImage::getHeight).max().orElse(1);
        int width = frames.stream().mapToInt(frame -> frame.getWidth() + GAP).sum() + MIDDLE_GAP;
        BufferedImage strip = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D pen = strip.createGraphics();
        try {
            pen.setColor(PAPER);
            pen.fillRect(0, 0, width, height);
            int x = 0;
            for (int i = 0; i < frames.size(); i++) {
                x += i == EACH_SIDE ? MIDDLE_GAP : 0;
                pen.drawImage(frames.get(i), x, 0, null);
                x += frames.get(i).getWidth() + GAP;
            }
        } finally {
            pen.dispose();
        }
        return strip;
    }
}

package dev.framespan.activities.media.engine.sheet;

import dev.framespan.activities.media.engine.clip.StillFrame;
import dev.framespan.activities.media.engine.clip.StillScaler;
import dev.framespan.activities.media.engine.picture.FramePixels;
import dev.framespan.activities.media.engine.picture.PreviewFile;
import dev.framespan.activities.media.protocol.EngineJob;
import dev.framespan.activities.media.protocol.PreviewFrames;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.media.protocol.Thumbnail;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Draws the film at a glance: a dark sheet, a picture a shot, its caption under it. */
public final class ContactSheet {
    private static final Color PAPER = new Color(0x16181d);
    private static final Color BRIGHT = new Color(0xf2f3f5);
    private static final Color DIM = new Color(0x9aa0ab);
    private static final float QUALITY = 0.9f;

    private final EngineJob.Sheet job;
    private final SheetLayout grid;
    private final BufferedImage sheet;
    private final Graphics2D pen;
    private final List<String> warnings = new ArrayList<>();

    private ContactSheet(EngineJob.Sheet job, double aspect) {
        this.job = job;
        int lines = job.thumbnails().stream()
                .mapToInt(shot -> shot.caption().size())
                .max()
                .orElse(0);
        this.grid = SheetLayout.of(job.thumbnails().size(), aspect, lines);
        this.sheet = new BufferedImage(grid.width(), grid.height(), BufferedImage.TYPE_3BYTE_BGR);
        this.pen = sheet.createGraphics();
    }

    /** @return what did not go as it should */
    public static List<String> run(EngineJob.Sheet job, ProgressListener progress) throws IOException {
        double aspect = aspect(job.thumbnails().get(0));
        ContactSheet sheet = new ContactSheet(job, aspect);
        try {
            sheet.draw(progress);
        } finally {
            sheet.pen.dispose();
        }
        sheet.save();
        return sheet.warnings;
    }

    /** Width of a picture, in heights. */
    private static double aspect(Thumbnail shot) throws IOException {
        if (PreviewFile.isOne(shot.file())) {
            FramePixels preview = preview(shot);
            return (double) preview.width() / preview.height();
        }
        return StillFrame.aspect(shot.file());
    }

    private BufferedImage still(Thumbnail shot, StillScaler scaler) throws IOException {
        return PreviewFile.isOne(shot.file())
                ? scaler.of(preview(shot))
                : StillFrame.take(shot.file(), shot.frame(), grid.cellWidth(), grid.cellHeight());
    }

    private static FramePixels preview(Thumbnail shot) throws IOException {
        return PreviewFile.read(shot.file(), (int) Math.min(shot.frame(), PreviewFrames.LAST));
    }

    private void draw(ProgressListener progress) throws IOException {
        pen.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        pen.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        pen.setColor(PAPER);
        pen.fillRect(0, 0, grid.width(), grid.height());
        int count = job.thumbnails().size();
        try (StillScaler scaler = new StillScaler(grid.cellWidth(), grid.cellHeight())) {
            for (int i = 0; i < count; i++) {
                BufferedImage still = still(job.thumbnails().get(i), scaler);
                // A clip of another shape stands in the middle of its place.
                int x = grid.x(i) + (grid.cellWidth() - still.getWidth()) / 2;
                int y = grid.y(i) + (grid.cellHeight() - still.getHeight()) / 2;
                pen.drawImage(still, x, y, null);
                progress.at((double) (i + 1) / count);
            }
        }
        try {
            for (int i = 0; i < count; i++) {
                write(job.thumbnails().get(i).caption(), grid.x(i), grid.y(i) + grid.cellHeight());
            }
        } catch (RuntimeException | Error e) {
            // A machine without any font: Java finds out when it first measures a letter, and says so in many ways.
            warnings.add("the contact sheet has no captions: no font can be loaded on this machine");
        }
    }

    private void write(List<String> caption, int x, int top) {
        for (int line = 0; line < caption.size(); line++) {
            pen.setFont(new Font(Font.SANS_SERIF, line == 0 ? Font.BOLD : Font.PLAIN, grid.letter()));
            pen.setColor(line == 0 ? BRIGHT : DIM);
            FontMetrics metrics = pen.getFontMetrics();
            int y = top + grid.letter() / 2 + line * grid.lineHeight() + metrics.getAscent();
            pen.drawString(fitting(caption.get(line), metrics), x, y);
        }
    }

    private String fitting(String text, FontMetrics metrics) {
        String shown = text;
        while (shown.length() > 1 && metrics.stringWidth(shown) > grid.cellWidth()) {
            shown = shown.substring(0, shown.length() - (shown.endsWith("…") ? 2 : 1)) + "…";
        }
        return shown;
    }

    private void save() throws IOException {
        Jpeg.write(sheet, job.out(), QUALITY);
    }
}

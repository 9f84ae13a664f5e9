package dev.framespan.simulator.still;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.RenderingHints;

/** The beginning of the prompt, small, in the lower left corner. */
final class Caption {
    private static final int LONGEST = 60;

    private Caption() {}

    static void write(Scene scene, String prompt) {
        try {
            String text = shortened(prompt);
            scene.graphics.setRenderingHint(
                    RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            scene.graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, (int) Math.max(9, scene.unit * 0.019)));
            FontMetrics metrics = scene.graphics.getFontMetrics();
            while (metrics.stringWidth(text) > scene.width * 0.8 && text.length() > 4) {
                text = text.substring(0, text.offsetByCodePoints(text.length(), -2)) + "…";
            }
            int x = (int) (scene.unit * 0.025);
            int y = (int) (scene.height - scene.unit * 0.025);
            scene.graphics.setColor(new Color(0, 0, 0, 90));
            scene.graphics.drawString(text, x + 1, y + 1);
            scene.graphics.setColor(new Color(255, 255, 255, 190));
            scene.graphics.drawString(text, x, y);
        } catch (RuntimeException | LinkageError withoutFonts) {
            // a machine without fonts gets its picture without words
        }
    }

    private static String shortened(String prompt) {
        String line = prompt.strip().replaceAll("\\s+", " ");
        if (line.codePointCount(0, line.length()) <= LONGEST) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, LONGEST)).strip() + "…";
    }
}

package dev.framespan.starter.cli;

import dev.framespan.workflows.text.SafeText;
import java.util.ArrayList;
import java.util.List;

/** Rows of words whose columns stand one under the other: the first to the left, numbers to the right. */
final class Table {
    private final boolean[] right;
    private final List<String[]> rows = new ArrayList<>();

    /** @param alignment one letter a column: {@code l} or {@code r} */
    Table(String alignment) {
        right = new boolean[alignment.length()];
        for (int i = 0; i < right.length; i++) {
            right[i] = alignment.charAt(i) == 'r';
        }
    }

    Table row(String... cells) {
        if (cells.length != right.length) {
            throw new IllegalArgumentException(cells.length + " cells for " + right.length + " columns");
        }
        String[] shown = new String[cells.length];
        for (int i = 0; i < cells.length; i++) {
            shown[i] = SafeText.line(cells[i]);
        }
        rows.add(shown);
        return this;
    }

    List<String> lines() {
        int[] widths = new int[right.length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String gap = " ".repeat(widths[i] - row[i].length());
                line.append(i == 0 ? "" : "  ").append(right[i] ? gap + row[i] : row[i] + gap);
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}

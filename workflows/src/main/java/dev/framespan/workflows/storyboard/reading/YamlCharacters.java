package dev.framespan.workflows.storyboard.reading;

import java.util.HashSet;
import java.util.Set;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Characters that YAML does not allow. Its reader would stop at the first; each kind is said once, and the rest of the file is read. */
final class YamlCharacters {
    private static final int STAND_IN = '\uFFFD';
    /** A file with more kinds is no text. */
    private static final int MOST_KINDS = 10;

    private YamlCharacters() {}

    /** The text with � for each of them. */
    static String replaced(String text, FaultCollector faults) {
        if (text.codePoints().allMatch(StreamReader::isPrintable)) {
            return text;
        }
        StringBuilder readable = new StringBuilder(text.length());
        Set<Integer> said = new HashSet<>();
        int line = 1;
        int column = 1;
        for (int point : text.codePoints().toArray()) {
            boolean printable = StreamReader.isPrintable(point);
            if (!printable && said.size() < MOST_KINDS && said.add(point)) {
                faults.fault(
                        new Position(line, column),
                        "",
                        "the character " + FaultWording.codePoint(point) + " cannot stand in YAML");
            }
            readable.appendCodePoint(printable ? point : STAND_IN);
            column = point == '\n' ? 1 : column + 1;
            line += point == '\n' ? 1 : 0;
        }
        return readable.toString();
    }
}

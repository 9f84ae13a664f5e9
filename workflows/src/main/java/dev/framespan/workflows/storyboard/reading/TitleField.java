package dev.framespan.workflows.storyboard.reading;

import java.util.OptionalInt;

/** A film's title: one line of words; one that is a number counts as written. */
final class TitleField {
    private TitleField() {}

    static DraftField<String> read(FieldReader fields, String name, int longest) {
        DraftField<String> text = fields.text(name, true);
        if (!text.isValid()) {
            return text;
        }
        int length = text.value().codePointCount(0, text.value().length());
        if (length > longest) {
            return fields.fault(text, "a title has at most " + longest + " characters, and this one has " + length);
        }
        if (text.value().isBlank()) {
            return fields.fault(text, "a title is one line of words");
        }
        OptionalInt wrong =
                text.value().codePoints().filter(TitleField::isNoTitle).findFirst();
        return wrong.isPresent()
                ? fields.fault(
                        text, "a title is one line of words, without " + FaultWording.codePoint(wrong.getAsInt()))
                : text;
    }

    private static boolean isNoTitle(int point) {
        int type = Character.getType(point);
        return FaultWording.isUnprintable(point)
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}

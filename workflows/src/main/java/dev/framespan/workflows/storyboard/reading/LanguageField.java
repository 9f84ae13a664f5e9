package dev.framespan.workflows.storyboard.reading;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A language by its code in ISO 639: two letters or three in the file, three behind it. */
final class LanguageField {
    private static final Pattern CODE = Pattern.compile("[a-z]{2,3}");
    private static final Map<String, String> BY_TWO = Arrays.stream(Locale.getISOLanguages())
            .filter(code -> code.length() == 2)
            .collect(Collectors.toMap(
                    Function.identity(), code -> Locale.forLanguageTag(code).getISO3Language()));

    /** Codes that libraries use beside those of ISO 639-2/T. */
    private static final Map<String, String> BIBLIOGRAPHIC = Map.ofEntries(
            Map.entry("alb", "sqi"),
            Map.entry("arm", "hye"),
            Map.entry("baq", "eus"),
            Map.entry("bur", "mya"),
            Map.entry("chi", "zho"),
            Map.entry("cze", "ces"),
            Map.entry("dut", "nld"),
            Map.entry("fre", "fra"),
            Map.entry("geo", "kat"),
            Map.entry("ger", "deu"),
            Map.entry("gre", "ell"),
            Map.entry("ice", "isl"),
            Map.entry("mac", "mkd"),
            Map.entry("mao", "mri"),
            Map.entry("may", "msa"),
            Map.entry("per", "fas"),
            Map.entry("rum", "ron"),
            Map.entry("slo", "slk"),
            Map.entry("tib", "bod"),
            Map.entry("wel", "cym"));

    private LanguageField() {}

    static DraftField<String> read(FieldReader fields, String name) {
        DraftField<String> text = fields.text(name, false);
        if (!text.isValid()) {
            return text;
        }
        Optional<String> code = code(text.value());
        return code.isPresent()
                ? DraftField.of(text.place(), text.field(), code.get())
                : fields.fault(
                        text,
                        FaultWording.quoted(text.value())
                                + " is no language: a code of ISO 639 is expected, such as en, de or zho");
    }

    private static Optional<String> code(String text) {
        if (!CODE.matcher(text).matches()) {
            return Optional.empty();
        }
        if (text.length() == 2) {
            return Optional.ofNullable(BY_TWO.get(text));
        }
        String code = BIBLIOGRAPHIC.getOrDefault(text, text);
        // A language that nothing is known of is called by its code.
        boolean known = BY_TWO.containsValue(code)
                || !Locale.forLanguageTag(code)
                        .getDisplayLanguage(Locale.ENGLISH)
                        .equals(code);
        return known ? Optional.of(code) : Optional.empty();
    }
}

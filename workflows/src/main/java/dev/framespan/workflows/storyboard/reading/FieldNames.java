package dev.framespan.workflows.storyboard.reading;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The fields of a file are the components of its records: {@code budgetUsd} is {@code budget_usd}. */
public final class FieldNames {
    private FieldNames() {}

    private static final ClassValue<List<String>> NAMES = new ClassValue<>() {
        @Override
        protected List<String> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getName)
                    .map(name -> name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                    .toList();
        }
    };

    public static List<String> of(Class<? extends Record> type) {
        return NAMES.get(type);
    }
}

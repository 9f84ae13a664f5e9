package dev.framespan.workflows.storyboard.reading;

/**
 * What a file says about one field.
 *
 * @param place of the value; of the group that lacks it where it is absent
 * @param field its full name: {@code shots[3].duration}
 * @param present whether the file names it
 * @param value null where it is absent, and where it is faulty: that has been said, and nothing more follows from it
 */
public record DraftField<T>(Position place, String field, boolean present, T value) {
    static <T> DraftField<T> of(Position place, String field, T value) {
        return new DraftField<>(place, field, true, value);
    }

    static <T> DraftField<T> faulty(Position place, String field) {
        return new DraftField<>(place, field, true, null);
    }

    static <T> DraftField<T> absent(Position place, String field) {
        return new DraftField<>(place, field, false, null);
    }

    public boolean isValid() {
        return value != null;
    }

    public boolean isFaulty() {
        return present && value == null;
    }

    /** The film's where the shot says nothing; a faulty one stays, for it was meant. */
    public DraftField<T> orIfAbsent(DraftField<T> other) {
        return present ? this : other;
    }

    /** @return null where it is faulty */
    public T orIfAbsent(T fallback) {
        return present ? value : fallback;
    }

    public T or(T fallback) {
        return value == null ? fallback : value;
    }
}

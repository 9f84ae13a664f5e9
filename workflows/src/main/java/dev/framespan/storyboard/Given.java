package dev.framespan.storyboard;

/**
 * What a file says about one field.
 *
 * @param place of the value; of the group that lacks it where it is absent
 * @param field its full name: {@code shots[3].duration}
 * @param present whether the file names it
 * @param value null where it is absent, and where it is faulty: that has been said, and nothing more follows from it
 */
record Given<T>(Place place, String field, boolean present, T value) {
    static <T> Given<T> of(Place place, String field, T value) {
        return new Given<>(place, field, true, value);
    }

    static <T> Given<T> faulty(Place place, String field) {
        return new Given<>(place, field, true, null);
    }

    static <T> Given<T> absent(Place place, String field) {
        return new Given<>(place, field, false, null);
    }

    boolean isSound() {
        return value != null;
    }

    boolean isFaulty() {
        return present && value == null;
    }

    T or(T fallback) {
        return value == null ? fallback : value;
    }
}

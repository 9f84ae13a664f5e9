package dev.framespan.activities.store;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether a store is at work. Of all copies of one identity one is, since two would buy what the other has not heard of.
 *
 * @param sealed it was copied elsewhere and works there; null where it was not
 * @param receiving a copy into it has begun and is not whole; null where none has
 * @param came the copying by which it became a store at work; null where it was made here
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties("atWork")
public record Standing(Seal sealed, Reception receiving, String came) {
    /** Of a store that was never copied. */
    public static final Standing AT_WORK = new Standing(null, null, null);

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * @param to the place of the store at work
     * @param copy the copying that has brought it there
     */
    public record Seal(String to, String copy, Instant at) {}

    /**
     * @param from the place of the store that is copied
     * @param copy the copying
     * @param of identity of that store where the copy has another one; null where it has the same
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Reception(String from, String copy, Instant at, String of) {}

    public boolean isAtWork() {
        return sealed == null && receiving == null;
    }

    /** The same, sealed. */
    public Standing sealed(Seal seal) {
        return new Standing(seal, null, came);
    }

    /** The same, with a copy on its way into it; what is sealed stays so. */
    public Standing receiving(Reception reception) {
        return new Standing(sealed, reception, came);
    }

    /** Why nothing is written, in words that follow the store's name; empty where it is at work. */
    public Optional<String> hindrance() {
        if (receiving != null) {
            return Optional.of("a copy of " + receiving.from() + " into it was begun " + DAY.format(receiving.at())
                    + " and is not whole; run the same framespan store copy again");
        }
        return Optional.ofNullable(sealed)
                .map(seal -> "it was copied to " + seal.to() + " " + DAY.format(seal.at())
                        + ", and nothing is bought or written here any more; use that one, or bring it back with"
                        + " framespan store copy");
    }
}

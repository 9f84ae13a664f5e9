package dev.framespan.stores.s3;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * When an object was kept. Servers say it by the second, so two keepings of one second look alike; each leaves a mark of its own, a number that
 * stands in the place of the fraction of the second. A listing shows no marks: they are asked for where the second may not be over.
 */
final class KeptAt {
    private static final String MARK = "framespan-kept";
    // The machines of one server need not agree on the second.
    private static final Duration FRESH = Duration.ofSeconds(5);

    private KeptAt() {}

    /** @param mark from 1 to 999,999,999 */
    static Map<String, String> mark(int mark) {
        return Map.of(MARK, String.valueOf(mark));
    }

    static boolean isOf(HeadObjectResponse head, int mark) {
        return head.metadata().getOrDefault(MARK, "").equals(String.valueOf(mark));
    }

    /** As a listing says it. */
    static Instant bySecond(Instant lastModified) {
        return lastModified.truncatedTo(ChronoUnit.SECONDS);
    }

    static Instant byMark(HeadObjectResponse head) {
        String mark = head.metadata().getOrDefault(MARK, "");
        return bySecond(head.lastModified()).plusNanos(mark.matches("\\d{1,9}") ? Integer.parseInt(mark) : 0);
    }

    /** Whether an object is the one that was seen. */
    static boolean isSame(HeadObjectResponse head, Instant seen) {
        return seen.equals(seen.getNano() == 0 ? bySecond(head.lastModified()) : byMark(head));
    }

    /** Whether it may be kept anew in the same second as this. */
    static boolean isFresh(Instant lastModified, SdkHttpResponse answer) {
        Optional<Instant> now = answer.firstMatchingHeader("Date").flatMap(KeptAt::instant);
        return now.isEmpty() || lastModified.plus(FRESH).isAfter(now.get());
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}

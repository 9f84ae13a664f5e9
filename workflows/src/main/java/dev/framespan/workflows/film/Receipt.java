package dev.framespan.workflows.film;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.studio.FilmOutcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What was made, from what, and what it cost: {@code film.json}.
 *
 * @param film the film's id
 * @param title for people
 * @param plan SHA-256 of the plan; another storyboard has another
 * @param outcome how it ended
 * @param endedAt when
 * @param realm of the film: of the first provider that its worker pays, {@code simulator}, {@code loopback} or a host
 * @param picture the finished film; null where there is none
 * @param spentUsd what this run bought, by the price list
 * @param totalUsd what everything shown here cost, in this run and before, by the price list
 * @param refunded what was given back of everything that was submitted for the film, in this run and before; null where nothing was
 * @param refundsUnknown why it is not known what was given back: a record of the ledger cannot be read, and {@code refunded} is null
 *     everywhere then; null where it is known
 * @param keyframes in the storyboard's order
 * @param shots in the order in which they are seen
 * @param stops what waits or failed
 * @param speeches texts that were spoken, in the plan's order
 * @param unpriced how much of what is shown here has no price in the list, and counts as nothing in the sums; null for nothing
 * @param settlement what became of what was at the provider when the film was cancelled; null where it was not, where nothing was there, and where
 *     the ledger cannot be read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Receipt(
        String film,
        String title,
        String plan,
        FilmOutcome outcome,
        Instant endedAt,
        String realm,
        Picture picture,
        BigDecimal spentUsd,
        BigDecimal totalUsd,
        Refunded refunded,
        String refundsUnknown,
        List<Entry> keyframes,
        List<Entry> shots,
        List<Stop> stops,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Entry> speeches,
        Integer unpriced,
        Settlement settlement) {
    public Receipt {
        speeches = speeches == null ? List.of() : List.copyOf(speeches);
    }

    /**
     * The finished file.
     *
     * @param sha256 of {@code film.mp4}
     * @param rate frames a second as a fraction
     */
    public record Picture(String sha256, long bytes, int width, int height, long frames, String rate, boolean sound) {}

    /**
     * What the provider gave back.
     *
     * @param usd of submissions of which it says so, by the price list; null for none
     * @param assumedUsd of submissions that failed without a word about it, which are taken for given back; null for none
     * @param quota in the provider's own unit, where it says how much; null where it does not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Refunded(BigDecimal usd, BigDecimal assumedUsd, Long quota) {}

    /**
     * A still, clip or speech.
     *
     * @param sha256 of the original bytes; null where there are none
     * @param model null for a picture of the author's own
     * @param seconds null for a still and for speech
     * @param priceUsd by the price list; null for a picture of the author's own, and where the list says nothing
     * @param bought whether this run bought it; else it was bought before
     * @param sharedWith the id of the equal shot that was paid for; null where it has its own
     * @param conformed whether it was re-encoded to the film's format; null for a still
     * @param startFrame of the film at which it begins; null for a still
     * @param frameOf the shot out of whose clip it was cut; null for any other still, and for a clip
     * @param at which frame of that: {@code first}, {@code last} or seconds
     * @param refunded what was given back of its submissions; null where nothing was
     * @param realm of the provider that made it; null where that is the film's
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(
            String id,
            String sha256,
            String model,
            String action,
            Integer seconds,
            int take,
            BigDecimal priceUsd,
            Boolean bought,
            String sharedWith,
            String task,
            String fingerprint,
            Integer submission,
            Boolean conformed,
            Long startFrame,
            Long frames,
            String frameOf,
            String at,
            Refunded refunded,
            String realm) {
        private static final int FIRST_TAKE = 1;

        /** A picture of the author's own: nothing of it is bought. */
        public static Entry ofPicture(String id, String sha256) {
            return unbought(id, sha256, null, null);
        }

        /** A frame of a shot: nothing of it is bought. */
        public static Entry ofFrame(String id, String shot, String at) {
            return unbought(id, null, shot, at);
        }

        private static Entry unbought(String id, String sha256, String frameOf, String at) {
            return new Entry(
                    id,
                    sha256,
                    null,
                    null,
                    null,
                    FIRST_TAKE,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    frameOf,
                    at,
                    null,
                    null);
        }
    }
}

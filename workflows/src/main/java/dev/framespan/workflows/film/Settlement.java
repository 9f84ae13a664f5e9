package dev.framespan.workflows.film;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;

/**
 * What became of what was at the provider when a film was cancelled.
 *
 * @param refunded what came to nothing and is given back: it was still queued; null for nothing
 * @param kept what had begun and is here now: the next render shows it without paying again; null for nothing
 * @param running what is paid for and not here: another film waits for it, or this one did not; the next render fetches it; null for nothing
 * @param lost what the provider keeps the price of, or perhaps does, while nothing came of it; null for nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Settlement(Part refunded, Part kept, Part running, Part lost) {
    /**
     * One of the four.
     *
     * @param ids of the keyframes, shots and speeches, in the order in which they were submitted
     * @param usd US dollars, by the price list
     * @param unpriced how much of it has no price in the list, and counts as nothing; null for nothing
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Part(List<String> ids, BigDecimal usd, Integer unpriced) {
        public Part {
            ids = List.copyOf(ids);
        }
    }

    /** Whether there is nothing to say. */
    @JsonIgnore
    public boolean isEmpty() {
        return refunded == null && kept == null && running == null && lost == null;
    }
}

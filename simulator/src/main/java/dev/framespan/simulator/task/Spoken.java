package dev.framespan.simulator.task;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;

/**
 * A text that was spoken, and charged.
 *
 * @param number 1 for the first
 * @param createdAt in milliseconds of Unix time
 */
public record Spoken(
        @JsonProperty("number") long number,
        @JsonProperty("model") String model,
        @JsonProperty("voice") String voice,
        @JsonProperty("text") String text,
        @JsonProperty("charged") BigDecimal charged,
        @JsonProperty("created_at") long createdAt) {}

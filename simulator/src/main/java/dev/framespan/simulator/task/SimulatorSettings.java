package dev.framespan.simulator.task;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;

/**
 * What can be changed while the simulator runs; remembered in its state.
 *
 * @param speed how many times faster than the provider a task runs
 * @param parallel how many unfinished tasks the account may have
 * @param balanceUsd what the account was filled with; charges and refunds are taken from there
 * @param linkSeconds how long a link to a result lives
 * @param taskSeconds how long each task takes, whatever the speed; 0 where that is drawn for each
 */
public record SimulatorSettings(
        double speed,
        int parallel,
        @JsonProperty("balance_usd") BigDecimal balanceUsd,
        @JsonProperty("link_ttl_seconds") long linkSeconds,
        @JsonProperty("task_seconds") double taskSeconds) {

    /** As fast as the provider, its links of 24 hours, and money enough to play. */
    public static final SimulatorSettings DEFAULT = new SimulatorSettings(1, 20, new BigDecimal("1000000"), 86_400, 0);

    public SimulatorSettings {
        require(speed > 0 && Double.isFinite(speed), "speed must be above 0");
        require(parallel > 0, "parallel must be above 0");
        require(balanceUsd != null && balanceUsd.signum() >= 0, "balance_usd must not be negative");
        require(linkSeconds > 0, "link_ttl_seconds must be above 0");
        require(taskSeconds >= 0 && Double.isFinite(taskSeconds), "task_seconds must not be negative");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}

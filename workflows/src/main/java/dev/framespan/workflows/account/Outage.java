package dev.framespan.workflows.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How clearly an account's provider answers, as a worker has to know it.
 *
 * @param unclear whether the last answers were: then nothing is submitted but the {@code trial}
 * @param epoch what a submission that begins now is begun in
 * @param ended when the last outage was over, by the account's clock in milliseconds since 1970; 0 where none was
 * @param restMillis how long nothing is to be submitted; 0 where nothing is in the way
 * @param probeDue whether a worker that has something to submit may ask for the probe
 * @param probe token of the probe that this worker is to make now; null where there is none
 * @param trial id of the only permit under which something may be submitted; null where none is
 * @param undecidedMillis how long only a submission for which the operator has decided may be the trial; 0 where any may
 * @param open whether a request that waits would be the trial
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Outage(
        boolean unclear,
        long epoch,
        long ended,
        long restMillis,
        boolean probeDue,
        String probe,
        String trial,
        long undecidedMillis,
        boolean open) {
    /** Nothing is known to be wrong, and never was. */
    public static final Outage NONE = new Outage(false, 0, 0, 0, false, null, null, 0, false);

    /** Whether something may be submitted under a permit. */
    @JsonIgnore
    public boolean allows(String permit) {
        return !unclear || permit.equals(trial);
    }
}

package dev.framespan.workflows.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Set;

/**
 * What a worker has to know of its account.
 *
 * @param unused ids of the permits under which nothing was submitted yet
 * @param running how many permits are held
 * @param waiting how many requests wait for one
 * @param limit how many may be held now: fewer than the settings say after the provider has refused
 * @param restMillis how long nothing is to be submitted, since the provider has refused; 0 where nothing is in the way
 * @param perSecond requests a second that this worker may make
 * @param outage how clearly the provider answers; null where it never answered unclearly
 */
public record AccountReply(
        Set<String> unused,
        int running,
        int waiting,
        int limit,
        long restMillis,
        double perSecond,
        @JsonInclude(JsonInclude.Include.NON_NULL) Outage outage) {
    public AccountReply {
        unused = Set.copyOf(unused);
    }

    /** Whether a request that waits would be granted now: limits grow, and rests end, while no worker tells anything. */
    @JsonIgnore
    public boolean canGrant() {
        return waiting > 0 && running < limit && restMillis == 0 && (!state().unclear() || state().open());
    }

    /** How clearly the provider answers. */
    @JsonIgnore
    public Outage state() {
        return outage == null ? Outage.NONE : outage;
    }
}

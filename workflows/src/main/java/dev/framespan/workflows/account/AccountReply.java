package dev.framespan.workflows.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;
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
 * @param soon ids of requests that wait and may be granted soon, the next one first
 * @param outage how clearly the provider answers; null where it never answered unclearly
 */
public record AccountReply(
        Set<String> unused,
        int running,
        int waiting,
        int limit,
        long restMillis,
        double perSecond,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> soon,
        @JsonInclude(JsonInclude.Include.NON_NULL) Outage outage) {
    /** So many that wait are granted before the others. */
    static final int NEXT = 16;

    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    // So many that wait may come back each second, beside those that come soon: an attempt costs server and worker
    // together a hundredth of a second and more.
    private static final int EACH_SECOND = 10;

    public AccountReply {
        unused = Set.copyOf(unused);
        soon = soon == null ? List.of() : List.copyOf(soon);
    }

    /** Whether a request is one of the few of each film that are granted before others, as soon as there is room. */
    public boolean comesNext(String request) {
        int place = soon.indexOf(request);
        return place >= 0 && place < NEXT && restMillis == 0;
    }

    /** How long a request that waits may stay away, so that all of them together ask no more than is worth while. */
    public Duration stay(String request) {
        return soon.contains(request) ? SHORTEST : stay(waiting);
    }

    static Duration stay(int waiting) {
        Duration spread = Duration.ofMillis(waiting * 1000L / EACH_SECOND);
        return spread.compareTo(SHORTEST) < 0 ? SHORTEST : spread.compareTo(LONGEST) > 0 ? LONGEST : spread;
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

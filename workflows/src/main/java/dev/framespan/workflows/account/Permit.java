package dev.framespan.workflows.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Set;
import java.util.TreeSet;

/**
 * Permission to have one task at the provider, from right before its submission until its end is known.
 *
 * @param holder who asked for it
 * @param grantedAt in milliseconds since 1970
 * @param task the provider's id; null until it has accepted, empty where it perhaps has
 * @param takers workers that may submit under it now: two films may buy the same, and an attempt may follow one whose worker stood still
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Permit(
        PermitRequest holder,
        long grantedAt,
        String task,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Set<String> takers) {
    public Permit {
        takers = takers == null ? Set.of() : Set.copyOf(takers);
    }

    /** Whether nothing is known to have been submitted under it yet. */
    @JsonIgnore
    public boolean isUnused() {
        return task == null;
    }

    /** Whether a task may run under it of which no more is known. */
    @JsonIgnore
    public boolean isUnclear() {
        return task != null && task.isEmpty();
    }

    Permit grantedAt(long now) {
        return new Permit(holder, now, task, takers);
    }

    Permit with(String accepted) {
        return new Permit(holder, grantedAt, accepted, null);
    }

    /** The same for a request that was repeated. */
    Permit askedAnew(PermitRequest request, long now) {
        return new Permit(request, now, null, takers);
    }

    Permit takenBy(String worker) {
        Set<String> all = new TreeSet<>(takers);
        all.add(worker);
        return new Permit(holder, grantedAt, task, all);
    }

    Permit givenBackBy(String worker) {
        Set<String> left = new TreeSet<>(takers);
        left.remove(worker);
        return new Permit(holder, grantedAt, task, left);
    }
}

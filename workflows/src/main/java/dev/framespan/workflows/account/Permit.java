package dev.framespan.workflows.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Permission to have one task at the provider, from right before its submission until its end is known.
 *
 * @param holder who asked for it
 * @param grantedAt in milliseconds since 1970
 * @param task the provider's id; null until it has accepted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Permit(PermitRequest holder, long grantedAt, String task) {
    /** Whether nothing is known to have been submitted under it yet. */
    @JsonIgnore
    public boolean isUnused() {
        return task == null;
    }

    Permit with(String accepted) {
        return new Permit(holder, grantedAt, accepted);
    }
}

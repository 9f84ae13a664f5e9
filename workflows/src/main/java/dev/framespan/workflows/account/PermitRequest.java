package dev.framespan.workflows.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.framespan.workflows.asset.Sha256;
import java.util.Objects;

/**
 * Asks for a permit to have one task at the provider.
 *
 * @param id of the permit: see {@link #id(String, String)}
 * @param store identity of the store in whose ledger the task will be
 * @param fingerprint of what is bought
 * @param film for which it is bought; films of equal priority share fairly
 * @param priority higher ones are served first; 0 where none was named
 * @param workflow id of the generation that waits
 * @param run of that workflow
 * @param decided whether the operator has decided that it may be sent, also while the provider answers unclearly
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record PermitRequest(
        String id,
        String store,
        String fingerprint,
        String film,
        int priority,
        String workflow,
        String run,
        boolean decided) {
    private static final int LENGTH = 24;

    public PermitRequest {
        Objects.requireNonNull(id, "id");
    }

    /** One fingerprint has one task at a time, whichever films ask for it. */
    public static String id(String store, String fingerprint) {
        return Sha256.of(store + "\n" + fingerprint).substring(0, LENGTH);
    }

    /** Films of two stores may have one name. */
    String share() {
        return store + "/" + film;
    }
}

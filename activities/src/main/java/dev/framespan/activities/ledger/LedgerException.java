package dev.framespan.activities.ledger;

import java.io.IOException;

/** A record of the ledger that cannot be understood: what was bought is not known, so nothing may be. The message says the remedy. */
public final class LedgerException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final String what;
    private final String cure;

    private LedgerException(String key, String what, String cure, Throwable cause) {
        super(key + " " + what + "; " + cure, cause);
        this.key = key;
        this.what = what;
        this.cure = cure;
    }

    static LedgerException newer(String key) {
        return newer(key, null);
    }

    static LedgerException newer(String key, Throwable cause) {
        return new LedgerException(
                key,
                "was written by a newer Framespan",
                "use that one, since this one cannot tell what was bought",
                cause);
    }

    static LedgerException damaged(String key, Throwable cause) {
        return new LedgerException(
                key,
                "is damaged, so this Framespan cannot tell what was bought",
                "put the file back from a copy of the store",
                cause);
    }

    /** The record. */
    public String key() {
        return key;
    }

    /** What is wrong with it. */
    public String what() {
        return what;
    }

    /** What the operator can do about it. */
    public String cure() {
        return cure;
    }
}

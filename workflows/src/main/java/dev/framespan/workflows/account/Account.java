package dev.framespan.workflows.account;

import dev.framespan.workflows.generation.Realm;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Who pays at a provider: what the provider limits, it limits for an account. Stores that pay with one account share its limits.
 *
 * @param realm of the provider, see {@link Realm}
 * @param name tells the accounts of one provider apart; never a key
 */
public record Account(String realm, String name) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public Account {
        Objects.requireNonNull(realm, "realm");
        Objects.requireNonNull(name, "name");
        if (!isName(name)) {
            throw new IllegalArgumentException(
                    "an account's name has up to 64 letters, digits, dots, dashes and underscores, not " + name);
        }
    }

    /** Whether an account may be called so: up to 64 letters, digits, dots, dashes and underscores. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** The id of its {@link AccountWorkflow}, which is also the name of the task queue on which it runs. */
    public String workflowId() {
        return "framespan-account-" + realm + "-" + name;
    }

    /** As the name of a folder in a store. */
    public String pathName() {
        return Realm.pathName(realm) + "-" + name;
    }
}

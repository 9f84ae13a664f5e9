package dev.framespan.activities.upkeep;

import dev.framespan.activities.store.Store;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;

/**
 * Lets whoever works on stores die after so many writes to them, together: whatever it does from then on has not happened. Its rights end with it, as
 * those of a process do.
 */
public final class Deaths {
    /** Of one that lives. */
    public static final Deaths NEVER = new Deaths(Integer.MAX_VALUE);

    private static final Set<String> WRITES = Set.of(
            "create", "replace", "update", "remove", "keep", "discard", "stand", "become", "refuseEarlierVersions");

    private int left;

    /** @param writes that still happen */
    public Deaths(int writes) {
        this.left = writes;
    }

    /** It is dead. */
    public static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** A store as that process sees it. */
    public Store of(Store store) {
        return (Store) Proxy.newProxyInstance(
                Deaths.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (WRITES.contains(method.getName()) && left-- <= 0) {
                        left = 0;
                        throw new Death();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}

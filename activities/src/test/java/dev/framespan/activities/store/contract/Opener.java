package dev.framespan.activities.store.contract;

import java.io.IOException;
import java.time.Clock;

/**
 * Opens the part of a store that a contract is about, in whichever process. A public class with a constructor without parameters.
 *
 * @param <T> {@link dev.framespan.activities.store.Records}, {@link dev.framespan.activities.store.Assets} or {@link
 *     dev.framespan.activities.store.Leases}
 */
public interface Opener<T> {
    /** @param place of the store, as the contract's {@code place()} says: the same place, the same store */
    T open(String place, Clock clock) throws IOException;

    /** The part of that name, in a process that a contract has started. */
    static <T> T open(Class<T> part, String opener, String place, Clock clock) throws IOException {
        try {
            return part.cast(
                    ((Opener<?>) Class.forName(opener).getDeclaredConstructor().newInstance()).open(place, clock));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(opener + " cannot be made", e);
        }
    }
}

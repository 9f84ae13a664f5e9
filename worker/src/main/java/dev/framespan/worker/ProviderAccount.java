package dev.framespan.worker;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Who is paid, and how.
 *
 * @param baseUrl of the provider's API, with its version
 * @param apiKey never to be shown; {@link #toString()} does not
 * @param realm the provider's host; {@code simulator} for the built-in one, {@code loopback} for any other on this machine
 * @param maxParallel how many tasks of one film may be at the provider at once
 * @param patience how long an unreachable provider is asked again before a submission gives up; empty for as long as it takes
 */
public record ProviderAccount(URI baseUrl, String apiKey, String realm, int maxParallel, Optional<Duration> patience) {
    /** The realm of the built-in simulator. */
    public static final String SIMULATOR = "simulator";

    /** The realm of any other provider on this machine, whatever its port. */
    public static final String LOOPBACK = "loopback";

    /** Whether the provider runs on this machine. */
    public boolean isLocal() {
        return realm.equals(SIMULATOR) || realm.equals(LOOPBACK);
    }

    @Override
    public String toString() {
        return baseUrl + " (" + realm + ")";
    }
}

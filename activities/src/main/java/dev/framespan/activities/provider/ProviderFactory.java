package dev.framespan.activities.provider;

import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.Realm;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/**
 * Makes a provider known to Framespan, which finds it by {@link java.util.ServiceLoader}. Its settings are variables of the environment that begin
 * with its name: {@code ATELIER_API_KEY}, {@code ATELIER_BASE_URL}, {@code ATELIER_ACCOUNT}, {@code ATELIER_MAX_PARALLEL}, {@code
 * ATELIER_REQUESTS_PER_SECOND} and {@code ATELIER_PATIENCE} are the {@code atelier}'s.
 */
public interface ProviderFactory {
    /** By which catalogues and {@code FRAMESPAN_PROVIDERS} name it: lower-case letters, digits and dashes, a letter first. It stays the same for ever. */
    String name();

    /** Where its API is when no {@code BASE_URL} is set; empty where one has to be. */
    Optional<URI> address();

    /**
     * Part of every fingerprint, and of the names of queues and records: another one than that of any other provider, and the same for ever.
     *
     * @return the host; for a stand-in on this machine {@code loopback} with the provider's name
     */
    default String realm(URI address) {
        return Realm.isLoopback(address) ? Realm.LOOPBACK + "-" + name() : Realm.of(address);
    }

    /** @return a provider, which is closed with its worker where it can be */
    Provider open(Settings settings);

    /**
     * With what a provider is opened.
     *
     * @param address of its API, without a slash at its end
     * @param key never to be shown; {@link #toString()} does not
     * @param realm what {@link Provider#realm()} says
     * @param local what {@link Provider#isLocal()} says
     * @param catalogue what {@link Provider#catalogue()} says
     */
    record Settings(URI address, String key, String realm, boolean local, Catalogue catalogue, Clock clock) {
        @Override
        public String toString() {
            return address + " (" + realm + ")";
        }
    }
}

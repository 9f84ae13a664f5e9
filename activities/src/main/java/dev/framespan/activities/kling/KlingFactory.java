package dev.framespan.activities.kling;

import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderFactory;
import dev.framespan.workflows.catalogue.Defaults;
import dev.framespan.workflows.generation.Realm;
import java.net.URI;
import java.util.Optional;

/** Makes {@link KlingProvider} known. */
public final class KlingFactory implements ProviderFactory {
    /** Where the provider's API is. */
    public static final URI ADDRESS = URI.create("https://www.qingbo.dev/v1");

    @Override
    public String name() {
        return Defaults.PROVIDER;
    }

    @Override
    public Optional<URI> address() {
        return Optional.of(ADDRESS);
    }

    /** As it was before there were others: on this machine {@code loopback} alone. */
    @Override
    public String realm(URI address) {
        return Realm.of(address);
    }

    @Override
    public Provider open(Settings settings) {
        return new KlingProvider(
                settings.address(),
                settings.key(),
                settings.realm(),
                settings.local(),
                settings.catalogue(),
                settings.clock());
    }
}

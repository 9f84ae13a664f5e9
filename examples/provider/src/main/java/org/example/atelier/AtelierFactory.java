package org.example.atelier;

import dev.framespan.activities.provider.Provider;
import dev.framespan.activities.provider.ProviderFactory;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Makes the Atelier known to Framespan; {@code META-INF/services} names this class. */
public final class AtelierFactory implements ProviderFactory {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "atelier";
    }

    @Override
    public Optional<URI> address() {
        return Optional.of(URI.create("https://api.atelier.example"));
    }

    @Override
    public Provider open(Settings settings) {
        return new AtelierProvider(settings, LIMIT);
    }
}

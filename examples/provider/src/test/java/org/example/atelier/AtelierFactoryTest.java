package org.example.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.provider.ProviderFactory;
import java.net.URI;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class AtelierFactoryTest {
    @Test
    void itsJarMakesTheAtelierKnown() {
        ProviderFactory factory = ServiceLoader.load(ProviderFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(known -> known.name().equals("atelier"))
                .findFirst()
                .orElseThrow();

        assertThat(factory.realm(factory.address().orElseThrow())).isEqualTo("api.atelier.example");
        assertThat(factory.realm(URI.create("http://127.0.0.1:8080"))).isEqualTo("loopback-atelier");
    }
}

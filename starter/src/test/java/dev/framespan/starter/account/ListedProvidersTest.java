package dev.framespan.starter.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.starter.durability.LoomFactory;
import dev.framespan.starter.exit.UserError;
import dev.framespan.worker.ProviderAccount;
import dev.framespan.worker.config.FramespanConfig;
import dev.framespan.worker.config.KlingConfig;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loom comes out of a jar, and has no address of its own. */
class ListedProvidersTest {
    private static final int ENVIRONMENT = 300;

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void bothAreListed() throws IOException {
        environment.put("FRAMESPAN_PROVIDERS", "kling, loom");
        environment.put(
                "FRAMESPAN_PROVIDER_JARS",
                LoomFactory.jar(folder.resolve("jars")).toString());
        environment.put("KLING_API_KEY", "sk-kling");
        environment.put("LOOM_API_KEY", "sk-loom");
        environment.put("LOOM_BASE_URL", "https://loom.example/v2/");
    }

    private ListedProviders listed() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withSources(new EnvConfigSource(environment, ENVIRONMENT))
                .withMapping(KlingConfig.class)
                .withMapping(FramespanConfig.class)
                .build();
        return ListedProviders.of(
                config.getConfigMapping(KlingConfig.class),
                config.getConfigMapping(FramespanConfig.class),
                environment);
    }

    private List<ProviderAccount> accounts() {
        return ((ProviderChoice.Paid) ProviderChoice.of(listed())).accounts();
    }

    private void assertRefused(String words) {
        assertThatThrownBy(() -> ProviderChoice.of(listed()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining("sk-");
    }

    @Test
    void eachHasItsOwnSettingsAccountAndRealmAndOneLimitIsForAll() {
        environment.put("LOOM_MAX_PARALLEL", "3");
        environment.put("LOOM_REQUESTS_PER_SECOND", "0.5");
        environment.put("LOOM_PATIENCE", "");
        environment.put("KLING_DAILY_USD", "12");

        ProviderAccount kling = accounts().get(0);
        ProviderAccount loom = accounts().get(1);

        assertThat(kling.realm()).isEqualTo("www.qingbo.dev");
        assertThat(kling.maxParallel()).isEqualTo(20);
        assertThat(loom.realm()).isEqualTo("loom.example");
        assertThat(loom.names()).containsExactly("loom");
        assertThat(loom.baseUrl()).isEqualTo(URI.create("https://loom.example/v2"));
        assertThat(loom.apiKey()).isEqualTo("sk-loom");
        assertThat(loom.maxParallel()).isEqualTo(3);
        assertThat(loom.requestsPerSecond()).isEqualTo(0.5);
        assertThat(loom.patience()).isEmpty();
        assertThat(loom.account().name()).isNotEqualTo(kling.account().name());
        assertThat(accounts()).extracting(ProviderAccount::dailyUsd).containsOnly(kling.dailyUsd());
        assertThat(listed().haveDaysLimit()).isTrue();
    }

    @Test
    void theFirstOneKeepsTheBooks() {
        environment.put("FRAMESPAN_PROVIDERS", "loom,kling");

        assertThat(ProviderChoice.of(listed()).realm()).isEqualTo("loom.example");
        assertThat(listed().realms().main()).isEqualTo("loom.example");
    }

    @Test
    void onThisMachineEachHasARealmOfItsOwn() {
        environment.put("KLING_BASE_URL", "http://127.0.0.1:1/v1");
        environment.put("LOOM_BASE_URL", "http://localhost:2/v1");

        assertThat(accounts()).extracting(ProviderAccount::realm).containsExactly("loopback", "loopback-loom");
        assertThat(accounts()).allMatch(ProviderAccount::isLocal);
    }

    @Test
    void withoutAnyKeyTheSimulatorPlaysThemAll() {
        environment.keySet().removeIf(name -> name.startsWith("KLING") || name.startsWith("LOOM"));
        environment.put("KLING_DAILY_USD", "12");

        ProviderChoice provider = ProviderChoice.of(listed());

        assertThat(provider).isInstanceOf(ProviderChoice.BuiltIn.class);
        assertThat(provider.realms().byName())
                .isEqualTo(Map.of("kling", "simulator", "loom", "simulator"))
                .isEqualTo(listed().realms().byName());
        assertThat(((ProviderChoice.BuiltIn) provider)
                        .account(URI.create("http://127.0.0.1:1/v1"))
                        .names())
                .containsExactly("kling", "loom");
        assertThat(listed().haveDaysLimit()).isFalse();
    }

    @Test
    void aListedProviderWithoutItsKeyIsRefused() {
        environment.remove("LOOM_API_KEY");
        assertRefused("FRAMESPAN_PROVIDERS names loom, but LOOM_API_KEY is missing");

        environment.put("LOOM_API_KEY", "sk-loom");
        environment.remove("KLING_API_KEY");
        assertRefused("FRAMESPAN_PROVIDERS names kling, but KLING_API_KEY is missing");
    }

    @Test
    void aProviderThatHasToHaveAnAddressIsRefusedWithoutOne() {
        environment.remove("LOOM_BASE_URL");

        assertRefused("LOOM_BASE_URL is missing");
    }

    @Test
    void twoAtOneHostAreRefused() {
        environment.put("LOOM_BASE_URL", "https://www.qingbo.dev/v9");

        assertRefused("the providers kling and loom are both at www.qingbo.dev");
    }

    @Test
    void whatASettingCannotBeIsRefusedWithItsVariable() {
        environment.put("LOOM_PATIENCE", "soon");
        assertRefused("LOOM_PATIENCE: soon is not possible; it takes a time with its unit, such as 30s, 10m or PT2M");
    }

    @Test
    void aListWithAnotherNameOrTheSameTwiceIsRefused() {
        environment.put("FRAMESPAN_PROVIDERS", "kling,spindle");
        assertRefused("no provider is called spindle; there are kling, loom");

        environment.put("FRAMESPAN_PROVIDERS", "loom,kling,loom");
        assertRefused("loom stands there twice");
    }

    @Test
    void aFolderWithoutJarsIsRefused() {
        environment.put("FRAMESPAN_PROVIDER_JARS", folder.toString());
        assertRefused("FRAMESPAN_PROVIDER_JARS: there is no jar in");

        environment.put("FRAMESPAN_PROVIDER_JARS", folder.resolve("nowhere").toString());
        assertRefused("name a folder with jars");
    }
}

package dev.framespan.starter.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.kling.KlingFactory;
import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import dev.framespan.worker.ProviderAccount;
import dev.framespan.worker.config.KlingConfig;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProviderChoiceTest {
    private static final String KEY = "sk-0123456789";
    private static final int ENVIRONMENT = 300;

    @Test
    void withoutKeyAndAddressTheSimulatorPlays() {
        ProviderChoice provider = of(Map.of());
        assertThat(provider).isInstanceOf(ProviderChoice.BuiltIn.class);
        assertThat(provider.isLocal()).isTrue();
        ProviderAccount account = ((ProviderChoice.BuiltIn) provider).account(URI.create("http://127.0.0.1:4711/v1"));
        assertThat(account.realm()).isEqualTo("simulator");
        assertThat(account.maxParallel()).isEqualTo(20);
        assertThat(account.requestsPerSecond()).isEqualTo(100);
    }

    @Test
    void anAddressWithoutAKeyIsNeverTheSimulator() {
        assertRefused(Map.of("KLING_BASE_URL", "https://www.qingbo.dev/v1"), "KLING_API_KEY is missing");
    }

    @Test
    void aKeyAloneGoesToTheUsualAddress() {
        ProviderAccount account = paid(Map.of("KLING_API_KEY", " " + KEY + "\n"));
        assertThat(account.baseUrl()).isEqualTo(URI.create("https://www.qingbo.dev/v1"));
        assertThat(account.apiKey()).isEqualTo(KEY);
        assertThat(account.realm()).isEqualTo("www.qingbo.dev");
        assertThat(account.requestsPerSecond()).isEqualTo(10);
    }

    @Test
    void howOftenAProviderIsAskedIsForTheOperatorToSay() {
        assertThat(paid(Map.of("KLING_API_KEY", KEY, "KLING_REQUESTS_PER_SECOND", "2.5"))
                        .requestsPerSecond())
                .isEqualTo(2.5);
        ProviderChoice simulator = of(Map.of("KLING_REQUESTS_PER_SECOND", "4"));
        assertThat(((ProviderChoice.BuiltIn) simulator).requestsPerSecond()).isEqualTo(4);
    }

    @Test
    void theRealmIsKnownWithoutAWordOfTheKey() {
        assertThat(listed(Map.of()).realms().main()).isEqualTo("simulator");
        assertThat(listed(Map.of("KLING_API_KEY", " ")).realms().main()).isEqualTo("simulator");
        assertThat(listed(Map.of("KLING_API_KEY", "no key")).realms().main()).isEqualTo("www.qingbo.dev");
        assertThat(listed(Map.of("KLING_BASE_URL", "http://127.0.0.1:9/v1"))
                        .realms()
                        .main())
                .isEqualTo("loopback");
    }

    @Test
    void aSlashAtTheEndIsAllowed() {
        ProviderAccount account = paid(Map.of("KLING_API_KEY", KEY, "KLING_BASE_URL", "http://localhost:8089/v1/"));
        assertThat(account.baseUrl()).isEqualTo(URI.create("http://localhost:8089/v1"));
        assertThat(account.realm()).isEqualTo("loopback");
    }

    @Test
    void aKeyIsNotSentInClear() {
        assertRefused(
                Map.of("KLING_API_KEY", KEY, "KLING_BASE_URL", "http://provider.example.org/v1"),
                "https://provider.example.org/v1");
    }

    @Test
    void aKeyThatCannotBeOneIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> of(Map.of("KLING_API_KEY", "sk 0123 4567")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("KLING_API_KEY")
                .hasMessageNotContaining("0123");
    }

    @Test
    void theKeyIsNeverInWords() {
        assertThat(of(Map.of("KLING_API_KEY", KEY)).toString()).doesNotContain(KEY);
    }

    private static void assertRefused(Map<String, String> environment, String words) {
        assertThatThrownBy(() -> of(environment))
                .isInstanceOfSatisfying(UserError.class, complaint -> assertThat(complaint.exitCode())
                        .isEqualTo(ExitCode.REFUSED))
                .hasMessageContaining(words)
                .hasMessageNotContaining(KEY);
    }

    private static ProviderAccount paid(Map<String, String> environment) {
        return ((ProviderChoice.Paid) of(environment)).account();
    }

    private static ProviderChoice of(Map<String, String> environment) {
        return ProviderChoice.of(listed(environment));
    }

    private static ListedProviders listed(Map<String, String> environment) {
        return new ListedProviders(
                List.of(new ListedProviders.Listed(new KlingFactory(), kling(environment))), Optional.empty());
    }

    private static KlingConfig kling(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withSources(new EnvConfigSource(environment, ENVIRONMENT))
                .withMapping(KlingConfig.class)
                .build()
                .getConfigMapping(KlingConfig.class);
    }
}

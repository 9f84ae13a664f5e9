package dev.framespan.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigTest {
    @Test
    void aProviderHasDefaults() {
        KlingConfig kling = config(Map.of()).getConfigMapping(KlingConfig.class);

        assertThat(kling.baseUrl()).isEqualTo(URI.create("https://www.qingbo.dev/v1"));
        assertThat(kling.apiKey()).isEmpty();
        assertThat(kling.maxParallel()).isEqualTo(20);
        assertThat(kling.patience()).isEmpty();
    }

    @Test
    void aProviderIsConfiguredByTheEnvironment() {
        KlingConfig kling = config(Map.of(
                        "KLING_BASE_URL", "http://127.0.0.1:8089/v1/",
                        "KLING_API_KEY", "secret",
                        "KLING_MAX_PARALLEL", "3",
                        "KLING_PATIENCE", "30s"))
                .getConfigMapping(KlingConfig.class);

        assertThat(kling.baseUrl()).isEqualTo(URI.create("http://127.0.0.1:8089/v1/"));
        assertThat(kling.apiKey()).contains("secret");
        assertThat(kling.maxParallel()).isEqualTo(3);
        assertThat(kling.patience()).contains(Duration.ofSeconds(30));
    }

    @Test
    void aWorkerHasDefaults() {
        FramespanConfig framespan = config(Map.of()).getConfigMapping(FramespanConfig.class);

        assertThat(framespan.store()).isEmpty();
        assertThat(framespan.publicUrl()).isEmpty();
        assertThat(framespan.assetPort()).isEmpty();
        assertThat(framespan.assetHost()).isEqualTo("127.0.0.1");
        assertThat(framespan.catalogue()).isEmpty();
        assertThat(framespan.mediaJobs()).isEmpty();
        assertThat(WorkerSettings.of(framespan).mediaJobs())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @Test
    void aWorkerIsConfiguredByTheEnvironment() {
        FramespanConfig framespan = config(Map.of(
                        "FRAMESPAN_STORE", "films/store",
                        "FRAMESPAN_PUBLIC_URL", "https://films.example.com/",
                        "FRAMESPAN_ASSET_PORT", "8088",
                        "FRAMESPAN_ASSET_HOST", "0.0.0.0",
                        "FRAMESPAN_MEDIA_JOBS", "3"))
                .getConfigMapping(FramespanConfig.class);

        assertThat(framespan.store()).contains(Path.of("films/store"));
        WorkerSettings settings = WorkerSettings.of(framespan);
        assertThat(settings.publicAssets()).contains(URI.create("https://films.example.com/assets"));
        assertThat(settings.assetPort()).contains(8088);
        assertThat(settings.assetHost().isAnyLocalAddress()).isTrue();
        assertThat(settings.mediaJobs()).isEqualTo(3);
    }

    @Test
    void anAccountNeverShowsItsKey() {
        ProviderAccount account = new ProviderAccount(
                URI.create("https://provider.example/v1"),
                "sk-secret",
                "provider.example",
                20,
                Optional.of(Duration.ofMinutes(2)));

        assertThat(account.toString()).doesNotContain("sk-secret");
    }

    private static SmallRyeConfig config(Map<String, String> environment) {
        return new SmallRyeConfigBuilder()
                .withMapping(KlingConfig.class)
                .withMapping(FramespanConfig.class)
                .withSources(new EnvConfigSource(environment, 300))
                .addDiscoveredConverters()
                .withConverter(Duration.class, 100, new io.quarkus.runtime.configuration.DurationConverter())
                .build();
    }
}

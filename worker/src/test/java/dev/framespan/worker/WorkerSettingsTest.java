package dev.framespan.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.kling.KlingFactory;
import dev.framespan.worker.config.Configured;
import dev.framespan.worker.config.FramespanConfig;
import dev.framespan.workflows.account.Account;
import dev.framespan.workflows.catalogue.CatalogueException;
import io.temporal.common.WorkerDeploymentVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerSettingsTest {
    @Test
    void withoutConfigurationAWorkerHasAJobForEachCoreAndCutsOneFilmAtATime() {
        assertThat(settings(Map.of()).mediaJobs())
                .isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(settings(Map.of()).assembleJobs()).isEqualTo(1);
    }

    @Test
    void aWorkerIsConfiguredByTheEnvironment() {
        WorkerSettings settings = settings(Map.of(
                "FRAMESPAN_PUBLIC_URL", "https://films.example.com/",
                "FRAMESPAN_ASSET_PORT", "8088",
                "FRAMESPAN_ASSET_HOST", "0.0.0.0",
                "FRAMESPAN_MEDIA_JOBS", "3",
                "FRAMESPAN_ASSEMBLE_JOBS", "2",
                "FRAMESPAN_WORKER_VERSION", "framespan:1.4.0"));

        assertThat(settings.publicUrl()).contains(URI.create("https://films.example.com/"));
        assertThat(settings.assetPort()).contains(8088);
        assertThat(settings.assetHost().isAnyLocalAddress()).isTrue();
        assertThat(settings.mediaJobs()).isEqualTo(3);
        assertThat(settings.assembleJobs()).isEqualTo(2);
        assertThat(settings.version()).contains(new WorkerDeploymentVersion("framespan", "1.4.0"));
        assertThat(settings.with(settings.hosting(), Optional.empty())).isEqualTo(settings);
    }

    @Test
    void anAccountNeverShowsItsKey() {
        ProviderAccount account = new ProviderAccount(
                new KlingFactory(),
                List.of("kling"),
                URI.create("https://provider.example/v1"),
                "sk-secret",
                new Account("provider.example", "studio"),
                20,
                10,
                Optional.of(Duration.ofMinutes(2)),
                Optional.empty());

        assertThat(account.toString()).doesNotContain("sk-secret");
    }

    @Test
    void everyFaultOfACatalogueNamesTheVariable(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("own.json"), "{\"limit\": {},\n \"videos\": 1}");

        assertThatThrownBy(() -> settings(Map.of("FRAMESPAN_CATALOGUE", file.toString())))
                .isInstanceOf(CatalogueException.class)
                .satisfies(refused -> assertThat(refused.getMessage().lines())
                        .hasSize(2)
                        .allSatisfy(line -> assertThat(line).startsWith("FRAMESPAN_CATALOGUE: " + file + ":")));
    }

    private static WorkerSettings settings(Map<String, String> environment) {
        return WorkerSettings.of(Configured.by(environment).getConfigMapping(FramespanConfig.class));
    }
}

package dev.framespan.starter.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentSettingsTest {
    @Test
    void everythingHasItsDefault() {
        EnvironmentSettings settings = with(Map.of());
        assertThat(settings.kling().baseUrl()).isEqualTo(URI.create("https://www.qingbo.dev/v1"));
        assertThat(settings.baseUrlGiven()).isFalse();
        assertThat(settings.kling().apiKey()).isEmpty();
        assertThat(settings.kling().maxParallel()).isEqualTo(20);
        assertThat(settings.kling().patience()).isEmpty();
        assertThat(settings.framespan().store()).isEmpty();
        assertThat(settings.framespan().publicUrl()).isEmpty();
        assertThat(settings.framespan().catalogue()).isEmpty();
        assertThat(settings.framespan().mediaJobs()).isEmpty();
        assertThat(settings.framespan().assetPort()).isEmpty();
        assertThat(settings.framespan().assetHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void everyVariableIsHeard() {
        EnvironmentSettings settings = with(Map.of(
                "KLING_BASE_URL", "http://127.0.0.1:8089/v1/",
                "KLING_API_KEY", "secret",
                "KLING_MAX_PARALLEL", "3",
                "KLING_PATIENCE", "30s",
                "FRAMESPAN_STORE", "/store",
                "FRAMESPAN_PUBLIC_URL", "https://film.example.org/pictures",
                "FRAMESPAN_CATALOGUE", "/catalogue.json",
                "FRAMESPAN_MEDIA_JOBS", "2",
                "FRAMESPAN_ASSET_PORT", "8088",
                "FRAMESPAN_ASSET_HOST", "0.0.0.0"));
        assertThat(settings.kling().baseUrl()).isEqualTo(URI.create("http://127.0.0.1:8089/v1/"));
        assertThat(settings.baseUrlGiven()).isTrue();
        assertThat(settings.kling().apiKey()).contains("secret");
        assertThat(settings.kling().maxParallel()).isEqualTo(3);
        assertThat(settings.kling().patience()).contains(Duration.ofSeconds(30));
        assertThat(settings.framespan().store()).contains(Path.of("/store"));
        assertThat(settings.framespan().publicUrl()).contains(URI.create("https://film.example.org/pictures"));
        assertThat(settings.framespan().catalogue()).contains(Path.of("/catalogue.json"));
        assertThat(settings.framespan().mediaJobs()).hasValue(2);
        assertThat(settings.framespan().assetPort()).hasValue(8088);
        assertThat(settings.framespan().assetHost()).isEqualTo("0.0.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void aVariableSetToNothingIsNotSet(String nothing) {
        EnvironmentSettings settings = with(Map.of(
                "KLING_BASE_URL", nothing,
                "KLING_API_KEY", nothing,
                "KLING_MAX_PARALLEL", nothing,
                "FRAMESPAN_STORE", nothing,
                "FRAMESPAN_PUBLIC_URL", nothing,
                "FRAMESPAN_ASSET_PORT", nothing,
                "FRAMESPAN_ASSET_HOST", nothing));
        assertThat(settings.baseUrlGiven()).isFalse();
        assertThat(settings.kling().baseUrl()).isEqualTo(URI.create("https://www.qingbo.dev/v1"));
        assertThat(settings.kling().apiKey()).isEmpty();
        assertThat(settings.kling().maxParallel()).isEqualTo(20);
        assertThat(settings.framespan().store()).isEmpty();
        assertThat(settings.framespan().publicUrl()).isEmpty();
        assertThat(settings.framespan().assetPort()).isEmpty();
        assertThat(settings.framespan().assetHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void theUsualAddressMayBeNamed() {
        assertThat(with(Map.of("KLING_BASE_URL", "https://www.qingbo.dev/v1")).baseUrlGiven())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "KLING_MAX_PARALLEL, x",
        "KLING_MAX_PARALLEL, 0",
        "KLING_MAX_PARALLEL, 2.5",
        "KLING_PATIENCE, soon",
        "KLING_PATIENCE, -2s",
        "KLING_BASE_URL, 'http://a b'",
        "FRAMESPAN_MEDIA_JOBS, 0",
        "FRAMESPAN_ASSET_PORT, 70000",
        "FRAMESPAN_ASSET_PORT, http",
        "FRAMESPAN_PUBLIC_URL, ftp://example.org",
        "FRAMESPAN_PUBLIC_URL, film.example.org"
    })
    void aValueThatIsNoneIsOneSentence(String variable, String value) {
        assertThatThrownBy(() -> with(Map.of(variable, value)))
                .isInstanceOfSatisfying(UserError.class, complaint -> assertThat(complaint.exitCode())
                        .isEqualTo(ExitCode.REFUSED))
                .hasMessageStartingWith(variable + ": ")
                .hasMessageContaining("it takes ");
    }

    private static EnvironmentSettings with(Map<String, String> environment) {
        return EnvironmentSettings.read(Map.of(), environment);
    }
}

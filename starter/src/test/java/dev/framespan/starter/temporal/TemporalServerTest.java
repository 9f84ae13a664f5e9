package dev.framespan.starter.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.starter.exit.ExitCode;
import dev.framespan.starter.exit.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemporalServerTest {
    @TempDir
    Path home;

    @Test
    void withoutAnyWordItIsEmbedded() {
        assertThat(of(null, Map.of())).isInstanceOf(TemporalServer.Embedded.class);
        assertThat(of(null, Map.of("TEMPORAL_ADDRESS", ""))).isInstanceOf(TemporalServer.Embedded.class);
    }

    @Test
    void anOptionComesBeforeTheEnvironment() {
        Map<String, String> environment = Map.of("TEMPORAL_ADDRESS", "there:7233", "TEMPORAL_NAMESPACE", "films");
        assertThat(of("embedded", environment)).isInstanceOf(TemporalServer.Embedded.class);
        TemporalServer.Remote here = (TemporalServer.Remote) of("here:7233", environment);
        assertThat(here.address()).isEqualTo("here:7233");
        assertThat(here.profile().getNamespace()).isEqualTo("films");
    }

    @Test
    void theLocalServerIsNamedByTheSameWordInAnOptionTheEnvironmentAndAStore() {
        Map<String, String> environment = Map.of("XDG_STATE_HOME", home.toString(), "TEMPORAL_API_KEY", "secret");
        TemporalServer local = of("local", environment);
        assertThat(local)
                .isInstanceOfSatisfying(TemporalServer.Local.class, server -> assertThat(server.address())
                        .isEqualTo("local"))
                .isEqualTo(of(null, Map.of("TEMPORAL_ADDRESS", "local", "XDG_STATE_HOME", home.toString())))
                .isEqualTo(TemporalServer.remembered("local", "default", environment));
        assertThatThrownBy(((TemporalServer.Shared) local)::profile)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("framespan temporal start");
    }

    @Test
    void theEnvironmentNamesServerNamespaceAndKey() {
        TemporalServer.Remote server = (TemporalServer.Remote) of(
                null,
                Map.of(
                        "TEMPORAL_ADDRESS", "cloud.example.org:7233",
                        "TEMPORAL_NAMESPACE", "films",
                        "TEMPORAL_API_KEY", "secret"));
        assertThat(server.address()).isEqualTo("cloud.example.org:7233");
        assertThat(server.profile().getNamespace()).isEqualTo("films");
        assertThat(server.profile().getApiKey()).isEqualTo("secret");
        assertThat(server.toString()).doesNotContain("secret");
    }

    @Test
    void aProfileNamesAServer() throws IOException {
        Path file = Files.writeString(
                home.resolve("temporal.toml"),
                "[profile.default]\naddress = \"profile:7233\"\n[profile.other]\naddress = \"other:7233\"\n");
        Map<String, String> environment = Map.of("TEMPORAL_CONFIG_FILE", file.toString());
        assertThat(of(null, environment).toString()).isEqualTo("profile:7233");
        Map<String, String> other = new HashMap<>(environment);
        other.put("TEMPORAL_PROFILE", "other");
        assertThat(of(null, other).toString()).isEqualTo("other:7233");
    }

    @Test
    void aProfileThatCannotBeReadIsRefusedWithItsPlace() throws IOException {
        Path file = Files.writeString(home.resolve("temporal.toml"), "[profile");
        assertThatThrownBy(() -> of(null, Map.of("TEMPORAL_CONFIG_FILE", file.toString())))
                .isInstanceOfSatisfying(UserError.class, complaint -> assertThat(complaint.exitCode())
                        .isEqualTo(ExitCode.REFUSED))
                .hasMessageContaining(file.toString())
                .hasMessageContaining(" in line 1, column ")
                .hasMessageNotContaining("Source");
    }

    @Test
    void theVariablesAndTheFileThatMayBeWrongAreNamed() {
        Map<String, String> environment = Map.of(
                "TEMPORAL_TLS_CLIENT_KEY_PATH", "key.pem",
                "TEMPORAL_TLS_CLIENT_CERT_PATH", "cert.pem",
                "TEMPORAL_TLS_SERVER_NAME", "",
                "TEMPORAL_ADDRESS", "here:7233");
        assertThat(TemporalServer.names(environment, "TEMPORAL_TLS"))
                .isEqualTo("TEMPORAL_TLS_CLIENT_CERT_PATH, TEMPORAL_TLS_CLIENT_KEY_PATH, temporal.toml");
        assertThat(TemporalServer.names(Map.of("TEMPORAL_CONFIG_FILE", "my.toml"), "TEMPORAL_TLS"))
                .isEqualTo("my.toml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"here", "here:", ":7233", "here:99999", "http://here:7233", "here:7233/x", "", "EMBEDDED"})
    void whatIsNoAddressIsRefused(String option) {
        assertThatThrownBy(() -> of(option, Map.of()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("HOST:PORT");
    }

    private TemporalServer of(String option, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("TEMPORAL_CONFIG_FILE", home.resolve("none.toml").toString());
        return TemporalServer.of(option, all);
    }
}

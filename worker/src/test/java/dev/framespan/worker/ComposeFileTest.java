package dev.framespan.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.worker.config.FramespanConfig;
import dev.framespan.worker.config.KlingConfig;
import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** docker-compose.yml says only what the code reads, and says each port once. */
class ComposeFileTest {
    private static final Path HOME = Path.of("..");
    // Read by io.temporal:temporal-envconfig, the AWS SDK and the JDBC driver.
    private static final Set<String> OF_LIBRARIES = Set.of(
            "TEMPORAL_ADDRESS",
            "AWS_ENDPOINT_URL_S3",
            "AWS_REGION",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "PGPASSWORD");

    private final Map<String, Object> file = load();
    private final Map<String, Object> services = map(file.get("services"));

    @ParameterizedTest
    @ValueSource(strings = {"worker", "media", "framespan"})
    void everyVariableOfOursIsOneThatTheCodeReads(String service) {
        Set<String> known = Stream.of(KlingConfig.class, FramespanConfig.class)
                .flatMap(ComposeFileTest::variables)
                .collect(Collectors.toSet());
        known.addAll(OF_LIBRARIES);

        assertThat(known).containsAll(environment(service).keySet());
    }

    @Test
    void theWorkerShowsPicturesOnThePortThatIsPublishedAndLookedAt() {
        String port = environment("worker").get("FRAMESPAN_ASSET_PORT").toString();

        assertThat(published("worker")).containsExactly("127.0.0.1:" + port + ":" + port);
        assertThat(environment("worker")).containsEntry("FRAMESPAN_ASSET_HOST", "0.0.0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker", "media"})
    void workersSayHowTheyAreWhereTheyAreLookedAt(String service) throws IOException {
        String port = environment(service).get("FRAMESPAN_MANAGEMENT_PORT").toString();

        assertThat(healthcheck(service)).contains("/" + port);
        assertThat(environment(service)).containsEntry("FRAMESPAN_MANAGEMENT_HOST", "0.0.0.0");
        assertThat(Files.readString(HOME.resolve("deploy/prometheus.yml")))
                .contains("port: " + port)
                .contains(service);
    }

    @Test
    void everyQueueHasAWorkerAndOnlyTheOneThatAsksTheProviderHasItsKey() {
        assertThat(queues("worker") + "," + queues("media")).isEqualTo("films,submit,await,fetch,media,assemble");
        assertThat(environment("worker")).containsKey("KLING_API_KEY");
        assertThat(environment("media")).doesNotContainKey("KLING_API_KEY");
    }

    private String queues(String service) {
        List<?> command = (List<?>) service(service).get("command");
        return command.get(command.indexOf("--queues") + 1).toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker", "media", "framespan"})
    void aServiceThatSubmitsIsGivenTheTimeToHearTheAnswer(String service) {
        Duration grace = Duration.parse("PT" + service(service).get("stop_grace_period"));
        assertThat(grace).isGreaterThan(FramespanWorker.LAST_ANSWER.plus(FramespanWorker.GOODBYE));
    }

    @Test
    void theSimulatorListensWhereItIsLookedAt() {
        List<?> command = (List<?>) service("simulator").get("command");
        String port = command.get(command.indexOf("--port") + 1).toString();

        assertThat(healthcheck("simulator")).contains("/" + port);
        assertThat(service("simulator")).containsEntry("network_mode", "service:worker");
    }

    @Test
    void everybodyCallsTemporalOnItsOwnPort() {
        assertThat(published("temporal")).containsExactly("127.0.0.1:7233:7233");
        assertThat(healthcheck("temporal")).contains("7233");
        for (String service : List.of("worker", "framespan", "temporal-ui", "temporal-namespace")) {
            assertThat(environment(service)).containsEntry("TEMPORAL_ADDRESS", "temporal:7233");
        }
    }

    @Test
    void workersAndTheCommandLineShareTheStoreAndNoFolder() {
        for (String variable : List.of("FRAMESPAN_STORE", "FRAMESPAN_BUCKET", "AWS_ENDPOINT_URL_S3")) {
            assertThat(environment("framespan").get(variable))
                    .isEqualTo(environment("worker").get(variable))
                    .isEqualTo(environment("media").get(variable))
                    .isNotNull();
        }
        assertThat(environment("worker").get("FRAMESPAN_STORE").toString()).startsWith("postgresql://");
        assertThat(volumes("framespan")).noneMatch(volume -> volumes("worker").contains(volume));
    }

    @Test
    void noSecretStandsInTheFile() throws IOException {
        String text = Files.readString(HOME.resolve("docker-compose.yml"));

        Matcher secret = Pattern.compile("(?m)^\\s*[A-Z_]*(PASSWORD|PWD|KEY)[A-Z_]*: *(.*)$")
                .matcher(text);
        List<String> values = new ArrayList<>();
        while (secret.find()) {
            values.add(secret.group(2));
        }
        assertThat(values).hasSizeGreaterThan(2).allMatch(value -> value.startsWith("${"));
    }

    @Test
    void everyVariableThatItTakesIsInTheExample() throws IOException {
        String example = Files.readString(HOME.resolve(".env.example"));
        Set<String> offered = Pattern.compile("(?m)^([A-Z0-9_]+)=")
                .matcher(example)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toSet());
        Set<String> taken = new TreeSet<>();
        Matcher variable =
                Pattern.compile("\\$\\{([A-Z0-9_]+)").matcher(Files.readString(HOME.resolve("docker-compose.yml")));
        while (variable.find()) {
            if (!variable.group(1).endsWith("_VERSION")) {
                taken.add(variable.group(1));
            }
        }

        assertThat(offered).isEqualTo(taken);
    }

    private static Stream<String> variables(Class<?> mapping) {
        String prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
        return Arrays.stream(mapping.getMethods())
                .map(Method::getName)
                .map(name -> prefix + "_" + name.replaceAll("([A-Z])", "_$1"))
                .map(name -> name.toUpperCase(Locale.ROOT));
    }

    private Map<String, Object> service(String name) {
        return map(services.get(name));
    }

    private Map<String, Object> environment(String service) {
        return map(service(service).get("environment"));
    }

    private List<String> published(String service) {
        return ((List<?>) service(service).get("ports"))
                .stream().map(Object::toString).toList();
    }

    private List<String> volumes(String service) {
        return ((List<?>) service(service).get("volumes"))
                .stream().map(Object::toString).toList();
    }

    private String healthcheck(String service) {
        return map(service(service).get("healthcheck")).get("test").toString();
    }

    /** Compose merges {@code <<} as YAML 1.1 does; YAML 1.2 has no such key. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        Map<String, Object> map = new LinkedHashMap<>((Map<String, Object>) node);
        Object merged = map.remove("<<");
        if (merged != null) {
            ((Map<String, Object>) merged).forEach(map::putIfAbsent);
        }
        return map;
    }

    private static Map<String, Object> load() {
        try {
            LoadSettings settings =
                    LoadSettings.builder().setSchema(new CoreSchema()).build();
            return map(new Load(settings).loadFromString(Files.readString(HOME.resolve("docker-compose.yml"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.framespan.worker.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.stores.StoreAddress;
import io.smallrye.config.Secret;
import io.smallrye.config.SmallRyeConfig;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every key: its variable, its default, a value, and what is said of a value that it cannot have. */
class ConfigTest {
    private static final List<Key> KEYS = List.of(
            new Key(
                    "KLING_BASE_URL",
                    Optional.empty(),
                    "http://127.0.0.1:8089/v1/",
                    of(URI.create("http://127.0.0.1:8089/v1/")),
                    kling(KlingConfig::baseUrl)),
            new Key(
                    "KLING_API_KEY",
                    Optional.empty(),
                    "sk-secret",
                    Optional.of("sk-secret"),
                    kling(config -> config.apiKey().map(Secret::get))),
            new Key("KLING_ACCOUNT", Optional.empty(), "studio-2", of("studio-2"), kling(KlingConfig::account)),
            new Key("KLING_MAX_PARALLEL", 20, "3", 3, kling(KlingConfig::maxParallel)),
            new Key(
                    "KLING_REQUESTS_PER_SECOND",
                    Optional.empty(),
                    "2.5",
                    of(new BigDecimal("2.5")),
                    kling(KlingConfig::requestsPerSecond)),
            new Key(
                    "KLING_PATIENCE",
                    Optional.empty(),
                    "30s",
                    of(Duration.ofSeconds(30)),
                    kling(KlingConfig::patience)),
            new Key(
                    "KLING_DAILY_USD",
                    Optional.empty(),
                    "12.50",
                    of(new BigDecimal("12.50")),
                    kling(KlingConfig::dailyUsd)),
            new Key(
                    "FRAMESPAN_STORE",
                    Optional.empty(),
                    "films/store",
                    of(StoreAddress.of("films/store")),
                    framespan(FramespanConfig::store)),
            new Key(
                    "FRAMESPAN_PUBLIC_URL",
                    Optional.empty(),
                    "https://film.example.org/pictures",
                    of(URI.create("https://film.example.org/pictures")),
                    framespan(FramespanConfig::publicUrl)),
            new Key(
                    "FRAMESPAN_ASSET_PORT",
                    OptionalInt.empty(),
                    "8088",
                    OptionalInt.of(8088),
                    framespan(FramespanConfig::assetPort)),
            new Key(
                    "FRAMESPAN_ASSET_HOST",
                    InetAddress.getLoopbackAddress(),
                    "0.0.0.0",
                    anyLocal(),
                    framespan(FramespanConfig::assetHost)),
            new Key(
                    "FRAMESPAN_CATALOGUE",
                    Optional.empty(),
                    "/catalogue.json",
                    of(Path.of("/catalogue.json")),
                    framespan(FramespanConfig::catalogue)),
            new Key(
                    "FRAMESPAN_PROVIDERS",
                    "kling",
                    "atelier, kling",
                    "atelier, kling",
                    framespan(FramespanConfig::providers)),
            new Key(
                    "FRAMESPAN_PROVIDER_JARS",
                    Optional.empty(),
                    "jars",
                    of(Path.of("jars")),
                    framespan(FramespanConfig::providerJars)),
            new Key(
                    "FRAMESPAN_WORKFLOWS",
                    Optional.empty(),
                    "workflows",
                    of(Path.of("workflows")),
                    framespan(FramespanConfig::workflows)),
            new Key(
                    "FRAMESPAN_INPUTS",
                    Optional.empty(),
                    "inputs",
                    of(Path.of("inputs")),
                    framespan(FramespanConfig::inputs)),
            new Key(
                    "FRAMESPAN_AMBIGUOUS_WAIT",
                    Duration.ofMinutes(15),
                    "0s",
                    Duration.ZERO,
                    framespan(FramespanConfig::ambiguousWait)),
            new Key(
                    "FRAMESPAN_ON_AMBIGUOUS",
                    "ask",
                    "rebuy, then skip",
                    "rebuy, then skip",
                    framespan(FramespanConfig::onAmbiguous)),
            new Key(
                    "FRAMESPAN_ON_PROVIDER_ERROR",
                    "ask",
                    "2 rebuys",
                    "2 rebuys",
                    framespan(FramespanConfig::onProviderError)),
            new Key(
                    "FRAMESPAN_NOTIFY_TO",
                    Optional.empty(),
                    "https://example.org/films",
                    of("https://example.org/films"),
                    framespan(FramespanConfig::notifyTo)),
            new Key(
                    "FRAMESPAN_BUCKET",
                    Optional.empty(),
                    "s3://films/framespan",
                    of("s3://films/framespan"),
                    framespan(FramespanConfig::bucket)),
            new Key(
                    "FRAMESPAN_CACHE",
                    Optional.empty(),
                    "cache",
                    of(Path.of("cache")),
                    framespan(FramespanConfig::cache)),
            new Key("FRAMESPAN_CACHE_GB", 20, "200", 200, framespan(FramespanConfig::cacheGb)),
            new Key(
                    "FRAMESPAN_MEDIA_JOBS",
                    OptionalInt.empty(),
                    "2",
                    OptionalInt.of(2),
                    framespan(FramespanConfig::mediaJobs)),
            new Key(
                    "FRAMESPAN_QUEUES",
                    Optional.empty(),
                    "media, assemble",
                    of("media, assemble"),
                    framespan(FramespanConfig::queues)),
            new Key("FRAMESPAN_ASSEMBLE_JOBS", 1, "2", 2, framespan(FramespanConfig::assembleJobs)),
            new Key(
                    "FRAMESPAN_MANAGEMENT_PORT",
                    OptionalInt.empty(),
                    "9000",
                    OptionalInt.of(9000),
                    framespan(FramespanConfig::managementPort)),
            new Key(
                    "FRAMESPAN_MANAGEMENT_HOST",
                    InetAddress.getLoopbackAddress(),
                    "0.0.0.0",
                    anyLocal(),
                    framespan(FramespanConfig::managementHost)),
            new Key("FRAMESPAN_LOG_FORMAT", "text", "json", "json", framespan(FramespanConfig::logFormat)),
            new Key(
                    "FRAMESPAN_WORKER_VERSION",
                    Optional.empty(),
                    "framespan:1.4.0",
                    of("framespan:1.4.0"),
                    framespan(FramespanConfig::workerVersion)));

    /** @param value what {@code text} means */
    private record Key(
            String variable, Object usual, String text, Object value, Function<SmallRyeConfig, Object> reader) {}

    @Test
    void noKeyIsForgottenHere() {
        Stream<String> methods = Stream.of(KlingConfig.class, FramespanConfig.class)
                .flatMap(mapping -> Arrays.stream(mapping.getDeclaredMethods()).map(ConfigTest::variable));

        assertThat(methods)
                .containsExactlyInAnyOrderElementsOf(
                        KEYS.stream().map(Key::variable).toList());
    }

    private static String variable(Method method) {
        String prefix = method.getDeclaringClass().equals(KlingConfig.class) ? "KLING_" : "FRAMESPAN_";
        return prefix + method.getName().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }

    @Test
    void everyKeyHasItsDefault() {
        SmallRyeConfig config = Configured.by(Map.of());

        assertThat(KEYS)
                .allSatisfy(key -> assertThat(key.reader().apply(config)).isEqualTo(key.usual()));
        assertThat(KlingConfig.DEFAULT_BASE_URL).hasToString("https://www.qingbo.dev/v1");
    }

    @Test
    void everyVariableIsHeard() {
        Map<String, String> environment = new HashMap<>();
        KEYS.forEach(key -> environment.put(key.variable(), key.text()));
        SmallRyeConfig config = Configured.by(environment);

        assertThat(KEYS)
                .allSatisfy(key -> assertThat(key.reader().apply(config)).isEqualTo(key.value()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void aVariableSetToNothingIsNotSet(String nothing) {
        Map<String, String> environment = new HashMap<>();
        KEYS.forEach(key -> environment.put(key.variable(), nothing));
        SmallRyeConfig config = Configured.by(environment);

        assertThat(KEYS)
                .allSatisfy(key -> assertThat(key.reader().apply(config)).isEqualTo(key.usual()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KLING_MAX_PARALLEL | x | a whole number from 1 on, such as 20",
                "KLING_MAX_PARALLEL | 0 | a whole number from 1 on, such as 20",
                "KLING_MAX_PARALLEL | 2.5 | a whole number from 1 on, such as 20",
                "KLING_REQUESTS_PER_SECOND | fast | a number from 0.1 on, such as 10",
                "KLING_REQUESTS_PER_SECOND | 0 | a number from 0.1 on, such as 10",
                "KLING_DAILY_USD | much | US dollars from 0.01 on, such as 50 or 12.50",
                "KLING_DAILY_USD | 0 | US dollars from 0.01 on, such as 50 or 12.50",
                "KLING_DAILY_USD | -5 | US dollars from 0.01 on, such as 50 or 12.50",
                "KLING_DAILY_USD | 1e99999999 | US dollars from 0.01 on, such as 50 or 12.50",
                "KLING_PATIENCE | soon | a time with its unit, such as 30s, 10m or PT2M",
                "KLING_PATIENCE | -2s | a time with its unit, such as 30s, 10m or PT2M",
                "KLING_PATIENCE | 0s | a time with its unit, such as 30s, 10m or PT2M",
                "KLING_PATIENCE | 10 | a time with its unit, such as 30s, 10m or PT2M",
                "KLING_BASE_URL | https://example.org:65536/v1 | an address with its version",
                "KLING_BASE_URL | https://example.org:0/v1 | an address with its version",
                "KLING_BASE_URL | http://a b | an address with its version, such as https://www.qingbo.dev/v1",
                "KLING_BASE_URL | https:///v1 | an address with its version, such as https://www.qingbo.dev/v1",
                "KLING_BASE_URL | ftp://example.org/v1 | an address with its version",
                "KLING_BASE_URL | example.org/v1 | an address with its version",
                "KLING_BASE_URL | https://example.org/v1?x=1 | nothing before the host, nothing after the path",
                "KLING_BASE_URL | https://example.org/v1#x | nothing before the host, nothing after the path",
                "FRAMESPAN_BUCKET | films | a bucket and a prefix in it, such as s3://films/framespan",
                "FRAMESPAN_CACHE_GB | 0 | a whole number of gigabytes from 1 on",
                "FRAMESPAN_MEDIA_JOBS | 0 | a whole number from 1 on; without it, one a core",
                "FRAMESPAN_PROVIDERS | Kling | names of providers, parted by commas, such as kling,atelier",
                "FRAMESPAN_PROVIDERS | kling, | names of providers, parted by commas, such as kling,atelier",
                "FRAMESPAN_QUEUES | cut | names of queues, parted by commas, such as media,assemble",
                "FRAMESPAN_ASSEMBLE_JOBS | 0 | a whole number from 1 on, such as 2",
                "FRAMESPAN_WORKER_VERSION | 1.4.0 | the name of a deployment and that of a build, such as framespan:1.4.0",
                "FRAMESPAN_WORKER_VERSION | studio.a:1 | the name of a deployment and that of a build, such as framespan:1.4.0",
                "FRAMESPAN_MANAGEMENT_PORT | 0 | a port from 1 to 65535",
                "FRAMESPAN_MANAGEMENT_HOST | 203.0.113.9 | an address of this machine such as 127.0.0.1, or 0.0.0.0",
                "FRAMESPAN_LOG_FORMAT | xml | text or json",
                "FRAMESPAN_ASSET_PORT | 70000 | a port from 1 to 65535",
                "FRAMESPAN_ASSET_PORT | 0 | a port from 1 to 65535",
                "FRAMESPAN_ASSET_PORT | http | a port from 1 to 65535",
                "FRAMESPAN_ASSET_HOST | no such host | an address of this machine such as 127.0.0.1, or 0.0.0.0 for all",
                "FRAMESPAN_ASSET_HOST | 203.0.113.9 | an address of this machine such as 127.0.0.1, or 0.0.0.0 for all",
                "FRAMESPAN_AMBIGUOUS_WAIT | 15 | a time with its unit, such as 30s, 15m or PT2H",
                "FRAMESPAN_AMBIGUOUS_WAIT | -1s | a time with its unit, such as 30s, 15m or PT2H",
                "FRAMESPAN_ON_AMBIGUOUS | never | ask, skip, rebuy, or such as 1 rebuy, then skip",
                "FRAMESPAN_ON_PROVIDER_ERROR | 10 rebuys | ask, skip, rebuy, or such as 2 rebuys, then skip",
                "FRAMESPAN_NOTIFY_TO | http://example.org | an https address, or the absolute path of a program",
                "FRAMESPAN_NOTIFY_TO | /no/such/program | an https address, or the absolute path of a program",
                "FRAMESPAN_PUBLIC_URL | ftp://example.org | an address such as https://film.example.org",
                "FRAMESPAN_PUBLIC_URL | film.example.org | an address such as https://film.example.org",
                "FRAMESPAN_PUBLIC_URL | https://example.org:99999 | an address such as https://film.example.org",
                "FRAMESPAN_PUBLIC_URL | https://name:password@example.org | nothing before the host",
                "FRAMESPAN_PUBLIC_URL | https://example.org/?x | an address such as https://film.example.org",
            })
    void aValueThatIsNoneIsOneSentenceWithTheVariableTheValueAndTheRemedy(String variable, String value, String takes) {
        // A key may stand in a query, a password before the host.
        String shown = value.matches(".*[@?#].*") ? "this" : value;
        assertThat(refusal(variable, value))
                .startsWith(variable + ": " + shown + " is not possible; it takes ")
                .contains(takes)
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://name:password@example.org/v1",
                "ftp://name:password@example.org/v1",
                "mailto:password@example.org"
            })
    void aPasswordInAnAddressIsNotRepeated(String url) {
        assertThat(refusal("KLING_BASE_URL", url))
                .startsWith("KLING_BASE_URL: this is not possible; it takes ")
                .doesNotContain("password");
    }

    @Test
    void theKeyAloneIsASecret() {
        assertThat(ConfigKeys.ALL)
                .allSatisfy((key, property) -> assertThat(property.isSecret()).isEqualTo(key.equals("kling.api-key")));
    }

    /** A number that is none, one out of bounds, and those of another mapping: three that are found at different moments. */
    @Test
    void allVariablesThatAreWrongAreSaidAtOnce() {
        assertThat(refusal(Map.of(
                        "KLING_MAX_PARALLEL", "many",
                        "KLING_BASE_URL", "https://name:password@example.org/v1",
                        "KLING_API_KEY", "sk-secret",
                        "FRAMESPAN_ASSET_PORT", "70000",
                        "FRAMESPAN_MEDIA_JOBS", "2",
                        "FRAMESPAN_PUBLIC_URL", " ")))
                .startsWith("FRAMESPAN_ASSET_PORT: 70000 is not possible; it takes a port from 1 to 65535."
                        + " KLING_BASE_URL: this is not possible; it takes ")
                .endsWith(". KLING_MAX_PARALLEL: many is not possible; it takes a whole number from 1 on, such as 20")
                .doesNotContain("password", "secret", "MEDIA_JOBS", "PUBLIC_URL");
    }

    private static String refusal(String variable, String value) {
        return refusal(Map.of(variable, value));
    }

    private static String refusal(Map<String, String> environment) {
        Throwable failure = catchThrowable(() -> Configured.by(environment));
        return ConfigRefusal.sentences(
                        failure,
                        key -> environment.get(key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_")))
                .orElseThrow(() -> new AssertionError(failure));
    }

    private static Object of(Object value) {
        return Optional.of(value);
    }

    private static Object anyLocal() {
        try {
            return InetAddress.getByName("0.0.0.0");
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Function<SmallRyeConfig, Object> kling(Function<KlingConfig, Object> key) {
        return config -> key.apply(config.getConfigMapping(KlingConfig.class));
    }

    private static Function<SmallRyeConfig, Object> framespan(Function<FramespanConfig, Object> key) {
        return config -> key.apply(config.getConfigMapping(FramespanConfig.class));
    }
}

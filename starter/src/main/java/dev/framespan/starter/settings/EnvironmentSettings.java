package dev.framespan.starter.settings;

import dev.framespan.starter.exit.UserError;
import dev.framespan.worker.FramespanConfig;
import dev.framespan.worker.KlingConfig;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the environment says, read before Quarkus starts, so that a value which is none is one sentence and not a start that failed.
 * Options on the command line, which are system properties here, come before environment variables.
 */
public final class EnvironmentSettings {
    private static final Pattern KEY = Pattern.compile("\\b((?:kling|framespan)\\.[a-z-]+)\\b");
    private static final Map<String, String> ALLOWED = Map.of(
            "kling.max-parallel", "a whole number from 1 on, such as 20",
            "kling.patience", "a time such as 30s, 2m or PT2M",
            "kling.base-url", "an address such as https://www.qingbo.dev/v1",
            "framespan.public-url", "an address such as https://film.example.org",
            "framespan.asset-host", "an address of this machine such as 127.0.0.1, or 0.0.0.0 for all of them",
            "framespan.asset-port", "a port from 1 to 65535",
            "framespan.media-jobs", "a whole number from 1 on; without it, one a core");
    /** Of what nobody has set, in SmallRye's words. */
    static final int BY_DEFAULT = Integer.MIN_VALUE;

    private static final int OPTIONS = 400;
    private static final int ENVIRONMENT = 300;
    private static final int LAST_PORT = 65_535;

    private final SmallRyeConfig config;
    private final KlingConfig kling;
    private final FramespanConfig framespan;

    private EnvironmentSettings(SmallRyeConfig config) {
        this.config = config;
        this.kling = config.getConfigMapping(KlingConfig.class);
        this.framespan = config.getConfigMapping(FramespanConfig.class);
    }

    /** Those of this process. */
    public static EnvironmentSettings read() {
        Map<String, String> options = new java.util.HashMap<>();
        System.getProperties().stringPropertyNames().stream()
                .filter(BlankAsUnset::isOurs)
                .forEach(name -> options.put(name, System.getProperty(name)));
        return read(options, System.getenv());
    }

    static EnvironmentSettings read(Map<String, String> options, Map<String, String> environment) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withInterceptors(new BlankAsUnset())
                .withSources(
                        new PropertiesConfigSource(options, "options", OPTIONS),
                        new EnvConfigSource(environment, ENVIRONMENT))
                .withMapping(KlingConfig.class)
                .withMapping(FramespanConfig.class)
                .withMappingIgnore("framespan.**");
        try {
            EnvironmentSettings settings = new EnvironmentSettings(builder.build());
            settings.check();
            return settings;
        } catch (ConfigValidationException e) {
            throw UserError.refused(words(e.getProblem(0).getMessage()), e);
        }
    }

    public KlingConfig kling() {
        return kling;
    }

    public FramespanConfig framespan() {
        return framespan;
    }

    /** Whether somebody has named the provider's address; else it is the usual one. */
    public boolean baseUrlGiven() {
        return config.getConfigValue("kling.base-url").getConfigSourceOrdinal() != BY_DEFAULT;
    }

    private void check() {
        if (kling.maxParallel() < 1) {
            throw wrong("kling.max-parallel", String.valueOf(kling.maxParallel()));
        }
        kling.patience().ifPresent(patience -> {
            if (patience.isNegative() || patience.isZero()) {
                throw wrong("kling.patience", patience.toString());
            }
        });
        framespan.mediaJobs().ifPresent(jobs -> {
            if (jobs < 1) {
                throw wrong("framespan.media-jobs", String.valueOf(jobs));
            }
        });
        framespan.assetPort().ifPresent(port -> {
            if (port < 1 || port > LAST_PORT) {
                throw wrong("framespan.asset-port", String.valueOf(port));
            }
        });
        framespan.publicUrl().ifPresent(EnvironmentSettings::checkPublic);
        checkListening(framespan.assetHost());
    }

    private static void checkListening(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            if (address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null) {
                return;
            }
        } catch (IOException e) {
            // No address at all is as little use as somebody else's.
        }
        throw wrong("framespan.asset-host", host);
    }

    private static void checkPublic(URI url) {
        boolean web = "https".equalsIgnoreCase(url.getScheme()) || "http".equalsIgnoreCase(url.getScheme());
        if (!web || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw wrong("framespan.public-url", url.toString());
        }
    }

    private static UserError wrong(String name, String value) {
        return UserError.refused(variable(name) + ": " + value + " is not possible; it takes " + ALLOWED.get(name));
    }

    private static String words(String problem) {
        Matcher key = KEY.matcher(problem);
        if (!key.find()) {
            return "the configuration cannot be read: " + problem;
        }
        String allowed = ALLOWED.get(key.group(1));
        return variable(key.group(1)) + ": this is not possible; it takes "
                + (allowed == null ? "another value" : allowed);
    }

    /** {@code kling.max-parallel} is {@code KLING_MAX_PARALLEL} to people. */
    private static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}

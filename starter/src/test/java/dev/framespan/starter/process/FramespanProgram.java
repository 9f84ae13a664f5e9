package dev.framespan.starter.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packaged program, as an operator starts it, with nothing of this environment but its search path. */
public final class FramespanProgram {
    private static final List<String> VARIABLES = List.of(
            "KLING_BASE_URL",
            "KLING_API_KEY",
            "KLING_ACCOUNT",
            "KLING_MAX_PARALLEL",
            "KLING_REQUESTS_PER_SECOND",
            "KLING_PATIENCE",
            "KLING_DAILY_USD",
            "FRAMESPAN_STORE",
            "FRAMESPAN_BUCKET",
            "FRAMESPAN_CACHE",
            "FRAMESPAN_CACHE_GB",
            "FRAMESPAN_PUBLIC_URL",
            "FRAMESPAN_ASSET_PORT",
            "FRAMESPAN_ASSET_HOST",
            "FRAMESPAN_CATALOGUE",
            "FRAMESPAN_PROVIDERS",
            "FRAMESPAN_PROVIDER_JARS",
            "FRAMESPAN_QUEUES",
            "FRAMESPAN_WORKFLOWS",
            "FRAMESPAN_INPUTS",
            "FRAMESPAN_MEDIA_JOBS",
            "FRAMESPAN_ASSEMBLE_JOBS",
            "FRAMESPAN_WORKER_VERSION",
            "FRAMESPAN_MANAGEMENT_PORT",
            "FRAMESPAN_MANAGEMENT_HOST",
            "FRAMESPAN_LOG_FORMAT",
            "FRAMESPAN_AMBIGUOUS_WAIT",
            "FRAMESPAN_ON_AMBIGUOUS",
            "FRAMESPAN_ON_PROVIDER_ERROR",
            "FRAMESPAN_NOTIFY_TO",
            "FRAMESPAN_TEMPORAL_PROGRAM",
            "FRAMESPAN_TEMPORAL_PORT",
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
            "OTEL_TRACES_EXPORTER",
            "TEMPORAL_ADDRESS",
            "TEMPORAL_NAMESPACE",
            "TEMPORAL_API_KEY",
            "TEMPORAL_PROFILE");

    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private Path application = packaged();

    /** @param folder the current directory of what is started */
    public FramespanProgram(Path folder) {
        this.folder = folder;
        VARIABLES.forEach(variable -> environment.put(variable, ""));
        environment.put(
                "TEMPORAL_CONFIG_FILE", folder.resolve("no-temporal.toml").toString());
    }

    public FramespanProgram with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Another build of it. @param packaged as {@link #packaged} */
    public FramespanProgram build(Path packaged) {
        application = packaged;
        return this;
    }

    /** Starts {@code framespan} with these words. */
    public Program start(String... arguments) {
        Path home = home();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        Path archive = application.resolve(System.getProperty("java.runtime.version") + ".jsa");
        if (Files.exists(archive)) {
            command.addAll(List.of(
                    "-XX:+UnlockDiagnosticVMOptions",
                    "-XX:ArchiveRelocationMode=0",
                    "-Xlog:disable",
                    "-XX:SharedArchiveFile=" + archive));
        }
        command.addAll(List.of(
                "-Djava.awt.headless=true",
                "-Dframespan.home=" + home,
                "-jar",
                application.resolve("quarkus-run.jar").toString()));
        command.addAll(List.of(arguments));
        return Program.start(folder, environment, command);
    }

    /** Starts {@code framespan} with these words, for the folder's store on a Temporal server. */
    public Program startOn(String temporal, String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("--temporal", temporal, "--store", "store"));
        return start(words.toArray(String[]::new));
    }

    /** Starts a worker of the folder's store on a Temporal server. */
    public Program startWorker(String temporal) {
        return startOn(temporal, "worker");
    }

    /** Has the folder's film made on a Temporal server, into {@code out}. @param more words */
    public Program startRender(String temporal, String... more) {
        List<String> words = new ArrayList<>(
                List.of("render", "film.yaml", "--temporal", temporal, "--store", "store", "--out", "out"));
        words.addAll(List.of(more));
        return start(words.toArray(String[]::new));
    }

    /** The folder with the program and everything that it uses. */
    public static Path packaged() {
        return home().resolve("starter/target/quarkus-app");
    }

    /** The folder with the sources and what was built of them. */
    public static Path home() {
        Path home = Path.of("").toAbsolutePath();
        while (!Files.exists(home.resolve("framespan"))) {
            home = home.getParent();
        }
        return home;
    }
}

package dev.framespan.activities.media;

import dev.framespan.activities.media.protocol.EngineJob;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;

/** How a JVM like this one is started with the engine in it. */
final class EngineCommand {
    /** The class path of the engine's process, where it can neither be found nor guessed. */
    static final String CLASSPATH = "framespan.engine.classpath";

    private static final String NATIVES = "org.bytedeco.javacpp.cachedir";

    private EngineCommand() {}

    static List<String> of(Class<?> main, int threads) {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A short life of native code: little heap, no second compiler, one quiet collector.
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(
                List.of("-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=" + temporary + "/framespan-engine-%p.log"));
        command.addAll(List.of("-Djava.awt.headless=true", "-Dfile.encoding=UTF-8"));
        // What native code takes is no concern of the heap's limit, and everything native is freed by hand.
        command.addAll(List.of("-Dorg.bytedeco.javacpp.maxBytes=0", "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0"));
        command.add("-Dorg.bytedeco.javacpp.nopointergc=true");
        command.add("-D" + NATIVES + "=" + natives(temporary));
        command.add("-D" + EngineJob.THREADS + "=" + threads);
        command.add("-D" + EngineJob.MEMORY + "=" + Long.getLong(EngineJob.MEMORY, EngineJob.USUAL_MEMORY));
        command.addAll(List.of("-cp", classpath(main), main.getName()));
        return command;
    }

    /** Where the native libraries are unpacked, once for all processes of this user. */
    private static Path natives(Path temporary) {
        String set = System.getProperty(NATIVES);
        Path home = Path.of(System.getProperty("user.home"), ".javacpp", "cache");
        if (set != null) {
            return Path.of(set);
        }
        try {
            Files.createDirectories(home);
            if (Files.isWritable(home)) {
                return home;
            }
        } catch (java.io.IOException e) {
            // A home that cannot be written, as in many a container.
        }
        return temporary.resolve("framespan-natives-" + System.getProperty("user.name"));
    }

    private static String classpath(Class<?> main) {
        String set = System.getProperty(CLASSPATH);
        if (set != null) {
            return set;
        }
        Path jar = source(main);
        if (jar != null && jar.getParent() != null && jar.getParent().endsWith(Path.of("lib", "main"))) {
            // A packaged Quarkus application: its own class path holds nothing but the runner.
            Path lib = jar.getParent().getParent();
            return String.join(
                    File.pathSeparator,
                    jar.getParent().resolve("*").toString(),
                    lib.resolve("boot").resolve("*").toString(),
                    lib.resolveSibling("app").resolve("*").toString());
        }
        return System.getProperty("java.class.path");
    }

    private static Path source(Class<?> main) {
        CodeSource source = main.getProtectionDomain().getCodeSource();
        try {
            return source == null || source.getLocation() == null
                    ? null
                    : Path.of(source.getLocation().toURI());
        } catch (URISyntaxException | IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
            return null;
        }
    }
}

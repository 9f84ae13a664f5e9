package dev.framespan.starter.scaffold;

import dev.framespan.starter.process.FramespanProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A local repository as {@code mvn install} leaves it: what this build has made, and links to all that was downloaded for it, but for Quarkus, which a
 * workflow of one's own is not to need.
 */
final class InstalledArtefacts {
    private static final String VERSION = "0.1.0-SNAPSHOT";

    private InstalledArtefacts() {}

    static Path in(Path repository) throws IOException {
        Path downloaded = Path.of(System.getProperty("maven.repo.local"));
        linkAll(downloaded, repository, List.of("dev", "io"));
        linkAll(downloaded.resolve("io"), repository.resolve("io"), List.of("quarkus"));
        linkAll(downloaded.resolve("dev"), repository.resolve("dev"), List.of("framespan"));
        Path home = FramespanProgram.home();
        install(repository, "framespan", home);
        install(repository, "framespan-bom", home.resolve("bom"));
        install(repository, "framespan-workflows", home.resolve("workflows"));
        install(repository, "framespan-testkit", home.resolve("testkit"));
        return repository;
    }

    private static void linkAll(Path from, Path to, List<String> but) throws IOException {
        Files.createDirectories(to);
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> all = Files.list(from)) {
            for (Path each : all.toList()) {
                if (!but.contains(each.getFileName().toString())) {
                    Files.createSymbolicLink(to.resolve(each.getFileName()), each);
                }
            }
        }
    }

    private static void install(Path repository, String artefact, Path module) throws IOException {
        Path folder = Files.createDirectories(
                repository.resolve("dev/framespan").resolve(artefact).resolve(VERSION));
        String file = artefact + "-" + VERSION;
        Files.copy(module.resolve("pom.xml"), folder.resolve(file + ".pom"));
        Path jar = module.resolve("target/" + file + ".jar");
        if (Files.exists(jar)) {
            Files.copy(jar, folder.resolve(file + ".jar"));
        }
    }
}

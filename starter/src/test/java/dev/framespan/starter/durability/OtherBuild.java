package dev.framespan.starter.durability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.process.FramespanProgram;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The packaged program with more in one of its classes, as another version of it may be. */
final class OtherBuild {
    /** A line of a class, before which another build does more. */
    enum Place {
        IN_FILMS(
                "workflows",
                "dev/framespan/workflows/film/FilmWorkflowImpl",
                "        session = open(input, loaded, parks);"),
        IN_ENGINE("activities", "dev/framespan/activities/media/engine/EngineJobs", "        FFmpeg.quiet();");

        private final String module;
        private final String type;
        private final String line;

        Place(String module, String type, String line) {
            this.module = module;
            this.type = type;
            this.line = line;
        }

        /** The class that has the line, once. */
        String source() throws IOException {
            String source = Files.readString(FramespanProgram.home()
                    .resolve(module)
                    .resolve("src/main/java")
                    .resolve(type + ".java"));
            assertThat(source).containsOnlyOnce(line);
            return source;
        }
    }

    private OtherBuild() {}

    /**
     * A build in which a film's workflow does more before it asks for its shots.
     *
     * @param folder where it comes to lie; it is not there yet
     * @param more Java, which may use the {@code plan}
     * @return the folder, as {@link FramespanProgram#build} takes it
     */
    static Path ofFilms(Path folder, String more) throws IOException {
        return with(folder, Place.IN_FILMS, more);
    }

    /**
     * A build in which the media engine's process does more before each of its jobs.
     *
     * @param more Java, which may use the {@code job}
     */
    static Path ofEngine(Path folder, String more) throws IOException {
        return with(folder, Place.IN_ENGINE, more);
    }

    private static Path with(Path folder, Place place, String more) throws IOException {
        copy(FramespanProgram.packaged(), folder);
        Path jars = folder.resolve("lib/main");
        Path changed = folder.resolve("changed").resolve(place.type + ".java");
        Files.createDirectories(changed.getParent());
        Files.writeString(changed, place.source().replace(place.line, more + "\n" + place.line));
        compile(changed, jars, folder.resolve("changed"));
        try (FileSystem jar = FileSystems.newFileSystem(jar(jars, "framespan-" + place.module));
                Stream<Path> compiled = Files.list(changed.getParent())) {
            for (Path each :
                    compiled.filter(file -> file.toString().endsWith(".class")).toList()) {
                Files.copy(
                        each,
                        jar.getPath(folder.resolve("changed").relativize(each).toString()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return folder;
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(from)) {
            all = files.toList();
        }
        for (Path each : all) {
            Files.copy(each, to.resolve(from.relativize(each).toString()));
        }
    }

    private static void compile(Path source, Path jars, Path classes) throws IOException {
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "--release",
                        "17",
                        "-parameters",
                        "-cp",
                        classpath(jars),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(failed).as("the compiler's exit code").isZero();
    }

    private static String classpath(Path jars) throws IOException {
        try (Stream<Path> files = Files.list(jars)) {
            return files.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        }
    }

    private static Path jar(Path jars, String name) throws IOException {
        try (Stream<Path> files = Files.list(jars)) {
            return files.filter(file -> file.getFileName().toString().contains(name))
                    .findFirst()
                    .orElseThrow();
        }
    }
}

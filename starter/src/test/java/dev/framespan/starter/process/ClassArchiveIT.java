package dev.framespan.starter.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, the packaged program, and the archive of its classes that the build has made. */
class ClassArchiveIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Path PROGRAM = Path.of("starter/target/quarkus-app");

    @TempDir
    Path folder;

    private Path home;

    @BeforeEach
    void launcher() throws IOException {
        home = Files.createDirectories(folder.resolve("home"));
        Files.copy(FramespanProgram.home().resolve("framespan"), home.resolve("framespan"));
        Files.createDirectories(home.resolve(PROGRAM).getParent());
    }

    @Test
    void classesComeOutOfTheArchive() throws IOException {
        Files.createSymbolicLink(home.resolve(PROGRAM), FramespanProgram.packaged());
        assertSaysItsVersion();
        assertThat(loaded()).anyMatch(line -> line.contains(".cli.StatusCommand source: shared objects file"));
    }

    @Test
    void inAFolderThatHasMovedItDoesWithout() throws IOException {
        copy();
        assertSaysItsVersion();
        assertThat(loaded()).anyMatch(line -> line.contains(".cli.StatusCommand source: file:"));
    }

    @Test
    void ofAnArchiveThatIsNoneNothingIsSaid() throws IOException {
        copy();
        Path archive = home.resolve(PROGRAM).resolve(archive());
        Files.delete(archive);
        Files.writeString(archive, "no archive");
        assertSaysItsVersion();
    }

    private void assertSaysItsVersion() {
        Program program = launch(Map.of(), "--version");
        program.assertEnds(0, PATIENCE);
        assertThat(program.out()).singleElement().asString().startsWith("framespan ");
        assertThat(program.err()).isEmpty();
    }

    /** What Java says of where it has classes from. */
    private List<String> loaded() throws IOException {
        Path log = folder.resolve("classes.log");
        Program program = launch(Map.of("FRAMESPAN_JAVA_OPTIONS", "-Xlog:class+load:file=" + log), "status", "--help");
        program.assertEnds(0, PATIENCE);
        return Files.readAllLines(log);
    }

    private Program launch(Map<String, String> more, String... words) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        return Program.start(
                folder,
                environment,
                Stream.concat(Stream.of(home.resolve("framespan").toString()), Stream.of(words))
                        .toList());
    }

    private static Path archive() {
        return Path.of(System.getProperty("java.runtime.version") + ".jsa");
    }

    /** As somebody would who takes the program elsewhere. */
    private void copy() throws IOException {
        Path from = FramespanProgram.packaged();
        List<Path> all;
        try (Stream<Path> files = Files.walk(from)) {
            all = files.toList();
        }
        for (Path each : all) {
            Files.copy(each, home.resolve(PROGRAM).resolve(from.relativize(each).toString()));
        }
    }
}

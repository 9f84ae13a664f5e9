package dev.framespan.starter.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.starter.process.FramespanProgram;
import dev.framespan.starter.process.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an empty folder to a film, with the commands that {@code framespan new} says. */
@Tag("long")
class ScaffoldIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    Path folder;

    @Test
    void aNewProjectIsTestedBuiltAndMakesItsFilm() throws IOException {
        Path repository = InstalledArtefacts.in(folder.resolve("repository"));

        Program created = new FramespanProgram(folder).start("new", "my-film");
        created.assertEnds(0, PATIENCE);
        assertThat(created.out())
                .containsExactly(
                        "cd my-film", "mvn verify", "framespan run MyFilm --input my-film.json --workflows target");
        Path project = folder.resolve("my-film");

        Program built = Program.start(
                project, Map.of(), List.of("mvn", "-o", "-B", "-Dmaven.repo.local=" + repository, "verify"));
        built.assertEnds(0, PATIENCE);
        assertThat(built.out()).anyMatch(line -> line.contains("Tests run: 4, Failures: 0"));

        Program run = new FramespanProgram(project)
                .start("run", "MyFilm", "--input", "my-film.json", "--workflows", "target", "--speed", "100");
        run.assertEnds(0, PATIENCE);
        assertThat(project.resolve("out/my-film/film.mp4")).isNotEmptyFile();
        assertThat(project.resolve("out/my-film/film.json")).content().contains("\"day\"", "\"stars\"");
    }
}

package dev.framespan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.catalogue.VideoUse;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.studio.ClipRequest;
import dev.framespan.workflows.studio.Edit;
import dev.framespan.workflows.studio.Film;
import io.temporal.workflow.Promise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of an author's own need not be there while a workflow is tested; storyboards are read, and what they name is there. */
class OwnFilesTest {
    @RegisterExtension
    static final StudioExtension studio = StudioExtension.of(Story.Told.class);

    @TempDir
    Path folder;

    @Test
    void picturesAndVideosNeedNotBeThere() {
        studio.provider().seconds("steps", 9.5);

        Story.begin(studio, room -> {
                    room.clip(ClipRequest.imageToVideo(room.picture("harbor", "photos/harbor.jpg"))
                                    .prompt("boats come in")
                                    .named("boats"))
                            .get();
                    return room.clip(ClipRequest.referenceVideo(room.video("steps", "steps.mp4"), VideoUse.FEATURE)
                                    .prompt("a robot dances")
                                    .named("dance"))
                            .get();
                })
                .result();

        assertThat(studio.bought()).extracting(AskedTake::id).containsExactly("boats", "dance");
        assertThat(studio.bought().get(1).request().video().millis()).isEqualTo(9_500);
    }

    @Test
    void aFileThatIsRefusedStopsWhatNeedsIt() {
        studio.provider().stop("harbor", FailureKind.REJECTED, "photos/harbor.jpg: no such file");

        Stop stop = Story.begin(
                        studio, room -> room.clip(ClipRequest.imageToVideo(room.picture("harbor", "photos/harbor.jpg"))
                                        .prompt("boats come in")
                                        .named("boats"))
                                .get())
                .expectStop();

        assertThat(stop.kind()).isEqualTo(FailureKind.REJECTED);
        assertThat(stop.message()).contains("photos/harbor.jpg");
        assertThat(studio.bought()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|it names no file: write a path, or a URL that starts with https://",
                "/photos/harbor.jpg|a path starts in the workflow's folder, not at the top of the disk",
                "photos/../../harbor.jpg|leads out of the workflow's folder: put the picture into it",
                "file:///photos/harbor.jpg|a picture is a path beside the workflow or a URL that starts with https://",
                "http://example.com/harbor.jpg|a picture is a path beside the workflow or a URL that starts with https://"
            })
    void aSourceThatNoWorkerTakesIsRefusedInItsWords(String source, String words) {
        Stop stop = Story.begin(studio, room -> room.clip(ClipRequest.imageToVideo(room.picture("harbor", source))
                                .prompt("boats come in")
                                .named("boats"))
                        .get())
                .expectStop();

        assertThat(stop.kind()).isEqualTo(FailureKind.REJECTED);
        assertThat(stop.message()).contains(words);
    }

    @Test
    void aStoryboardIsAPartOfALargerFilm() throws IOException {
        Files.writeString(
                folder.resolve("intro.yaml"),
                """
                keyframes:
                  harbor: { image: photos/harbor.jpg }
                shots:
                  - { id: leave, from: harbor, duration: 5, prompt: a boat leaves }
                  - { id: gull, duration: 3, prompt: a gull flies by }
                """);
        Files.createFile(Files.createDirectory(folder.resolve("photos")).resolve("harbor.jpg"));
        studio.inputs(folder);

        Story.begin(studio, room -> {
                    Promise<Film> intro = room.film("intro", "intro.yaml");
                    return room.cut(Edit.of(room.asClip("opening", intro)).named("whole"))
                            .get();
                })
                .result();

        assertThat(studio.films()).containsKey("whole");
        assertThat(studio.joined().get(0).cuts()).extracting(Cut::id).hasSize(2);
        assertThat(studio.films().get("whole").facts().frames()).isEqualTo((5 + 3) * 24);
    }

    @Test
    void aFaultOfTheStoryboardIsSaidWithItsPlace() throws IOException {
        Files.writeString(folder.resolve("intro.yaml"), "shots:\n  - { id: gull, duration: 1, prompt: a gull }\n");
        studio.inputs(folder);

        Stop stop = Story.begin(studio, room -> room.film("intro", "intro.yaml").get())
                .expectStop();

        assertThat(stop.kind()).isEqualTo(FailureKind.REJECTED);
        assertThat(stop.message()).contains("intro.yaml:2:").contains("duration");
    }

    @Test
    void filmsOfOneWorkflowAreKnownByTheirNames() {
        Story.begin(studio, room -> {
                    var sail = room.clip(ClipRequest.generate("sail").seconds(5).named("sail"));
                    room.cut(Edit.of(sail).named("german")).get();
                    return room.cut(Edit.of(sail).named("french")).get();
                })
                .result();

        assertThat(studio.films()).containsOnlyKeys("german", "french");
        assertThat(studio.bought()).hasSize(1);
    }
}

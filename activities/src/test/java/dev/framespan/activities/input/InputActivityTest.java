package dev.framespan.activities.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.generation.FailureKind;
import dev.framespan.workflows.generation.Stop;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.studio.InputActivity;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A workflow's own files are read inside one folder, by the rules of a storyboard's. */
class InputActivityTest {
    @TempDir
    Path temp;

    private final TestActivityEnvironment temporal =
            TestActivityEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                    .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                            .setDataConverter(Payloads.converter())
                            .build())
                    .build());
    private DirectoryStore store;
    private Path folder;

    @BeforeEach
    void open() throws IOException {
        store = DirectoryStore.open(temp.resolve("store"));
        folder = Files.createDirectories(temp.resolve("inputs/photos")).getParent();
        picture(folder.resolve("photos/harbor.png"));
        picture(temp.resolve("secret.png"));
    }

    private static void picture(Path file) throws IOException {
        ImageIO.write(new BufferedImage(640, 360, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    private <T> T asked(Optional<Path> inputs, Function<InputActivity, T> question) {
        temporal.registerActivitiesImplementations(new InputActivityImpl(store, Catalogue.builtIn(), inputs));
        return question.apply(temporal.newActivityStub(
                InputActivity.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofMinutes(1))
                        .build()));
    }

    private Stop refused(Optional<Path> inputs, Function<InputActivity, ?> question) {
        Throwable failure = catchThrowable(() -> asked(inputs, question));
        return Stop.of(failure).orElseThrow(() -> new AssertionError(failure));
    }

    @Test
    void aPictureIsKeptInTheStore() throws IOException {
        Asset picture =
                asked(Optional.of(folder), stub -> stub.importPicture(store.id(), "harbor", "photos/harbor.png"));

        assertThat(picture.type()).isEqualTo(MediaType.PNG);
        assertThat(store.isIntact(picture)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "../secret.png|leads out of the workflow's folder",
                "/etc/passwd|a path starts in the workflow's folder",
                "file:///etc/passwd|a picture is a path beside the workflow or a URL that starts with https://",
                "http://example.org/a.png|a picture is a path beside the workflow or a URL that starts with https://",
                "https://127.0.0.1/a.png|127.0.0.1 is not on the public Internet",
                "photos|photos is a folder",
                "''|it names no file"
            })
    void whatIsNoFileOfTheWorkflowsIsRefused(String source, String why) {
        Stop stop = refused(Optional.of(folder), stub -> stub.importPicture(store.id(), "harbor", source));

        assertThat(stop.kind()).isEqualTo(FailureKind.REJECTED);
        assertThat(stop.id()).isEqualTo("harbor");
        assertThat(stop.message()).contains(why).doesNotContain(temp.toString());
    }

    @Test
    void whatOneWorkerHasNotFoundAnotherMayHave() {
        Throwable failure = catchThrowable(() ->
                asked(Optional.of(folder), stub -> stub.importPicture(store.id(), "harbor", "photos/harbour.png")));

        assertThat(failure)
                .rootCause()
                .isInstanceOfSatisfying(
                        io.temporal.failure.ApplicationFailure.class, first -> assertThat(first.isNonRetryable())
                                .as("tried again, by whichever worker")
                                .isFalse());
    }

    @Test
    void aLinkOutOfTheFolderIsNotFollowed() throws IOException {
        Files.createSymbolicLink(folder.resolve("link.png"), temp.resolve("secret.png"));

        assertThat(refused(Optional.of(folder), stub -> stub.importPicture(store.id(), "a", "link.png"))
                        .message())
                .contains("leads out of the workflow's folder");
    }

    @Test
    void whatIsNoPictureIsSaidToBeNone() throws IOException {
        Files.writeString(folder.resolve("fake.png"), "no picture at all");

        assertThat(refused(Optional.of(folder), stub -> stub.importPicture(store.id(), "a", "fake.png"))
                        .message())
                .startsWith("fake.png: ")
                .contains("it is no JPG, PNG or WEBP");
    }

    @Test
    void aWorkerWithoutAFolderReadsNoPaths() {
        assertThat(catchThrowable(
                        () -> asked(Optional.empty(), stub -> stub.importSound(store.id(), "song", "song.mp3"))))
                .hasStackTraceContaining("this worker reads no files by their paths, and song.mp3 is one: start it with"
                        + " --inputs, the folder that has it");
    }

    @Test
    void aStoryboardBecomesAPlanWithItsPictures() throws IOException {
        Files.writeString(
                folder.resolve("intro.yaml"),
                """
                keyframes:
                  harbor: { image: photos/harbor.png }
                shots:
                  - { id: leave, from: harbor, prompt: a boat leaves }
                """);
        Asset kept = asked(Optional.of(folder), stub -> stub.planStoryboard(store.id(), "intro", "intro.yaml"));

        Plan plan = Payloads.json().readValue(store.bytes(kept), Plan.class);
        assertThat(plan.shots()).extracting(Plan.Shot::id).containsExactly("leave");
        assertThat(store.isIntact(plan.keyframes().get(0).picture())).isTrue();
    }

    @Test
    void aStoryboardsFaultsAreSaidAtTheirPlaces() throws IOException {
        Files.writeString(
                folder.resolve("intro.yaml"),
                """
                shots:
                  - { id: leave, prompt: a boat leaves, duration: 99 }
                  - { id: gull }
                """);

        assertThat(refused(Optional.of(folder), stub -> stub.planStoryboard(store.id(), "intro", "intro.yaml"))
                        .message())
                .startsWith("intro.yaml:2:")
                .contains("duration: 99", "shots[1]", "a shot needs a prompt")
                .doesNotContain(temp.toString());
    }
}

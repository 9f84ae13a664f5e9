package dev.framespan.workflows.storyboard.checking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.storyboard.Fault;
import dev.framespan.workflows.storyboard.InputSource;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputRulesTest {
    @TempDir
    Path outside;

    private Path folder;

    @BeforeEach
    void photos() throws IOException {
        folder = Files.createDirectories(outside.resolve("film"));
        Files.createDirectories(folder.resolve("photos"));
        Files.writeString(folder.resolve("photos/harbor.jpg"), "a picture to the inspector of this test");
        Files.writeString(outside.resolve("secret.jpg"), "not the film's");
        Files.createSymbolicLink(folder.resolve("away.jpg"), outside.resolve("secret.jpg"));
        Files.createSymbolicLink(folder.resolve("up"), outside);
        Files.createSymbolicLink(folder.resolve("inside.jpg"), folder.resolve("photos/harbor.jpg"));
        Files.createSymbolicLink(folder.resolve("round.jpg"), folder.resolve("round.jpg"));
        try (RandomAccessFile large =
                new RandomAccessFile(folder.resolve("large.jpg").toFile(), "rw")) {
            large.setLength(31_000_000);
        }
        try (RandomAccessFile large =
                new RandomAccessFile(folder.resolve("largest.jpg").toFile(), "rw")) {
            large.setLength(30_000_000);
        }
    }

    private static String film(String image) {
        return "keyframes: { dawn: { image: " + image + " } }\nshots: [{ id: a, from: dawn, prompt: p }]\n";
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "photos/harbour.jpg | there is no file photos/harbour.jpg in the storyboard's folder (did you mean harbor.jpg?)",
                "none/harbor.jpg | there is no file none/harbor.jpg in the storyboard's folder",
                "../secret.jpg | ../secret.jpg leads out of the storyboard's folder: put the picture into it",
                "photos/../../secret.jpg | photos/../../secret.jpg leads out of the storyboard's folder: put the picture into it",
                "away.jpg | away.jpg leads out of the storyboard's folder: put the picture into it",
                "up/secret.jpg | up/secret.jpg leads out of the storyboard's folder: put the picture into it",
                "/etc/passwd | a path starts in the storyboard's folder, not at the top of the disk: put the picture beside the storyboard",
                "photos | photos is a folder: name a picture in it",
                "large.jpg | a picture has at most 30,000,000 bytes, and this one has 31,000,000: save it smaller",
                "photos\\harbor.jpg | a path is written with / between its parts",
                "http://example.com/a.jpg | a picture is a path beside the storyboard or a URL that starts with https://",
                "file:///etc/passwd | a picture is a path beside the storyboard or a URL that starts with https://",
                "ftp://example.com/a.jpg | a picture is a path beside the storyboard or a URL that starts with https://",
                "'data:image/png;base64,AAAA' | a picture is a path beside the storyboard or a URL that starts with https://",
                "https://me:secret@example.com/a.jpg | a URL with a name or password in it is not fetched: use one that needs none",
                "https://example.com/a b.jpg | not a URL: the character at 22 cannot stand in one; write spaces as %20 and the like",
                "https:///a.jpg | not a URL that can be fetched: https://host/path is",
                "https:a.jpg | not a URL that can be fetched: https://host/path is",
                "https://10.1.2.3/a.jpg | 10.1.2.3 is not on the public Internet, where the provider could see it: put the picture beside the storyboard and write its path",
                "'https://[::1]/a.jpg' | [::1] is not on the public Internet, where the provider could see it: put the picture beside the storyboard and write its path",
            })
    void aPictureThatIsNotToBeUsedIsSaidWhereItStands(String image, String message) {
        StoryboardText.in(folder).refuses(film("▲" + image), "keyframes.dawn.image: " + message);
    }

    @Test
    void aPathThatGoesRoundInCirclesIsAFault() {
        CheckResult checked = StoryboardText.in(folder).check(film("round.jpg"));
        assertThat(checked.faults()).singleElement().satisfies(fault -> assertThat(fault.message())
                .startsWith("round.jpg cannot be found ("));
    }

    @Test
    void aUrlMayBeAsLongAsSignedOnesAre() {
        String url = "https://example.com/" + "a".repeat(7_980);
        assertThat(StoryboardText.in(folder).check(film(url)).sources().pictures())
                .containsEntry("dawn", new InputSource.Url(URI.create(url)));
        StoryboardText.in(folder)
                .refuses(
                        film("▲" + url + "a"),
                        "keyframes.dawn.image: a URL has at most 8000 characters, and this one has 8001: use a shorter one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"photos/harbor.jpg", "./photos/harbor.jpg", "photos/../photos/harbor.jpg", "inside.jpg"})
    void aPictureInsideTheFolderIsFoundHoweverItIsWritten(String image) throws IOException {
        Path real = folder.resolve("photos/harbor.jpg").toRealPath();
        assertThat(StoryboardText.in(folder).check(film(image)).sources().pictures())
                .containsEntry("dawn", new InputSource.File(real));
    }

    @Test
    void aPictureOfExactlyTheLimitIsTaken() {
        assertThat(StoryboardText.in(folder).check(film("largest.jpg")).isFaultless())
                .isTrue();
    }

    @Test
    void whatTheInspectorRefusesIsAFault() {
        CheckResult checked =
                StoryboardText.in(folder).check(film("photos/harbor.jpg"), new InputInspector.Unusable("it is a poem"));
        assertThat(checked.faults()).singleElement().satisfies(fault -> assertThat(fault.message())
                .isEqualTo("this picture cannot be used: it is a poem"));
    }

    /** A frame less than two seconds, and one more than thirty, are no other length. */
    @ParameterizedTest
    @CsvSource({"1949, 1.949", "30051, 30.051", "1950,", "2000,", "30000,", "30050,"})
    void aReferenceVideoLastsTwoToThirtySeconds(long millis, String refused) throws IOException {
        Files.writeString(folder.resolve("own.mp4"), "a video to the inspector of this test");
        CheckResult checked = StoryboardText.in(folder)
                .check(
                        "shots: [{ id: a, model: kling-v3-omni, prompt: p, video: { clip: own.mp4, use: feature } }]\n",
                        new InputInspector.Video(MediaType.MP4, millis));

        assertThat(checked.faults())
                .extracting(Fault::message)
                .isEqualTo(
                        refused == null
                                ? List.of()
                                : List.of("this video cannot be used: it lasts " + refused
                                        + " s, and a reference video lasts 2 to 30: cut it to that"));
    }

    @Test
    void smallStretchedAndOddPicturesAreWarnings() {
        String odd =
                "keyframes.dawn.image: this picture has 299×299 pixels, which is not the film's shape: clips that start on it"
                        + " take its shape and get black bars";
        StoryboardText.in(folder)
                .warns(
                        new InputInspector.Picture(MediaType.PNG, 299, 299),
                        film("▲▲photos/harbor.jpg"),
                        "keyframes.dawn.image: this picture has 299×299 pixels, and the provider may refuse a side below 300",
                        odd);
        StoryboardText.in(folder)
                .warns(
                        new InputInspector.Picture(MediaType.PNG, 1001, 400),
                        film("▲▲photos/harbor.jpg"),
                        "keyframes.dawn.image: this picture has 1001×400 pixels, and the provider may refuse one side more than 2.5"
                                + " times the other",
                        odd.replace("299×299", "1001×400"));
        StoryboardText.in(folder)
                .warns(
                        new InputInspector.Picture(MediaType.PNG, 800, 800),
                        "fit: crop\n" + film("▲photos/harbor.jpg"),
                        odd.replace("299×299", "800×800").replace("get black bars", "lose their edges"));
        StoryboardText.in(folder)
                .warns(new InputInspector.Picture(MediaType.PNG, 1280, 720), film("photos/harbor.jpg"));
        StoryboardText.in(folder)
                .warns(new InputInspector.Picture(MediaType.JPG, 1366, 768), film("photos/harbor.jpg"));
    }

    @Test
    void aTakeOfAPictureAndAPictureWithAPromptAreContradictions() {
        StoryboardText.in(folder)
                .refuses(
                        "keyframes: { dawn: { image: photos/harbor.jpg, take: ▲2 } }\nshots: [{ id: a, from: dawn, prompt: p }]\n",
                        "keyframes.dawn.take: a take asks for another still of the same prompt, and a picture of your own has none:"
                                + " take it away");
        StoryboardText.in(folder)
                .refuses(
                        "keyframes: { dawn: { prompt: p, image: ▲photos/harbor.jpg } }\nshots: [{ id: a, from: dawn, prompt: p }]\n",
                        "keyframes.dawn.image: a keyframe has one of prompt, image and frame_of: take the others away");
    }
}

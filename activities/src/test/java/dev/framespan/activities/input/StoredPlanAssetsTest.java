package dev.framespan.activities.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.catalogue.Limits;
import dev.framespan.workflows.plan.Plan;
import dev.framespan.workflows.planning.Planner;
import dev.framespan.workflows.storyboard.InputSource;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import dev.framespan.workflows.storyboard.checking.StoryboardChecker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredPlanAssetsTest {
    @TempDir
    Path folder;

    private final LocalInputs files = new LocalInputs();
    private DirectoryStore store;
    private StoredPlanAssets assets;

    @BeforeEach
    void open() {
        store = DirectoryStore.open(folder.resolve("store"));
        assets = assets(50_000);
    }

    /** @param most bytes of a picture */
    private StoredPlanAssets assets(long most) {
        Limits limits = InputLimits.ofPictures(most);
        return new StoredPlanAssets(store, files, new InputDownload(store, files, limits, new UrlAnswers()), limits);
    }

    @Test
    void theExampleBecomesAPlanWhosePictureIsInTheStore() throws IOException {
        Catalogue catalogue = Catalogue.builtIn();
        CheckResult checked = StoryboardChecker.check(Path.of("../examples/lighthouse.yaml"), catalogue, files);
        assertThat(checked.faults()).isEmpty();
        StoredPlanAssets larger = assets(30_000_000);
        Plan plan = Planner.plan(checked, catalogue, larger);
        Asset harbor = plan.keyframes().get(1).picture();
        assertThat(store.file(harbor)).hasSameBinaryContentAs(Path.of("../examples/photos/harbor.jpg"));
        assertThat(Planner.plan(checked, catalogue, larger)).isEqualTo(plan);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.1.2.3", "[::1]", "169.254.169.254", "printer.local"})
    void aStoryboardThatNamesAPictureOfAPrivateNetworkIsFaulty(String host) throws IOException {
        Path storyboard = Files.writeString(
                folder.resolve("film.yaml"),
                "keyframes: { dawn: { image: 'https://" + host + "/a.jpg' } }\n"
                        + "shots: [{ id: a, from: dawn, prompt: p }]\n");

        assertThat(StoryboardChecker.check(storyboard, Catalogue.builtIn(), files)
                        .faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains(host + " is not on the public Internet"));
    }

    @Test
    void aPictureIsKeptByItsContentAndLeftWhereItIs() throws IOException {
        Path picture = Files.write(folder.resolve("a.jpg"), LocalInputsTest.picture("png", 8, 8));
        Asset asset = assets.picture(new InputSource.File(picture));
        assertThat(asset.type()).isEqualTo(MediaType.PNG);
        assertThat(store.has(asset)).isTrue();
        assertThat(picture).exists();
    }

    @Test
    void aFileWithTheBytesOfAUrlIsShownFromHereWhereItCanBe() throws IOException {
        byte[] picture = LocalInputsTest.picture("png", 8, 8);
        Asset asset = store.keep(new ByteArrayInputStream(picture), picture.length, MediaType.PNG);
        InputRecords records = new InputRecords(store);
        URI url = URI.create("https://example.org/a.png");
        records.record(url, new InputRecords.Fetched(url.toString(), asset, null, null, null));
        assertThat(records.source(asset)).hasValue(new InputRecords.Source(url.toString(), false));

        assets.picture(new InputSource.File(Files.write(folder.resolve("a.png"), picture)));

        assertThat(records.source(asset)).hasValue(new InputRecords.Source(url.toString(), true));
    }

    @Test
    void aPictureThatHasBecomeNoneOrTooLargeIsRefused() throws IOException {
        Path poem = Files.writeString(folder.resolve("poem.jpg"), "a poem");
        assertThatThrownBy(() -> assets.picture(new InputSource.File(poem)))
                .isInstanceOf(InputException.class)
                .hasMessage(poem + ": this picture cannot be used: it is no JPG, PNG or WEBP, whatever its name says");
        Path large = Files.write(folder.resolve("large.jpg"), LocalInputsTest.picture("png", 200, 200));
        assertThatThrownBy(() -> assets.picture(new InputSource.File(large)))
                .isInstanceOf(InputException.class)
                .hasMessage(large + ": larger than the 50000 bytes allowed for it");
    }

    @Test
    void aSoundIsKeptByItsContent() throws IOException {
        Path voice = Files.write(folder.resolve("voice.mp3"), LocalInputsTest.wav(0.1));
        Asset asset = assets.sound(new InputSource.File(voice));
        assertThat(asset.type()).isEqualTo(MediaType.WAV);
        assertThat(store.file(asset)).hasSameBinaryContentAs(voice);
        assertThat(new PreviewPlanAssets(store, files)
                        .sound(new InputSource.File(voice))
                        .sha256())
                .isEqualTo(asset.sha256());
        Path poem = Files.writeString(folder.resolve("poem.wav"), "a poem");
        assertThatThrownBy(() -> assets.sound(new InputSource.File(poem)))
                .isInstanceOf(InputException.class)
                .hasMessage(poem
                        + ": this sound cannot be used: it is no WAV, MP3, FLAC, OGG or M4A, whatever its name says");
    }

    @Test
    void wordsAreKeptAsUtf8() throws IOException {
        Asset words = assets.words("größer 🌊");
        assertThat(words.type()).isEqualTo(MediaType.TXT);
        assertThat(store.file(words)).hasContent("größer 🌊");
    }
}

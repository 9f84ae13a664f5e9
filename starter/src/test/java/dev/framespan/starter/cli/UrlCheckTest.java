package dev.framespan.starter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.starter.temporal.TemporalServer;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.asset.Sha256;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.payload.Payloads;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store has fetched from a URL that gives nothing any more is checked, and said once, before the operator is asked. */
class UrlCheckTest {
    private static final String URL = "https://pictures.invalid/a.png";
    private static final String NO_HOST = "there is no such host; or this machine is offline";
    private static final String EARLIER = "what it gave earlier is used, and the provider may not be able to fetch it";

    private static final String KEY = "pictures/urls/" + Sha256.of(URL) + ".json";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final StoryboardLoader loader = new StoryboardLoader(Catalogue.builtIn());
    private DirectoryStore store;
    private Path storyboard;

    @BeforeEach
    void write() throws IOException {
        store = DirectoryStore.open(folder.resolve(".framespan"));
        storyboard = Files.writeString(
                folder.resolve("film.yaml"),
                "keyframes: { dawn: { image: '" + URL + "' }, unused: { prompt: p } }\n"
                        + "shots: [{ id: a, from: dawn, prompt: p }]\n");
    }

    @Test
    void aSmallPictureIsWarnedOfOnceAndWhatWasSaidBeforeIsNotSaidAgain() throws IOException {
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB), "png", picture);
        fetched(picture.toByteArray(), MediaType.PNG);
        CheckResult checked = loader.check(storyboard);
        assertThat(checked.warnings()).as("of the keyframe that is not used").hasSize(1);
        UrlCheck urls = urls(false);
        urls.said(checked);

        CheckResult seen = urls.check(loader, checked, store);
        urls.check(loader.with(Catalogue.builtIn()), checked, store);

        assertThat(seen.isFaultless()).isTrue();
        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        storyboard
                                + ":1:29  warning: keyframes.dawn.image: this picture has 320×180 pixels, and the provider may refuse"
                                + " a side below 300",
                        storyboard + ":1:29  warning: keyframes.dawn.image: " + NO_HOST + "; " + EARLIER);
    }

    @Test
    void asJsonItIsAnObjectWithAllWarnings() throws IOException {
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB), "png", picture);
        fetched(picture.toByteArray(), MediaType.PNG);
        CheckResult checked = loader.check(storyboard);
        UrlCheck urls = urls(true);
        urls.said(checked);

        urls.check(loader, checked, store);

        assertThat(said.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .satisfies(line -> assertThat(Payloads.json().readTree(line).path("warnings"))
                        .hasSize(3));
    }

    @Test
    void whatWasNoPictureBeforeIsNoneToGoOnWith() throws IOException {
        fetched("\0\0\0\u0018ftypisom".getBytes(StandardCharsets.ISO_8859_1), MediaType.MP4);
        CheckResult checked = loader.check(storyboard);

        CheckResult seen = urls(false).check(loader, checked, store);

        assertThat(seen.faults()).singleElement().hasToString(storyboard + ":1:29  keyframes.dawn.image: " + NO_HOST);
        assertThat(said.size()).as("faults are the caller's to say").isZero();
    }

    @Test
    void aPlanAndAnotherCatalogueGoByWhatTheFirstCheckWasGiven() throws IOException {
        ByteArrayOutputStream picture = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(1280, 720, BufferedImage.TYPE_INT_RGB), "png", picture);
        Asset asset = fetched(picture.toByteArray(), MediaType.PNG);
        CheckResult checked = loader.check(storyboard);
        CheckResult seen = loader.fetched(storyboard, checked, store);
        store.remove(KEY);

        StoryboardLoader workers = loader.with(Catalogue.builtIn());

        CheckResult again = workers.fetched(storyboard, checked, store);
        assertThat(again.faults()).isEmpty();
        assertThat(again.warnings()).isEqualTo(seen.warnings());
        for (StoryboardLoader each : List.of(loader, workers)) {
            assertThat(each.plan(seen, store).plan().keyframes().get(0).picture())
                    .isEqualTo(asset);
        }
    }

    @Test
    void aStoryboardWithoutUrlsIsNotReadTwice() throws IOException {
        Path plain = Files.writeString(folder.resolve("plain.yaml"), "shots: [{ id: a, prompt: p }]\n");
        CheckResult checked = loader.check(plain);

        assertThat(loader.fetched(plain, checked, store)).isSameAs(checked);
    }

    private UrlCheck urls(boolean json) {
        PrintStream all = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new UrlCheck(
                new Console(all, all),
                new RenderOptions(
                        storyboard,
                        Optional.empty(),
                        Optional.empty(),
                        new TemporalServer.Embedded(),
                        false,
                        List.of(),
                        false,
                        false,
                        0,
                        1,
                        false,
                        json,
                        false,
                        null));
    }

    /** As a download of an earlier version left it in the store. */
    private Asset fetched(byte[] content, MediaType type) throws IOException {
        Asset asset = store.keep(new ByteArrayInputStream(content), content.length, type);
        store.replace(KEY, Payloads.json().writeValueAsBytes(Map.of("url", URL, "asset", asset)));
        return asset;
    }
}

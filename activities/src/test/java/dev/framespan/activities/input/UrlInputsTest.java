package dev.framespan.activities.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.workflows.catalogue.Catalogue;
import dev.framespan.workflows.storyboard.Fault;
import dev.framespan.workflows.storyboard.checking.CheckResult;
import dev.framespan.workflows.storyboard.checking.InputInspector;
import dev.framespan.workflows.storyboard.checking.StoryboardChecker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is behind a URL is judged as a file is: in the same words, at its place, before anything is bought. */
class UrlInputsTest {
    private static final Catalogue CATALOGUE = Catalogue.builtIn();

    /** To which this machine is the web. */
    private static final InputInspector HERE = new InputInspector() {
        private final LocalInputs files = new LocalInputs();

        @Override
        public Finding inspectPicture(Path file) {
            return files.inspectPicture(file);
        }

        @Override
        public Finding inspectVideo(Path file) {
            return files.inspectVideo(file);
        }

        @Override
        public Finding inspectSound(Path file) {
            return files.inspectSound(file);
        }

        @Override
        public boolean mayBePublic(String host) {
            return true;
        }
    };

    @TempDir
    Path folder;

    private TlsServer server;
    private DirectoryStore store;

    @BeforeEach
    void serve() throws Exception {
        server = new TlsServer(folder);
        store = DirectoryStore.open(folder.resolve("store"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSmallAndStretchedPictureIsWarnedOfAsAFileIs() throws IOException {
        byte[] narrow = LocalInputsTest.picture("png", 640, 200);
        List<String> warnings = alike("narrow.png", narrow, this::film).stream()
                .map(Fault::message)
                .toList();

        assertThat(warnings)
                .containsExactly(
                        "this picture has 640×200 pixels, and the provider may refuse a side below 300",
                        "this picture has 640×200 pixels, and the provider may refuse one side more than 2.5 times the other",
                        "this picture has 640×200 pixels, which is not the film's shape: clips that start on it take its shape"
                                + " and get black bars");
        assertThat(server.asked()).containsExactly("/narrow.png");
    }

    private String film(String image) {
        return "keyframes: { dawn: { image: '" + image + "' } }\nshots: [{ id: a, from: dawn, prompt: p }]\n";
    }

    @Test
    void aPictureTooLargeForAnImageModelIsRefusedWhereItIsReferredTo() throws IOException {
        byte[] large = Arrays.copyOf(LocalInputsTest.picture("png", 640, 360), 10_000_001);

        assertThat(alike("large.png", large, this::drawnAfter))
                .singleElement()
                .hasToString(folder.resolve("film.yaml")
                        + ":3:43  keyframes.k.references[0]: doubao-seedream-4.5 makes a still after pictures of at most"
                        + " 10,000,000 bytes, and this one has 10,000,001: save it smaller");
    }

    private String drawnAfter(String image) {
        return "keyframes:\n  dawn: { image: '" + image + "' }\n  k: { prompt: a lighthouse, references: [dawn] }\n"
                + "shots: [{ id: a, from: k, prompt: p }]\n";
    }

    @Test
    void aVideoThatIsATextIsRefusedAsAFileIs() throws IOException {
        byte[] text = "a poem about a video".getBytes(StandardCharsets.UTF_8);

        assertThat(alike("poem.mp4", text, this::moved))
                .singleElement()
                .extracting(Fault::message)
                .isEqualTo("this video cannot be used: it is no MP4 or MOV, whatever its name says");
    }

    private String moved(String clip) {
        return "model: kling-v3-omni\nshots: [{ id: a, prompt: p, video: { clip: '" + clip + "' } }]\n";
    }

    @Test
    void everyUrlThatGivesNothingIsSaidAtItsPlaceAndOneThatIsNotNeededIsNotAsked() throws IOException {
        server.answer("/unused.png", new byte[3]);
        String missing = server.url("127.0.0.1", "/none.png").toString();
        CheckResult checked = check("keyframes:\n  dawn: { image: '" + missing + "' }\n  dusk: { image: '" + missing
                + "2' }\n  unused: { image: '" + server.url("127.0.0.1", "/unused.png") + "' }\n"
                + "shots: [{ id: a, from: dawn, to: dusk, prompt: p }]\n");

        assertThat(checked.faults())
                .extracting(Fault::toString)
                .containsExactly(
                        folder.resolve("film.yaml")
                                + ":2:18  keyframes.dawn.image: the server answers 404: try the URL in a browser",
                        folder.resolve("film.yaml")
                                + ":3:18  keyframes.dusk.image: the server answers 404: try the URL in a browser");
        assertThat(server.asked()).isEmpty();
    }

    private interface Storyboard {
        String of(String input);
    }

    /** The faults of a storyboard, or else its warnings: the same ones whether a file is meant or a URL. */
    private List<Fault> alike(String name, byte[] content, Storyboard storyboard) throws IOException {
        server.answer("/" + name, content);
        List<Fault> behindUrl =
                said(check(storyboard.of(server.url("127.0.0.1", "/" + name).toString())));
        Files.write(folder.resolve(name), content);
        List<Fault> ofFile = said(check(storyboard.of(name)));
        assertThat(behindUrl).isEqualTo(ofFile).isNotEmpty();
        return behindUrl;
    }

    private static List<Fault> said(CheckResult checked) {
        return checked.isFaultless() ? checked.warnings() : checked.faults();
    }

    private CheckResult check(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("film.yaml"), text);
        CheckResult first = StoryboardChecker.check(file, CATALOGUE, HERE);
        if (!first.isFaultless()) {
            return first;
        }
        try (InputDownload download = download()) {
            return StoryboardChecker.check(file, CATALOGUE, HERE, UrlInputs.fetch(first, store, download));
        }
    }

    private InputDownload download() {
        return new InputDownload(
                store,
                HERE,
                CATALOGUE.limits(),
                new UrlAnswers(),
                InputDownload.Timeouts.USUAL,
                TlsServer.HERE,
                server.trusted());
    }
}

package dev.framespan.activities.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.engine.DecodedFrames;
import dev.framespan.activities.media.engine.TestClips;
import dev.framespan.activities.media.protocol.ProgressListener;
import dev.framespan.activities.store.DirectoryStore;
import dev.framespan.workflows.assembly.AssembledFilm;
import dev.framespan.workflows.assembly.AssemblyActivity;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.FilmSound;
import dev.framespan.workflows.assembly.FilmTags;
import dev.framespan.workflows.assembly.Fit;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.FrameRange;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.assembly.RenderMode;
import dev.framespan.workflows.assembly.Timeline;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.asset.Asset;
import dev.framespan.workflows.asset.FrameRate;
import dev.framespan.workflows.asset.MediaFacts;
import dev.framespan.workflows.asset.MediaType;
import dev.framespan.workflows.payload.Payloads;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A film is cut from its timeline: every frame counted, every decision reported. */
class FilmAssemblyTest {
    private static final Format FORMAT = new Format(160, 90, "24/1");
    private static final String[] SECONDS = {
        "preset",
        "ultrafast",
        "x264-params",
        "bframes=2:b-adapt=0:b-pyramid=none:scenecut=0:keyint=8:min-keyint=8:open-gop=0"
    };
    private static final FilmTags TAGS = new FilmTags("Storm", "2026-11-26", "eng");

    @TempDir
    private Path folder;

    private DirectoryStore store;
    private MediaEngine engine;
    private TestActivityEnvironment temporal;
    private AssemblyActivity assembly;

    @BeforeEach
    void open() {
        store = DirectoryStore.open(folder);
        begin();
    }

    private void begin() {
        engine = new MediaEngine(2);
        temporal = TestActivityEnvironment.newInstance();
        temporal.registerActivitiesImplementations(new AssemblyActivityImpl(store, engine));
        assembly = temporal.newActivityStub(AssemblyActivity.class);
    }

    @AfterEach
    void close() {
        temporal.close();
        engine.close();
    }

    @Test
    void repeatedBoundaryFramesAreLeftOutAndEveryOtherFrameIsThere() throws Exception {
        Timeline timeline =
                timeline(JoinSettings.DEFAULT, cut("one", 0), cut("two", 23), cut("three", 46), cut("four", 90));
        AssembledFilm film = assembly.assemble(timeline, store.id());

        List<Integer> expected = new ArrayList<>(numbers(0, 70));
        expected.addAll(numbers(90, 114));
        DecodedFrames screening = DecodedFrames.of(store.file(film.film()));
        assertThat(screening.numbers()).isEqualTo(expected);
        assertThat(film.facts().frames()).isEqualTo(94);
        assertThat(film.facts().sound()).isTrue();
        assertThat(film.layout().frames()).isEqualTo(94);
        assertThat(film.conformed()).isEmpty();
        assertThat(film.contactSheet().type()).isEqualTo(MediaType.JPG);
        assertThat(film.page().type()).isEqualTo(MediaType.HTML);
        JoinReport report = report(film);
        assertThat(report.title()).isEqualTo("Storm");
        assertThat(report.joins()).extracting(JoinReport.Join::dropped).containsExactly(1, 1, 0);
        assertThat(report.joins()).extracting(JoinReport.Join::frame).containsExactly(23L, 46L, 70L);
        assertThat(report.copied() + report.encoded()).isEqualTo(94);
        assertThat(report.joins().get(0).ssim()).isGreaterThan(0.95);
        assertThat(report.joins().get(2).ssim()).isLessThan(0.95);
        assertThat(report.sound().momentary()).isNotEmpty();
        assertThat(store.scratch()).isEmptyDirectory();
    }

    @Test
    void aCrossfadeIsEncodedAndTheRestCopied() throws Exception {
        Transition fade = Transition.crossfade(0.25);
        Timeline timeline = timeline(
                JoinSettings.EVERY_FRAME,
                over(cut("one", 0, SECONDS), fade),
                over(cut("two", 24, SECONDS), fade),
                cut("three", 48, SECONDS));
        AssembledFilm film = assembly.assemble(timeline, store.id());

        DecodedFrames screening = DecodedFrames.of(store.file(film.film()));
        assertThat(screening.numbers()).hasSize(60);
        assertThat(screening.numbers().subList(0, 18)).isEqualTo(numbers(0, 18));
        assertThat(screening.numbers().subList(24, 36)).isEqualTo(numbers(30, 42));
        assertThat(screening.numbers().subList(42, 60)).isEqualTo(numbers(54, 72));
        assertThat(film.conformed()).isEmpty();
        JoinReport report = report(film);
        assertThat(report.copied()).isGreaterThan(20);
        assertThat(report.encoded()).isEqualTo(60 - report.copied());
        assertThat(report.joins().get(0).why()).contains("transition");
    }

    @Test
    void whatWasMadeOfTheSameIsFoundAgainOnAnotherDay() throws Exception {
        Cut one = over(cut("one", 0, SECONDS), Transition.crossfade(0.25));
        Cut two = cut("two", 24, SECONDS);
        AssembledFilm film = assembly.assemble(timeline(JoinSettings.DEFAULT, one, two), store.id());
        engine.close();
        temporal.close();
        begin();
        engine.version();
        long records = records();

        Timeline tomorrow = new Timeline(
                FORMAT, List.of(one, two), JoinSettings.DEFAULT, null, new FilmTags("Storm", "2026-11-27", "eng"));
        assertThat(assembly.assemble(tomorrow, store.id())).isEqualTo(film);
        assertThat(records()).isEqualTo(records);
    }

    @Test
    void aChangedShotCostsItsOwnBridgesAlone() throws Exception {
        Transition fade = Transition.crossfade(0.25);
        List<Cut> cuts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Cut cut = cut("shot" + i, i * 24, SECONDS);
            cuts.add(i < 4 ? over(cut, fade) : cut);
        }
        FilmSound mute = new FilmSound(0, true, List.of(), 0, null, false);
        assembly.assemble(new Timeline(FORMAT, cuts, JoinSettings.EVERY_FRAME, mute, TAGS), store.id());
        long records = records();

        cuts.set(2, over(cut("shot2", 200, SECONDS), fade));
        AssembledFilm film =
                assembly.assemble(new Timeline(FORMAT, cuts, JoinSettings.EVERY_FRAME, mute, TAGS), store.id());
        assertThat(film.facts().sound()).isFalse();
        // An analysis, two bridges, and the film.
        assertThat(records() - records).isEqualTo(4);
    }

    @Test
    void clipsThatDoNotFitAreConformedAndTheReportSaysWhy() throws Exception {
        Timeline timeline =
                timeline(JoinSettings.EVERY_FRAME, cut("one", 0), sized("two", 320, 180, 24), cut("three", 48));
        AssembledFilm film = assembly.assemble(timeline, store.id());

        assertThat(film.conformed()).containsExactly("two");
        assertThat(report(film).shots().get(1).conformed()).contains("320x180").contains("160x90");
        assertThat(DecodedFrames.of(store.file(film.film())).numbers()).isEqualTo(numbers(0, 72));
    }

    @Test
    void aClipWithoutARefreshNearATransitionIsConformed() throws Exception {
        Timeline timeline =
                timeline(JoinSettings.EVERY_FRAME, over(cut("one", 0), Transition.crossfade(0.25)), cut("two", 24));
        AssembledFilm film = assembly.assemble(timeline, store.id());
        assertThat(film.conformed()).containsExactly("two");
        assertThat(report(film).shots().get(1).conformed()).contains("refresh");
        assertThat(film.facts().frames()).isEqualTo(42);
    }

    @Test
    void trimsAreKeptToTheFrame() throws Exception {
        Cut whole = cut("one", 0, SECONDS);
        Cut trimmed = whole.with(whole.clip(), whole.facts(), new FrameRange(3, 21));
        AssembledFilm film =
                assembly.assemble(timeline(JoinSettings.DEFAULT, trimmed, cut("two", 21, SECONDS)), store.id());
        assertThat(DecodedFrames.of(store.file(film.film())).numbers()).isEqualTo(numbers(3, 45));
    }

    @Test
    void nothingIsEncodedWhereEverythingIsToBeCopied() throws Exception {
        JoinSettings copy = new JoinSettings(RenderMode.COPY, Fit.PAD, 0.95, 30, null, false);
        AssembledFilm film = assembly.assemble(timeline(copy, cut("one", 0), cut("two", 23)), store.id());
        JoinReport report = report(film);
        assertThat(report.encoded()).isZero();
        assertThat(film.facts().frames()).isEqualTo(report.copied());
        assertThat(report.joins().get(0).encoded()).isZero();

        assertRefused(
                timeline(copy, over(cut("one", 0), Transition.crossfade(0.2)), cut("two", 23)),
                "shot one",
                "render: smart");
        assertRefused(timeline(copy, cut("one", 0), sized("gull", 320, 180, 0)), "shot gull", "320x180");
    }

    @Test
    void everythingIsConformedWhereItIsToBe() throws Exception {
        JoinSettings full = new JoinSettings(RenderMode.FULL, Fit.PAD, 2, 0, null, false);
        AssembledFilm film = assembly.assemble(timeline(full, cut("one", 0), cut("two", 24)), store.id());
        assertThat(film.conformed()).containsExactlyInAnyOrder("one", "two");
        assertThat(DecodedFrames.of(store.file(film.film())).numbers()).isEqualTo(numbers(0, 48));
    }

    @Test
    void aClipThatCannotBeDecodedIsNamedByItsShot() throws Exception {
        Path broken = Files.write(store.scratch().resolve("broken"), new byte[94]);
        Asset asset = store.keep(broken, MediaType.MP4);
        Cut one = cut("one", 0);
        assertRefused(
                timeline(JoinSettings.DEFAULT, one, new Cut("gull", asset, one.facts())), "shot gull", "its clip");
        assertThat(store.scratch()).isEmptyDirectory();
    }

    @Test
    void aClipIsMadeReadyAsTheFilmWillWantIt() throws Exception {
        Cut ends = over(cut("one", 0), Transition.crossfade(0.2));
        Cut begins = cut("two", 24);
        assembly.prepare(ends.clip(), FORMAT, JoinSettings.EVERY_FRAME, 0, store.id());
        assembly.prepare(
                begins.clip(),
                FORMAT,
                JoinSettings.EVERY_FRAME,
                ends.over().framesAfter(FrameRate.parse("24/1")),
                store.id());
        long records = records();
        AssembledFilm film = assembly.assemble(
                new Timeline(
                        FORMAT,
                        List.of(ends, begins),
                        JoinSettings.EVERY_FRAME,
                        new FilmSound(0, true, List.of(), 0, null, false),
                        TAGS),
                store.id());
        assertThat(film.conformed()).containsExactly("two");
        assertThat(records() - records).as("a bridge and the film").isEqualTo(2);
    }

    @Test
    void aClipMadeReadyIsNotDecodedAgain() throws Exception {
        Cut one = cut("one", 0, SECONDS);
        Cut two = sized("two", 320, 180, 24);
        for (Cut cut : List.of(one, two)) {
            assembly.prepare(cut.clip(), FORMAT, JoinSettings.EVERY_FRAME, 0, store.id());
        }
        long records = records();
        assembly.assemble(
                new Timeline(
                        FORMAT,
                        List.of(one, two),
                        JoinSettings.EVERY_FRAME,
                        new FilmSound(0, true, List.of(), 0, null, false),
                        TAGS),
                store.id());
        assertThat(records() - records).as("the film").isEqualTo(1);
    }

    private void assertRefused(Timeline timeline, String... words) {
        assertThatThrownBy(() -> assembly.assemble(timeline, store.id()))
                .isInstanceOf(ActivityFailure.class)
                .cause()
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.getType()).isEqualTo("MEDIA");
                    assertThat(failure.isNonRetryable()).isTrue();
                    assertThat(failure.getOriginalMessage()).contains(words);
                });
    }

    /** How many derived things the store knows. */
    private long records() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().contains("/derived/")
                            && file.toString().endsWith(".json"))
                    .count();
        }
    }

    private JoinReport report(AssembledFilm film) throws IOException {
        return Payloads.json().readValue(store.file(film.report()).toFile(), JoinReport.class);
    }

    private static Timeline timeline(JoinSettings settings, Cut... cuts) {
        return new Timeline(FORMAT, Arrays.asList(cuts), settings, null, TAGS);
    }

    private static Cut over(Cut cut, Transition transition) {
        return new Cut(cut.id(), cut.clip(), cut.facts(), null, transition, null, null);
    }

    private Cut cut(String id, int number, String... options) throws IOException {
        return sized(id, 160, 90, number, options);
    }

    private Cut sized(String id, int width, int height, int number, String... options) throws IOException {
        Path file = store.scratch().resolve(UUID.randomUUID() + ".mp4");
        TestClips.second(file, width, height, number, options);
        MediaFacts facts = engine.decode(file, MediaType.MP4, ProgressListener.NONE);
        return new Cut(id, store.keep(file, MediaType.MP4), facts);
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}

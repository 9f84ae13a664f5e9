package dev.framespan.activities.assembly;

import static dev.framespan.activities.assembly.TestFilms.MUTE;
import static dev.framespan.activities.assembly.TestFilms.numbers;
import static dev.framespan.activities.assembly.TestFilms.over;
import static dev.framespan.activities.assembly.TestFilms.second;
import static dev.framespan.activities.assembly.TestFilms.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.framespan.activities.media.MediaEngine;
import dev.framespan.activities.media.engine.ClipSpec;
import dev.framespan.workflows.assembly.AssembledFilm;
import dev.framespan.workflows.assembly.Cut;
import dev.framespan.workflows.assembly.Format;
import dev.framespan.workflows.assembly.JoinSettings;
import dev.framespan.workflows.assembly.RenderMode;
import dev.framespan.workflows.assembly.Transition;
import dev.framespan.workflows.assembly.Transition.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of join, each way to render, counted to the frame. */
class FilmJoinsTest {
    private static final String[] HEVC = {"preset", "ultrafast", "x265-params", "log-level=none:keyint=8:min-keyint=8"};

    @TempDir
    private static Path folder;

    private static MediaEngine engine;
    private static TestFilms films;

    @BeforeAll
    static void open() {
        engine = new MediaEngine(2);
        films = new TestFilms(folder, new Format(160, 90, "24/1"), engine);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @Test
    void everyKindOfTransitionTakesItsFramesAndLeavesAllOthersAlone() throws Exception {
        List<Transition> transitions = List.of(
                new Transition(Kind.DIP, 0.25, "white"),
                new Transition(Kind.WIPE, 0.25, "left"),
                new Transition(Kind.SLIDE, 0.25, "up"),
                Transition.match(0.25));
        List<Cut> cuts = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Cut cut = films.cut("shot" + i, second(i * 100));
            cuts.add(i < 4 ? over(cut, transitions.get(i)) : cut);
        }
        AssembledFilm film = films.made(JoinSettings.EVERY_FRAME, MUTE, cuts.toArray(Cut[]::new));

        // The wipe and the slide show six frames of both clips at once.
        assertThat(film.facts().frames()).isEqualTo(5 * 24 - 2 * 6);
        List<Integer> shown = films.screened(film).numbers();
        assertThat(shown.subList(0, 21)).isEqualTo(numbers(0, 21));
        assertThat(shown.subList(27, 42)).isEqualTo(numbers(103, 118));
        assertThat(shown.subList(48, 60)).isEqualTo(numbers(206, 218));
        // Barcodes stay black and white while their brightness goes over.
        assertThat(shown.subList(66, 108)).containsSequence(numbers(306, 321)).containsSequence(numbers(403, 424));
        assertThat(film.conformed()).isEmpty();
        JoinReport report = films.report(film);
        assertThat(report.copied()).isGreaterThan(40);
        assertThat(report.joins())
                .extracting(join -> join.transition().kind())
                .containsExactly(Kind.DIP, Kind.WIPE, Kind.SLIDE, Kind.MATCH);
    }

    @Test
    void framesThatAreNotAlikeAreBridgedWhereThatIsWanted() throws Exception {
        AssembledFilm film = films.made(
                settings(RenderMode.SMART, true, Transition.match(0.25), false),
                MUTE,
                films.cut("one", second(0)),
                films.cut("two", second(23)),
                films.cut("three", second(900)));
        JoinReport report = films.report(film);
        assertThat(report.joins()).extracting(join -> join.transition().kind()).containsExactly(Kind.CUT, Kind.MATCH);
        assertThat(report.joins()).extracting(JoinReport.Join::dropped).containsExactly(1, 0);
        assertThat(film.facts().frames()).isEqualTo(71);
        assertThat(films.screened(film).numbers().subList(0, 44)).isEqualTo(numbers(0, 44));
    }

    @Test
    void clipsOfHevcAreCopiedWhereTheyMeetInCutsAndConformedAtATransition() throws Exception {
        Cut one = films.cut("one", second(0).by("libx265", HEVC));
        Cut two = films.cut("two", second(24).by("libx265", HEVC));
        AssembledFilm cut = films.made(settings(RenderMode.SMART, false, null, true), null, one, two);
        assertThat(cut.conformed()).isEmpty();
        assertThat(cut.facts().codec()).isEqualTo("hevc");
        assertThat(films.encoded(cut)).isZero();
        assertThat(films.screened(cut).numbers()).isEqualTo(numbers(0, 48));

        AssembledFilm faded = films.made(JoinSettings.EVERY_FRAME, null, over(one, Transition.crossfade(0.25)), two);
        assertThat(faded.conformed()).containsExactlyInAnyOrder("one", "two");
        assertThat(faded.facts().codec()).isEqualTo("h264");
        assertThat(films.screened(faded).numbers().subList(0, 18)).isEqualTo(numbers(0, 18));
        assertThat(films.screened(faded).numbers().subList(24, 42)).isEqualTo(numbers(30, 48));
    }

    @Test
    void whereNothingIsEncodedARepeatedFrameThatOthersLeanOnIsKept() throws Exception {
        Cut one = films.cut("one", leaning(0));
        Cut two = films.cut("two", leaning(23));
        AssembledFilm copied = films.made(settings(RenderMode.COPY, true, null, false), MUTE, one, two);
        JoinReport.Join join = films.report(copied).joins().get(0);
        assertThat(join.dropped()).isZero();
        assertThat(join.decision()).contains("kept").contains("lean");
        assertThat(films.encoded(copied)).isZero();
        List<Integer> every = new ArrayList<>(numbers(0, 24));
        every.addAll(numbers(23, 47));
        assertThat(films.screened(copied).numbers()).isEqualTo(every);

        AssembledFilm smart = films.made(settings(RenderMode.SMART, true, null, false), MUTE, one, two);
        assertThat(films.screened(smart).numbers()).isEqualTo(numbers(0, 47));
        assertThat(films.encoded(smart)).isPositive();

        Cut odd = films.cut("gull", ClipSpec.clip(160, 90, 24).at(30, 1).startingAt(47));
        films.assertRefused(
                films.timeline(settings(RenderMode.COPY, true, null, false), MUTE, one, two, odd),
                "shot gull",
                "30/1 frames a second, the film 24/1",
                "render: smart");
    }

    /** The frames between lean on the last one. */
    private static ClipSpec leaning(int number) {
        return ClipSpec.clip(160, 90, 24)
                .startingAt(number)
                .by(
                        "libx264",
                        "preset",
                        "ultrafast",
                        "x264-params",
                        "bframes=3:b-adapt=0:b-pyramid=none:scenecut=0:keyint=250");
    }

    @Test
    void everythingIsEncodedAnewWhereThatIsWanted() throws Exception {
        AssembledFilm film = films.made(
                settings(RenderMode.FULL, true, null, true),
                null,
                over(films.cut("one", second(0)), Transition.crossfade(0.25)),
                films.cut("two", second(24)),
                films.cut("three", second(47)));
        assertThat(film.conformed()).containsExactlyInAnyOrder("one", "two", "three");
        List<Integer> shown = films.screened(film).numbers();
        assertThat(shown).hasSize(65);
        assertThat(shown.subList(24, 65)).isEqualTo(numbers(30, 71));
    }
}
